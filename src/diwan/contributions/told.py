"""What the law is told by the Book of Acts: what is at stake in an object, and who gave whom how much."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Sum

from diwan.contributions.kinds import KINDS
from diwan.contributions.models import Act
from diwan.contributions.queries.tally import tally_pairs
from diwan.people.public import community_zone
from diwan.trust.public import Pair, Stake

_VALUE_KINDS = frozenset(kind.code for kind in KINDS.values() if kind.is_value)


def stake(*, community_id: int, object_ref: str, party: UUID | None, at: datetime) -> Stake:
    """The milli-points of value on an object, and how many of them were given in the month that is under way."""
    zone = ZoneInfo(community_zone(community_id=community_id))
    month = at.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    acts = Act.objects.filter(community=community_id, object_ref=object_ref, kind__in=_VALUE_KINDS)
    acts = acts.exclude(recipient=None)
    whole = acts.aggregate(points=Sum("magnitude"))["points"] or 0
    recent = acts.filter(at__gte=month).aggregate(points=Sum("magnitude"))["points"] or 0
    return Stake(points=max(0, whole), month_points=max(0, recent))


def pairs(*, community_id: int, start: datetime, end: datetime) -> list[Pair]:
    """The value that one party gave another between two instants, all kinds together."""
    sums: dict[tuple[UUID, UUID], int] = {}
    for row in tally_pairs(community_id=community_id, start=start, end=end):
        if row.recipient is not None and row.kind in _VALUE_KINDS:
            sums[row.actor, row.recipient] = sums.get((row.actor, row.recipient), 0) + row.points
    return [Pair(giver, taker, points) for (giver, taker), points in sorted(sums.items()) if points > 0]
