"""What every deed with money shares here: its lock, the first open month, its way into the books."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from diwan.kernel import locks
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.promotion.errors import BadAmount
from diwan.promotion.models import ClosedMonth

MOST_MINOR = 10**12


def hold(*, community_id: int) -> None:
    """One deed with money at a time in this room, until the transaction ends."""
    locks.exclusive(f"promotion:{community_id}")


def require_amount(amount_minor: int) -> None:
    """Raises BadAmount unless the amount is a positive integer within what the engine can add up exactly."""
    if not 0 < amount_minor <= MOST_MINOR:
        raise BadAmount


def open_period(*, community_id: int, period: Period) -> Period:
    """The month itself, or the first one after it that is still open."""
    rows = ClosedMonth.objects.filter(community=community_id, period__gte=period.label)
    closed = set(rows.values_list("period", flat=True))
    while period.label in closed:
        period = period.next()
    return period


def local_date(*, zone: str, at: datetime) -> date:
    return at.astimezone(ZoneInfo(zone)).date()


def book(
    *,
    community: people.Community,
    kind: str,
    legs: Sequence[ledger.LegSpec],
    key: str,
    at: datetime,
    source_ref: str,
    day: date | None = None,
    detail: Mapping[str, Any] | None = None,
    description: str = "",
) -> None:
    """Write one entry, dated `day` (else the community's own date of `at`), in the first month still open."""
    asked = day or local_date(zone=community.timezone, at=at)
    month = Period.of_date(asked)
    found = open_period(community_id=community.pk, period=month)
    ledger.post(
        community_id=community.pk,
        kind=kind,
        legs=legs,
        effective_date=asked if found == month else found.first_date(),
        at=at,
        key=key,
        source_ref=source_ref,
        description=description,
        detail=dict(detail or {}),
        currency=community.currency,
    )
