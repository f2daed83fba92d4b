"""Which months are still open to commerce: a month handed over to the settlement takes nothing in any more."""

from datetime import date

from diwan.commerce.models import ClosedMonth
from diwan.kernel.periods import Period


def is_closed(*, community_id: int, period: Period) -> bool:
    return ClosedMonth.objects.filter(community=community_id, period=period.label).exists()


def open_period(*, community_id: int, period: Period) -> Period:
    """The month itself, or the first one after it that is still open."""
    closed = set(
        ClosedMonth.objects.filter(community=community_id, period__gte=period.label).values_list("period", flat=True)
    )
    while period.label in closed:
        period = period.next()
    return period


def open_date(*, community_id: int, day: date) -> date:
    """The day itself, or the first day of the first month after it that is still open."""
    asked = Period.of_date(day)
    found = open_period(community_id=community_id, period=asked)
    return day if found == asked else found.first_date()
