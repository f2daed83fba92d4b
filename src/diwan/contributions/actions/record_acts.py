from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction

from diwan.contributions import days, drafts, gate
from diwan.contributions.queries.newest_acts import newest_acts, parts
from diwan.contributions.views import ActDraft, BatchResult

Row = tuple[Any, ...]
_COLUMNS = (
    "community_id",
    "actor",
    "recipient",
    "kind",
    "object_ref",
    "magnitude",
    "key",
    "at",
    "day",
    "reason",
    "turn",
)
_INSERT = f"INSERT INTO contributions_act ({', '.join(_COLUMNS)}) VALUES "
_PLACES = f"({', '.join(['%s'] * len(_COLUMNS))})"
_NEVER = datetime.max.replace(tzinfo=UTC)


def record_acts(*, community_id: int, acts: Iterable[ActDraft]) -> BatchResult:
    """Write many deeds of one community in one transaction, all or none, each under the rules of `record_act`.

    Raises UnknownKind, ActRefused, KeyConflict, ActsSealed; then nothing is written. Should another process write one
    of the keys at the same instant, the database raises IntegrityError: nothing is written, and a retry finds it known.
    """
    batch = list(acts)
    with transaction.atomic():
        calendar = gate.enter(community_id)
        fresh = list(_unknown(community_id, batch))
        rows = list(_rows(community_id, fresh, calendar))
        with connection.cursor() as cursor:
            # One statement writes many rows: with triggers on the table SQLite keeps a journal for each statement, and
            # one for each row would cost more than the rows.
            for some in parts(rows):
                cursor.execute(_INSERT + ", ".join([_PLACES] * len(some)), list(chain.from_iterable(some)))
    return BatchResult(recorded_count=len(fresh), known_count=len(batch) - len(fresh))


def _unknown(community_id: int, batch: Sequence[ActDraft]) -> Iterator[tuple[ActDraft, int]]:
    """The deeds that the book does not hold yet, each with the turn of its key."""
    newest = newest_acts(community_id, [draft.key for draft in batch])
    told: dict[str, ActDraft] = {}
    for draft in batch:
        drafts.check(draft)
        if draft.key in told:
            drafts.assert_same(told[draft.key], draft)
            continue
        told[draft.key] = draft
        turn = drafts.next_turn(newest.get(draft.key), draft) if newest else 1
        if turn is not None:
            yield draft, turn


def _rows(community_id: int, fresh: Sequence[tuple[ActDraft, int]], calendar: gate.Calendar) -> Iterator[Row]:
    """The rows as the database takes them. The day is looked up once for all neighbours that share it."""
    as_stored = _for_sqlite if connection.vendor == "sqlite" else _for_postgresql
    start = end = _NEVER
    day = date.max
    for draft, turn in fresh:
        at = draft.at.astimezone(UTC)
        if not start <= at < end:
            day = calendar.open_day(at)
            start, end = (days.start_of(edge, calendar.zone) for edge in (day, days.next_day(day)))
        yield as_stored(community_id, draft, at, day, turn)


def _for_sqlite(community_id: int, draft: ActDraft, at: datetime, day: date, turn: int) -> Row:
    """UUIDs as 32 hexadecimal digits, instants as naive UTC: what Django's own SQLite backend writes."""
    actor, recipient, kind, object_ref, magnitude, _, key = draft
    helped = None if recipient is None else recipient.hex
    return community_id, actor.hex, helped, kind, object_ref, magnitude, key, str(at)[:-6], str(day), "", turn


def _for_postgresql(community_id: int, draft: ActDraft, at: datetime, day: date, turn: int) -> Row:
    actor, recipient, kind, object_ref, magnitude, _, key = draft
    return community_id, actor, recipient, kind, object_ref, magnitude, key, at, day, "", turn
