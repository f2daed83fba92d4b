"""How much of a term has begun: pure. A month of a term has begun when its first instant has come."""

from datetime import datetime, timedelta

from diwan.commerce.enums import Interval
from diwan.commerce.terms import MONTHS, end_of_term
from diwan.kernel.periods import Period

LONGEST_REST = timedelta(days=90)


def month_ends(*, start: datetime, interval: str, zone: str, anchor_day: int) -> list[datetime]:
    """The instants at which the months of a paid term end, the last one the term's own end."""
    ends: list[datetime] = []
    begins = start
    for _month in range(MONTHS[Interval(interval)]):
        end = end_of_term(start=begins, interval=Interval.MONTH, zone=zone, anchor_day=anchor_day)
        assert end is not None  # a month always ends
        ends.append(end)
        begins = end
    return ends


def begun_count(*, ends: list[datetime], start: datetime, at: datetime) -> int:
    """How many of the term's months have begun at `at`; none before it starts."""
    return sum(begins <= at for begins in [start, *ends[:-1]])


def moved(period: str, *, paused_at: datetime, at: datetime, zone: str) -> str:
    """The month in which a resting month is earned when the rest lasted from `paused_at` until `at`."""
    was, now = Period.of(paused_at, zone), Period.of(at, zone)
    months = (now.year - was.year) * 12 + now.month - was.month
    return Period(period).plus(months).label
