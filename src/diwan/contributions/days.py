"""Days of a community's own calendar: half-open, from one local midnight to the next. Pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def day_of(at: datetime, zone: str) -> date:
    """The day on which the instant falls, seen from the time zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """The first instant of the day, in UTC. Where a change of the clock skips midnight: the instant it skips to."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def next_day(day: date) -> date:
    return day + timedelta(days=1)


def as_day(moment: date | datetime, zone: str) -> date:
    return day_of(moment, zone) if isinstance(moment, datetime) else moment


def as_instant(moment: date | datetime, zone: str) -> datetime:
    """UTC; a plain date is its first instant."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else start_of(moment, zone)
