from datetime import datetime

from django.db import transaction

from diwan.conversation.actions import loading
from diwan.conversation.errors import NotFound
from diwan.conversation.models import Participant


def mute_conversation(*, conversation_id: int, membership_id: int, is_muted: bool, at: datetime) -> None:
    """Leave no notices and count nothing for this member, or do so again. Raises MembersOnly, NotFound."""
    with transaction.atomic():
        entered = loading.enter(conversation_id, membership_id)
        Participant.objects.update_or_create(
            conversation=entered.conversation,
            membership=entered.member,
            defaults={"is_muted": is_muted},
            create_defaults={
                "is_muted": is_muted,
                "joined_at": at,
                "read_number": entered.conversation.last_number,
            },
        )


def leave_conversation(*, conversation_id: int, membership_id: int, at: datetime) -> None:
    """Out of a group for good; a conversation of two leaves the list until one of them writes again.

    A room cannot be left, only muted. Raises MembersOnly, NotFound.
    """
    with transaction.atomic():
        entered = loading.enter(conversation_id, membership_id)
        if entered.conversation.is_room or entered.place is None:
            raise NotFound
        entered.place.left_at = at
        entered.place.read_number = entered.conversation.last_number
        entered.place.save(update_fields=["left_at", "read_number"])
