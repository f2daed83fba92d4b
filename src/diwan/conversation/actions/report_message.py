from datetime import datetime

from django.db import transaction

from diwan.conversation.actions import loading
from diwan.conversation.errors import OwnWords
from diwan.conversation.models import Disclosure, Message
from diwan.kernel import audit
from diwan.trust.enums import Reason
from diwan.trust.public import Report, file_report

_NEIGHBOURS = 2


def report_message(*, message_id: int, by_id: int, reason: Reason, note: str, at: datetime) -> Report:
    """Tell the moderators about a message somebody else said. What they will see of a direct conversation is written
    down now: the message and two on either side. Raises MembersOnly, NotFound, OwnWords.
    """
    with transaction.atomic():
        entered, message = loading.message(message_id, by_id)
        if message.author_id == entered.member.pk:
            raise OwnWords
        _disclose(message, entered, at)
        return file_report(
            reporter=entered.member,
            object_ref=message.ref,
            subject=message.author,
            reason=reason,
            note=note,
            at=at,
        )


def _disclose(message: Message, entered: loading.Entered, at: datetime) -> None:
    final = min(message.number + _NEIGHBOURS, entered.conversation.last_number)
    extent = {"first_number": max(1, message.number - _NEIGHBOURS), "final_number": final}
    _, is_new = Disclosure.objects.get_or_create(
        message=message, defaults={**extent, "disclosed_by": entered.member, "disclosed_at": at}
    )
    if is_new:
        audit.record(
            scope=message.community_id,
            actor=str(entered.member.party_id),
            action="messages_disclosed",
            object_ref=message.ref,
            at=at,
            detail={"conversation": message.conversation_id, **extent},
        )
