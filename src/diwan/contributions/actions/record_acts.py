from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from diwan.contributions import days, drafts, gate
from diwan.contributions.models import Act
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
_INTO = f"contributions_act ({', '.join(_COLUMNS)})"
_KEYS_AT_ONCE = 500
_NEVER = datetime.max.replace(tzinfo=UTC)


def record_acts(*, community_id: int, acts: Iterable[ActDraft]) -> BatchResult:
    """Write many deeds of one community in one transaction, all or none, each under the rules of `record_act`.

    Raises UnknownKind, ActRefused, KeyConflict, ActsSealed; then nothing is written.
    """
    batch = list(acts)
    with transaction.atomic():
        rows = list(_rows(community_id, batch, gate.enter(community_id)))
        try:
            with transaction.atomic():
                _insert(rows)
        except IntegrityError:
            # Some are known, or told twice in the batch: look them all up, write the others.
            rows = list(_unknown(community_id, batch, rows))
            _insert(rows)
    return BatchResult(recorded_count=len(rows), known_count=len(batch) - len(rows))


def _rows(community_id: int, batch: Sequence[ActDraft], calendar: gate.Calendar) -> Iterator[Row]:
    """The rows as the database takes them. The day is looked up once for all neighbours that share it."""
    as_stored = _for_sqlite if connection.vendor == "sqlite" else _for_postgresql
    start = end = _NEVER
    day = date.max
    for draft in batch:
        drafts.check(draft)
        at = draft.at.astimezone(UTC)
        if not start <= at < end:
            day = calendar.open_day(at)
            start, end = (days.start_of(edge, calendar.zone) for edge in (day, days.next_day(day)))
        yield as_stored(community_id, draft, at, day)


def _for_sqlite(community_id: int, draft: ActDraft, at: datetime, day: date) -> Row:
    """UUIDs as 32 hexadecimal digits, instants as naive UTC: what Django's own SQLite backend writes."""
    actor, recipient, kind, object_ref, magnitude, _, key = draft
    helped = None if recipient is None else recipient.hex
    return community_id, actor.hex, helped, kind, object_ref, magnitude, key, str(at)[:-6], str(day), "", 1


def _for_postgresql(community_id: int, draft: ActDraft, at: datetime, day: date) -> Row:
    actor, recipient, kind, object_ref, magnitude, _, key = draft
    return community_id, actor, recipient, kind, object_ref, magnitude, key, at, day, "", 1


def _insert(rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {_INTO} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        elif rows:
            places = ", ".join(["%s"] * len(_COLUMNS))
            cursor.executemany(f"INSERT INTO {_INTO} VALUES ({places})", rows)


def _unknown(community_id: int, batch: Sequence[ActDraft], rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of the deeds that the book does not hold yet, each with the turn of its key."""
    newest = _newest(community_id, [draft.key for draft in batch])
    told: dict[str, ActDraft] = {}
    for draft, row in zip(batch, rows, strict=True):
        if draft.key in told:
            drafts.assert_same(told[draft.key], draft)
            continue
        told[draft.key] = draft
        turn = drafts.next_turn(newest.get(draft.key), draft)
        if turn is not None:
            yield (*row[:-1], turn)


def _newest(community_id: int, keys: Sequence[str]) -> dict[str, Act]:
    """The newest act under each key, with its counter-act if it has one."""
    found: dict[str, Act] = {}
    for first in range(0, len(keys), _KEYS_AT_ONCE):
        some = Act.objects.filter(community=community_id, key__in=keys[first : first + _KEYS_AT_ONCE])
        found |= {act.key: act for act in some.select_related("counter_act").order_by("turn")}
    return found
