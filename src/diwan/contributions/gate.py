"""The gate of a community's book: writers pass it together, the one who seals a day holds it alone.

Without it a deed that began a moment before midnight could be committed into a day sealed a moment after.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from diwan.contributions import days
from diwan.contributions.errors import ActsSealed
from diwan.people.public import community_zone


@dataclass(frozen=True, slots=True)
class Calendar:
    """A community's time zone, and the newest day that is sealed."""

    zone: str
    sealed_day: date | None

    def open_day(self, at: datetime) -> date:
        """The day of the instant; raises ActsSealed when that day takes no more acts."""
        day = days.day_of(at, self.zone)
        if self.sealed_day is not None and day <= self.sealed_day:
            raise ActsSealed(day=day, first_open_at=days.start_of(days.next_day(self.sealed_day), self.zone))
        return day


def enter(community_id: int) -> Calendar:
    """Pass the gate as a writer until the surrounding transaction ends."""
    _lock(community_id, "pg_advisory_xact_lock_shared")
    return _calendar(community_id)


def hold(community_id: int) -> Calendar:
    """Hold the gate alone until the surrounding transaction ends: no writer is inside, none enters."""
    _lock(community_id, "pg_advisory_xact_lock")
    return _calendar(community_id)


def _calendar(community_id: int) -> Calendar:
    """Read for every deed: the newest seal is asked for by hand, for compiling a query costs more than the answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(day) FROM contributions_dayseal WHERE community_id = %s", [community_id])
        (newest,) = cursor.fetchone()
    # SQLite keeps dates as text.
    sealed_day = date.fromisoformat(newest) if isinstance(newest, str) else newest
    return Calendar(zone=community_zone(community_id=community_id), sealed_day=sealed_day)


def _lock(community_id: int, function: str) -> None:
    """On SQLite the IMMEDIATE transaction is the lock already."""
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(f"acts:{community_id}".encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [number])
