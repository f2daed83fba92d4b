"""When a provider can be booked: weekly hours by the provider's clock, turned into instants that are still free."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from diwan.commerce.services.models import BookedQuarter, Service, WeeklyHours

QUARTER = timedelta(minutes=15)
NOTICE = timedelta(hours=2)
AHEAD = timedelta(days=14)


def free_times(*, service: Service, at: datetime) -> list[datetime]:
    """The instants (UTC) an appointment of this service can begin at, in the next two weeks, soonest first."""
    if not service.needs_appointment:
        return []
    length = timedelta(minutes=service.appointment_minutes)
    earliest, latest = at + NOTICE, at + AHEAD
    taken = set(
        BookedQuarter.objects.filter(
            provider=service.provider_id, quarter_at__gte=earliest - length, quarter_at__lt=latest + length
        ).values_list("quarter_at", flat=True)
    )
    hours = WeeklyHours.objects.filter(provider=service.provider_id)
    starts = {start for one in hours for start in _starts(one, length, earliest, latest)}
    return [start for start in sorted(starts) if taken.isdisjoint(quarters(start, length))]


def quarters(start: datetime, length: timedelta) -> list[datetime]:
    """The quarters of an hour that an appointment takes."""
    return [start + QUARTER * step for step in range(length // QUARTER)]


def _starts(hours: WeeklyHours, length: timedelta, earliest: datetime, latest: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(hours.zone)
    day, last = earliest.astimezone(zone).date() - timedelta(days=1), latest.astimezone(zone).date()
    minutes = length // timedelta(minutes=1)
    while day <= last:
        if day.weekday() == hours.weekday:
            for minute in range(hours.starts_minute, hours.ends_minute - minutes + 1, minutes):
                start = _instant(day, minute, zone)
                if start is not None and earliest <= start <= latest:
                    yield start
        day += timedelta(days=1)


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime | None:
    """The instant of a wall clock; None for one that a change of clocks leaves out."""
    wall = datetime.combine(day, time(minute // 60, minute % 60), zone)
    instant = wall.astimezone(UTC)
    is_real = instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
    return instant if is_real else None
