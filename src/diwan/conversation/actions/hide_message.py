from datetime import datetime

from django.db import transaction

from diwan.conversation.actions.loading import LARGEST_ID
from diwan.conversation.actions.tell import CHANGED, tell_pages
from diwan.conversation.enums import MessageStatus
from diwan.conversation.models import Message


def hide_message(*, community_id: int, object_ref: str, at: datetime) -> bool:
    """A decision of trust hides a message. False when the reference is none of this room's (others hear it too)."""
    return _turn(community_id, object_ref, (MessageStatus.SAID, MessageStatus.DELETED), MessageStatus.HIDDEN, at)


def show_message(*, community_id: int, object_ref: str, at: datetime) -> bool:
    """An appeal was right: what was hidden is seen again, what its author had deleted stays deleted."""
    return _turn(community_id, object_ref, (MessageStatus.HIDDEN,), MessageStatus.SAID, at)


def message_number(ref: str) -> int | None:
    """The id in 'message:<id>', None for any other reference."""
    noun, _, number = ref.partition(":")
    is_ours = noun == "message" and number.isascii() and number.isdigit() and len(number) <= 19
    return int(number) if is_ours and 0 < int(number) <= LARGEST_ID else None


def _turn(community_id: int, object_ref: str, before: tuple[str, ...], after: str, at: datetime) -> bool:
    number = message_number(object_ref)
    if number is None:
        return False
    with transaction.atomic():
        rows = Message.objects.select_for_update(of=("self",)).select_related("conversation")
        message = rows.filter(pk=number, community=community_id, status__in=before).first()
        if message is None:
            return False
        message.status = MessageStatus.DELETED if after == MessageStatus.SAID and message.deleted_at else after
        message.save(update_fields=["status"])
        tell_pages(message, CHANGED, at)
    return True
