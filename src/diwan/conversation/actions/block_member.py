from datetime import datetime

from django.db import transaction

from diwan.conversation.actions import loading
from diwan.conversation.errors import NobodyToBlock
from diwan.conversation.models import Block
from diwan.people.public import Membership


def block_member(*, by_id: int, other_id: int, at: datetime) -> Block:
    """Hear nothing directly from a member any more. They are not told. Raises MembersOnly, NobodyToBlock."""
    by = loading.member(by_id)
    other = _other(by, other_id)
    with transaction.atomic():
        block, _ = Block.objects.get_or_create(
            by=by, blocked=other, defaults={"community_id": by.community_id, "blocked_at": at}
        )
    return block


def lift_block(*, by_id: int, other_id: int) -> None:
    """Hear them again; where there is no block, nothing happens. Raises MembersOnly, NobodyToBlock."""
    by = loading.member(by_id)
    Block.objects.filter(by=by, blocked=_other(by, other_id)).delete()


def _other(by: Membership, other_id: int) -> Membership:
    is_id = 0 < other_id <= loading.LARGEST_ID
    other = Membership.objects.filter(pk=other_id, community=by.community_id).first() if is_id else None
    if other is None or other.pk == by.pk:
        raise NobodyToBlock
    return other
