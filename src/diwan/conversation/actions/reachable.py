"""Whether somebody can be written to directly. Every reason that lies with them is told in the same words."""

from collections.abc import Collection

from diwan.conversation.errors import NobodyChosen, NotReachable, YouBlocked
from diwan.conversation.models import Block, Reach
from diwan.people.public import Membership


def require_reachable(*, by: Membership, membership_ids: Collection[int]) -> list[Membership]:
    """These members, in the order of their ids. Raises NobodyChosen, NotReachable, YouBlocked.

    Who is of another community is nobody at all.
    """
    rows = Membership.objects.select_related("person").filter(pk__in=membership_ids, community=by.community_id)
    found = list(rows.order_by("pk"))
    if not found or len(found) != len(set(membership_ids)):
        raise NobodyChosen
    closed = set(Reach.objects.filter(membership__in=found, takes_direct=False).values_list("membership", flat=True))
    closed |= set(Block.objects.filter(by__in=found, blocked=by).values_list("by", flat=True))
    mine = set(Block.objects.filter(by=by, blocked__in=found).values_list("blocked", flat=True))
    for one in found:
        if one.pk in mine:
            raise YouBlocked(name=one.person.display_name)
        if one.pk in closed or not one.is_active:
            raise NotReachable(name=one.person.display_name)
    return found
