from datetime import datetime

from django.db import transaction

from diwan.conversation import rules
from diwan.conversation.actions import loading
from diwan.conversation.actions.tell import CHANGED, tell_pages
from diwan.conversation.enums import MessageStatus
from diwan.conversation.errors import NotYours, UndoIsOver
from diwan.conversation.models import Message
from diwan.people.public import can


def delete_message(*, message_id: int, by_id: int, at: datetime) -> Message:
    """Take a message away; its place stays. Can be undone for 30 days, then its words are wiped.

    Raises MembersOnly, NotFound, NotYours.
    """
    with transaction.atomic():
        entered, message = loading.message(message_id, by_id)
        if not rules.may_delete(entered.member, message, is_steward=can(entered.member, "moderate")):
            raise NotYours
        message.status, message.deleted_at, message.deleted_by = MessageStatus.DELETED, at, entered.member
        message.save(update_fields=["status", "deleted_at", "deleted_by"])
        tell_pages(message, CHANGED, at)
    return message


def restore_message(*, message_id: int, by_id: int, at: datetime) -> Message:
    """Bring back what one deleted oneself. Raises MembersOnly, NotFound, NotYours, UndoIsOver."""
    with transaction.atomic():
        entered, message = loading.message(message_id, by_id, statuses=(MessageStatus.DELETED,))
        if not rules.may_restore(entered.member, message):
            raise NotYours
        if not message.can_be_undone(at):
            raise UndoIsOver
        message.status, message.deleted_at, message.deleted_by = MessageStatus.SAID, None, None
        message.save(update_fields=["status", "deleted_at", "deleted_by"])
        tell_pages(message, CHANGED, at)
    return message
