from datetime import datetime

from django.db import transaction

from diwan.conversation import rules
from diwan.conversation.actions import loading
from diwan.conversation.actions.tell import CHANGED, tell_pages
from diwan.conversation.enums import Mark
from diwan.conversation.errors import OwnWords
from diwan.conversation.models import Message, MessageMark


def mark_message(*, message_id: int, by_id: int, kind: str, at: datetime) -> Message:
    """Say one word to a message, such as "helped me". Twice is once.

    Raises MembersOnly, NotFound, OwnWords, UnknownChoice.
    """
    loading.clean_choice(kind, Mark.values)
    with transaction.atomic():
        entered, message = loading.message(message_id, by_id)
        if not rules.may_mark(entered.member, message):
            raise OwnWords
        _, is_new = MessageMark.objects.get_or_create(
            message=message, membership=entered.member, kind=kind, defaults={"marked_at": at}
        )
        if is_new:
            tell_pages(message, CHANGED, at)
    return message


def withdraw_mark(*, message_id: int, by_id: int, kind: str, at: datetime) -> Message:
    """Take the word back; where there is none, nothing happens. Raises MembersOnly, NotFound, UnknownChoice."""
    loading.clean_choice(kind, Mark.values)
    with transaction.atomic():
        entered, message = loading.message(message_id, by_id)
        gone, _ = MessageMark.objects.filter(message=message, membership=entered.member, kind=kind).delete()
        if gone:
            tell_pages(message, CHANGED, at)
    return message
