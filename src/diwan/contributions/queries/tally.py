"""The relational step: acts to tallies, as portable SQL run where the rows are.

One statement and nothing of Django's query language, so that another engine (DuckDB, ClickHouse, Spark) can be given
the same text. Whole sealed days come from the daily roll-up, the rest from the rows; the answer is the same.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from diwan.contributions import days
from diwan.contributions.models import PairDay
from diwan.contributions.views import PairTally
from diwan.people.public import get_community_by_id

_RAW = """
SELECT actor, recipient, kind, CASE WHEN voids_id IS NULL THEN 1 ELSE -1 END AS deeds, magnitude AS points
FROM contributions_act
WHERE community_id = %s AND day >= %s AND day < %s AND at >= %s AND at < %s"""
_ROLLED = """
SELECT actor, recipient, kind, count AS deeds, points
FROM contributions_pairday
WHERE community_id = %s AND day >= %s AND day < %s"""
_TALLY = f"""
SELECT actor, recipient, kind, CAST(SUM(deeds) AS BIGINT), CAST(SUM(points) AS BIGINT)
FROM ({_RAW} UNION ALL {_ROLLED} UNION ALL {_RAW}) AS told
GROUP BY actor, recipient, kind
HAVING SUM(deeds) <> 0 OR SUM(points) <> 0
ORDER BY actor, recipient NULLS LAST, kind"""


def tally_pairs(
    *, community_id: int, start: date | datetime, end: date | datetime, use_roll_up: bool = True
) -> list[PairTally]:
    """Deeds and milli-points per (actor, recipient, kind) from `start` to before `end`; ordered by those three.

    A plain date means its first instant in the community's time zone. Counter-acts count where they are dated, so a
    pair may come out below zero; what came to nothing is left out. `use_roll_up=False` reads the rows only.
    """
    zone = get_community_by_id(community_id=community_id).timezone
    first, last = days.as_instant(start, zone), days.as_instant(end, zone)
    if first >= last:
        return []
    first_day = days.day_of(first, zone)
    rolled = _rolled_days(community_id, first, last, zone) if use_roll_up else None
    rolled_from, rolled_to = rolled or (first_day, first_day)
    head = (community_id, *_days(first_day, rolled_from), *_instants(first, last))
    tail = (community_id, *_days(rolled_to, days.next_day(days.day_of(last, zone))), *_instants(first, last))
    with connection.cursor() as cursor:
        cursor.execute(_TALLY, (*head, community_id, *_days(rolled_from, rolled_to), *tail))
        rows = cursor.fetchall()
    return [
        PairTally(_party(actor), who and _party(who), kind, deeds, points) for actor, who, kind, deeds, points in rows
    ]


def _rolled_days(community_id: int, first: datetime, last: datetime, zone: str) -> tuple[date, date] | None:
    """The half-open run of days that lie wholly between the instants and are rolled up, or None."""
    newest = rolled_until(community_id)
    if newest is None:
        return None
    start = days.day_of(first, zone)
    if days.start_of(start, zone) < first:
        start = days.next_day(start)
    end = min(days.day_of(last, zone), days.next_day(newest))
    return (start, end) if start < end else None


def rolled_until(community_id: int) -> date | None:
    """The newest day that the roll-up holds; it holds every sealed day up to there."""
    newest: date | None = PairDay.objects.filter(community=community_id).aggregate(day=Max("day"))["day"]
    return newest


def _days(*edges: date) -> list[str | date | None]:
    """Days as the database keeps them."""
    return [connection.ops.adapt_datefield_value(edge) for edge in edges]


def _instants(*edges: datetime) -> list[str | datetime | None]:
    """Instants as the database keeps them."""
    return [connection.ops.adapt_datetimefield_value(edge) for edge in edges]


def _party(value: UUID | str) -> UUID:
    """PostgreSQL gives a UUID, SQLite its digits."""
    return UUID(value) if isinstance(value, str) else value
