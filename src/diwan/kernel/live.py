"""What happened, told to pages that are open now: `tell` inside the deed's transaction, the rest follows the commit.

An event says that something changed, never what is in it: its facts are ids, and whoever hears of it asks for the part
of the page in their own words and rights. So an event heard twice does no harm, and one that is lost would: readers ask
again with the last id they heard, and are given everything after it. On SQLite ids are in the order of the commits. On
PostgreSQL a transaction that began earlier may commit a lower id later; therefore each event keeps the number of its
transaction and of the oldest one running when it was written. What a reader of event N may have missed below N was
written by a transaction no older than that; it is handed over again, and the reader drops the ids it knows.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import BigIntegerField, Func

from diwan.kernel import live_bells, schedule
from diwan.kernel.models import LiveEvent

KEPT_FOR = timedelta(hours=24)
_NEWEST = f"SELECT MAX(id) FROM {LiveEvent._meta.db_table}"


def tell(*, community_id: int, topic: str, name: str, facts: Mapping[str, Any], at: datetime) -> int:
    """Write one event of `topic` ('thread:12', 'membership:5', …) and wake the readers when it is committed.

    `name` is a past participle ('reaction_given'); `facts` hold ids and plain figures only. Returns the event's id.
    """
    event = LiveEvent.objects.create(
        community_id=community_id,
        topic=topic,
        name=name,
        facts=dict(facts),
        created_at=at,
        transaction=_ThisTransaction(),
        floor=_OldestRunning(),
    )
    # One ring for a transaction, however much it tells: a closed month tells every member.
    if not any(hook[1] is live_bells.ring for hook in connection.run_on_commit):
        transaction.on_commit(live_bells.ring, robust=True)
    return event.pk


def events_after(*, topics: Collection[str] | None, after: int, at_most: int = 200) -> list[LiveEvent]:
    """Events of `topics` (None: of all) that a reader who has heard event `after` may not have heard, oldest first.

    At most `at_most` with a higher id, and all that may have been committed late; the reader drops ids it knows.
    """
    rows = LiveEvent.objects.order_by("pk")
    if topics is not None:
        rows = rows.filter(topic__in=topics)
    return [*_late(rows, after), *rows.filter(pk__gt=after)[:at_most]]


def newest_id() -> int:
    """The id to begin after: take it before reading what is to be kept current."""
    with connection.cursor() as cursor:  # asked for every page: without the cost of building a query
        cursor.execute(_NEWEST)
        return int(cursor.fetchone()[0] or 0)


@schedule.job("kernel.live_events", every=timedelta(hours=1))
def prune(at: datetime) -> None:
    """Forget what nobody can still be waiting for. The newest stays: whoever comes back with its id must find it."""
    LiveEvent.objects.filter(created_at__lt=at - KEPT_FOR, pk__lt=newest_id()).delete()


def _late(rows: Any, after: int) -> list[LiveEvent]:
    if connection.vendor != "postgresql":
        return []  # one writer at a time: an id is never committed after a higher one
    heard = LiveEvent.objects.filter(pk__lte=after).order_by("-pk").values_list("floor", flat=True).first()
    return [] if heard is None else list(rows.filter(pk__lt=after, transaction__gte=heard))


class _ThisTransaction(Func):
    """The number of the transaction that writes; 0 where the database has one writer at a time."""

    output_field = BigIntegerField()
    template = "0"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "pg_current_xact_id()::text::bigint", []


class _OldestRunning(Func):
    """The number of the oldest transaction that was still running when the row was written."""

    output_field = BigIntegerField()
    template = "0"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "pg_snapshot_xmin(pg_current_snapshot())::text::bigint", []
