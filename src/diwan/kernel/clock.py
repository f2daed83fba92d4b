"""The only place that reads the clock. Edges (views, commands, jobs) call `now()` once and pass it on as `at=`."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
