from datetime import date, datetime

from django.db import connection, transaction

from diwan.contributions import days, gate
from diwan.contributions.queries.tally import rolled_until

_ROLL_UP = """
INSERT INTO contributions_pairday (community_id, day, actor, recipient, kind, count, points)
SELECT community_id, day, actor, recipient, kind,
       SUM(CASE WHEN voids_id IS NULL THEN 1 ELSE -1 END), SUM(magnitude)
FROM contributions_act
WHERE community_id = %s AND day >= %s AND day < %s
GROUP BY community_id, day, actor, recipient, kind"""


def roll_up_days(*, community_id: int, until: date | datetime) -> int:
    """Sum the sealed days before `until` that are not rolled up yet, pair by pair; return how many rows that made.

    Only sealed days: an open one may still grow. `seal_days` does it by itself; this is for books brought in whole.
    """
    with transaction.atomic():
        calendar = gate.hold(community_id)
        if calendar.sealed_day is None:
            return 0
        newest = rolled_until(community_id)
        start = date.min if newest is None else days.next_day(newest)
        end = min(days.as_day(until, calendar.zone), days.next_day(calendar.sealed_day))
        with connection.cursor() as cursor:
            edges = [connection.ops.adapt_datefield_value(edge) for edge in (start, end)]
            cursor.execute(_ROLL_UP, [community_id, *edges])
            return int(cursor.rowcount)
