from datetime import datetime

from django.db import transaction

from diwan.conversation.actions import loading
from diwan.conversation.actions.mark_present import mark_present
from diwan.conversation.models import Participant


def record_reading(*, conversation_id: int, membership_id: int, number: int, at: datetime) -> int:
    """The member has read up to message `number` (never beyond the latest, never back); return how far they are.

    Raises MembersOnly, NotFound.
    """
    with transaction.atomic():
        entered = loading.enter(conversation_id, membership_id)
        reached = max(0, min(number, entered.conversation.last_number))
        mark_present(membership_id=membership_id, at=at)
        if entered.place is None:
            Participant.objects.create(
                conversation=entered.conversation, membership=entered.member, joined_at=at, read_number=reached
            )
        elif entered.place.read_number < reached:
            entered.place.read_number = reached
            entered.place.save(update_fields=["read_number"])
        else:
            reached = entered.place.read_number
    return reached
