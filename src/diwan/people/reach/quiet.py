"""Quiet hours by the person's own clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = 24 * 60
FROM_MINUTE, UNTIL_MINUTE = 22 * 60, 7 * 60


def quiet_end(at: datetime, *, zone: str, from_minute: int, until_minute: int) -> datetime | None:
    """When the quiet hours that hold at `at` end, or None outside them. Minutes are counted from local midnight.

    Hours that begin and end at the same minute are no hours at all.
    """
    local = at.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    over_midnight = from_minute > until_minute
    began, lasts = minute >= from_minute, minute < until_minute
    if not ((began or lasts) if over_midnight else (began and lasts)):
        return None
    day = local.date() + timedelta(days=1 if over_midnight and began else 0)
    return datetime.combine(day, time(until_minute // 60, until_minute % 60), ZoneInfo(zone)).astimezone(UTC)
