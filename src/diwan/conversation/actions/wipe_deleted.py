from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from diwan.conversation.enums import MessageStatus
from diwan.conversation.models import Message, MessageMark, MessagePicture, MessageRevision
from diwan.conversation.models.message import UNDO_DAYS

_AT_ONCE = 500


def wipe_deleted(*, at: datetime) -> int:
    """Wipe words, history, marks and pictures of what was deleted 30 days ago; return how many messages that were.

    Safe to run twice: the rows are emptied first, and a file whose row is gone can be opened by nobody.
    """
    old = Message.objects.filter(status=MessageStatus.DELETED, deleted_at__lte=at - timedelta(days=UNDO_DAYS))
    wiped = 0
    while batch := list(old.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        with transaction.atomic():
            pictures = MessagePicture.objects.filter(message__in=batch).select_related("message")
            paths = [picture.path for picture in pictures]
            pictures.delete()
            MessageRevision.objects.filter(message__in=batch).delete()
            MessageMark.objects.filter(message__in=batch).delete()
            wiped += Message.objects.filter(pk__in=batch).update(body="", status=MessageStatus.WIPED)
        for path in paths:
            default_storage.delete(path)
    return wiped
