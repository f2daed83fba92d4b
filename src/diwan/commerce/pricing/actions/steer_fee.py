from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.actions.place_order import active_member
from diwan.commerce.errors import TooMuchSteered
from diwan.commerce.models import Steer
from diwan.people import public as people

MOST_PEOPLE = 10


def steer_fee(*, community_id: int, membership_id: int, shares_bp: Mapping[UUID, int], at: datetime) -> None:
    """Say which shares of one's own next fees go to whom (basis points); replaces what was said before.

    Each payment is split when it is earned, to the unit; an offer may allow less, then all shares shrink alike.
    Raises TooMuchSteered (over the whole, to oneself or a stranger), people.errors.NotAMember.
    """
    member = active_member(community_id=community_id, membership_id=membership_id)
    wanted = {party: share for party, share in shares_bp.items() if share}
    known = people.get_parties(community_id=community_id, parties=list(wanted))
    is_sound = sum(wanted.values()) <= 10_000 and min(wanted.values(), default=1) > 0 and len(wanted) <= MOST_PEOPLE
    if not is_sound or len(known) < len(wanted) or member.party_id in wanted:
        raise TooMuchSteered
    with transaction.atomic():
        till.hold(community_id=community_id)
        Steer.objects.filter(membership=member).delete()
        Steer.objects.bulk_create(
            Steer(community_id=community_id, membership=member, to=party, share_bp=share, set_at=at)
            for party, share in wanted.items()
        )
