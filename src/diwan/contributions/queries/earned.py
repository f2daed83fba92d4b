from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from diwan.contributions.kinds import KINDS
from diwan.contributions.models import Act

_VALUE_KINDS = [kind.code for kind in KINDS.values() if kind.is_value]


def points_by_object(*, community_id: int, object_refs: Collection[str]) -> dict[str, dict[UUID, int]]:
    """Milli-points of value that each of these objects brought, by recipient; what was taken back is taken off.

    One query. These are points as given, before a plan's caps and guards. What came to nothing is absent.
    """
    rows = Act.objects.filter(community=community_id, object_ref__in=object_refs, kind__in=_VALUE_KINDS)
    sums = rows.exclude(recipient=None).values_list("object_ref", "recipient").annotate(points=Sum("magnitude"))
    found: dict[str, dict[UUID, int]] = {}
    for object_ref, recipient, points in sums.order_by("object_ref", "recipient"):
        if points > 0 and recipient is not None:
            found.setdefault(object_ref, {})[recipient] = points
    return found


def received_points(*, community_id: int, recipient: UUID, start: datetime, end: datetime) -> int:
    """Milli-points of value that one party was given from `start` to before `end`, never below zero. One query."""
    rows = Act.objects.filter(community=community_id, recipient=recipient, at__gte=start, at__lt=end)
    total = rows.filter(kind__in=_VALUE_KINDS).aggregate(points=Sum("magnitude"))["points"]
    return max(0, total or 0)
