from datetime import datetime

from django.db import transaction

from diwan.conversation import rules
from diwan.conversation.actions import loading
from diwan.conversation.actions.tell import CHANGED, tell_pages
from diwan.conversation.errors import NotYours
from diwan.conversation.models import Message, MessageRevision


def edit_message(*, message_id: int, by_id: int, body: str, at: datetime) -> Message:
    """Change one's own message; what it said before is kept. Nothing changed, nothing is kept.

    Raises MembersOnly, NotFound, NotYours, TextNeeded, TextTooLong, UnwritableText.
    """
    with transaction.atomic():
        entered, message = loading.message(message_id, by_id)
        if not rules.may_edit(entered.member, message):
            raise NotYours
        text = loading.clean_body(body, may_be_empty=message.pictures.exists())
        if text != message.body:
            MessageRevision.objects.create(message=message, body=message.body, replaced_at=at)
            message.body, message.edited_at = text, at
            message.save(update_fields=["body", "edited_at"])
            tell_pages(message, CHANGED, at)
    return message
