"""The only place that reads the clock or waits.

Edges (views, commands, jobs) call `now()` once and pass it on as `at=`.
"""

import time
from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def rest(seconds: int | float) -> None:
    """Do nothing for a while. For threads and commands that look again and again; a page never rests."""
    time.sleep(seconds)


def ticks() -> float:
    """Seconds of a clock that never jumps: only what lies between two readings means anything."""
    return time.monotonic()
