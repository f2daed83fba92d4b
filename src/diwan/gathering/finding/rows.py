"""Rows of the search column that hold the words: one statement for both databases, filters and keyset in it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from diwan.gathering.errors import NotFound
from diwan.gathering.finding.matching import Terms, match_of
from diwan.gathering.models import SearchRow

LONG_ENOUGH = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Which rows hold the words, and how well: a whole number, so that a cursor can name it exactly.
_HOLDING = {
    "sqlite": """
        SELECT f.rowid AS id, CAST(-1000000 * f.rank AS INTEGER) AS weight
        FROM gathering_full_text f WHERE gathering_full_text MATCH %(match)s""",
    "postgresql": """
        SELECT s.id, (1000000000 * ts_rank(to_tsvector('simple'::regconfig, s.search_text), q))::bigint AS weight
        FROM gathering_searchrow s, to_tsquery('simple', %(match)s) q
        WHERE to_tsvector('simple'::regconfig, s.search_text) @@ q AND s.community_id = %(community)s""",
}
_STATEMENT = """
    WITH holding AS MATERIALIZED ({holding})
    SELECT id, post_id, place FROM (
        SELECT s.id, s.post_id, {place} AS place,
               ROW_NUMBER() OVER (PARTITION BY {each} ORDER BY {place} DESC, s.id DESC) AS nth
        FROM holding JOIN gathering_searchrow s ON s.id = holding.id JOIN gathering_post p ON p.id = s.post_id
        WHERE s.community_id = %(community)s AND p.status = 'published'{filters}
    ) best
    WHERE nth = 1{beyond}
    ORDER BY place DESC, id DESC LIMIT %(limit)s"""
_BEYOND = " AND (place < %(place)s OR (place = %(place)s AND id < %(after)s))"
_SAVED = """EXISTS (SELECT 1 FROM gathering_bookmark b
    WHERE b.post_id = p.id AND b.membership_id = %(saved_by)s AND b.withdrawn_at IS NULL)"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sought besides the words. `what`: 'all' (each post once), 'posts' or 'comments' (by their own words)."""

    what: str = "all"
    space_id: int | None = None
    author_id: int | None = None
    tag_id: int | None = None
    since: datetime | None = None
    is_answered: bool | None = None
    is_newest_first: bool = False
    kinds: tuple[str, ...] = ()
    not_post: int | None = None
    saved_by: int | None = None
    is_any: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`place`: what orders it; a weight, or when it was published as the database writes it."""

    id: int
    post_id: int
    place: Any


@dataclass(frozen=True, slots=True)
class Found:
    rows: tuple[Row, ...]
    is_partial: bool


def find_rows(terms: Terms, community_id: int, wanted: Wanted, *, after: str | None, limit: int) -> Found:
    """Rows that hold every term; when none does (or any will do), those that hold some. Raises NotFound (`after`)."""
    place = _read_place(after, wanted) if after is not None else None
    if place is not None:
        return Found(_rows(terms, community_id, wanted, place[:2], limit, every=not place[2]), place[2])
    if not wanted.is_any:
        rows = _rows(terms, community_id, wanted, None, limit, every=True)
        if rows or len(terms) == 1:
            return Found(rows, False)
    return Found(_rows(terms, community_id, wanted, None, limit, every=False), True)


def write_place(found: Found, last: SearchRow, wanted: Wanted) -> str:
    """The cursor of the page that ends with this row."""
    if wanted.is_newest_first:
        number = ((last.published_at or _EPOCH) - _EPOCH) // _MICROSECOND
    else:
        number = next(row.place for row in found.rows if row.id == last.pk)
    return f"{number}.{last.pk}.{int(found.is_partial)}"


def _read_place(text: str, wanted: Wanted) -> tuple[Any, int, bool]:
    parts = text.split(".")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) <= 18 for p in parts):
        raise NotFound
    number, row_id, mode = (int(part) for part in parts)
    try:
        place = _moment(_EPOCH + number * _MICROSECOND) if wanted.is_newest_first else number
    except OverflowError:
        raise NotFound from None
    return place, row_id, bool(mode)


def _rows(
    terms: Terms, community_id: int, wanted: Wanted, place: tuple[Any, int] | None, limit: int, *, every: bool
) -> tuple[Row, ...]:
    facts: dict[str, Any] = {
        "match": match_of(terms, community_id, every=every),
        "community": community_id,
        "limit": limit,
    }
    if place is not None:
        facts |= {"place": place[0], "after": place[1]}
    statement = _STATEMENT.format(
        holding=_HOLDING[connection.vendor],
        place="s.published_at" if wanted.is_newest_first else "holding.weight",
        each="s.post_id" if wanted.what == "all" else "s.id",
        filters=_filters(wanted, facts),
        beyond=_BEYOND if place is not None else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return tuple(Row(*row) for row in cursor.fetchall())


def _filters(wanted: Wanted, facts: dict[str, Any]) -> str:
    """The conditions that were asked for; their values go into `facts`."""
    asked = {
        "s.comment_id IS NULL": wanted.what == "posts",
        "s.comment_id IS NOT NULL": wanted.what == "comments",
        "p.space_id = %(space)s": wanted.space_id,
        "s.author_id = %(author)s": wanted.author_id,
        "EXISTS (SELECT 1 FROM gathering_posttag t WHERE t.post_id = p.id AND t.tag_id = %(tag)s)": wanted.tag_id,
        "s.published_at >= %(since)s": wanted.since,
        "p.kind = 'question' AND p.accepted_comment_id IS NOT NULL": wanted.is_answered is True,
        "p.kind = 'question' AND p.accepted_comment_id IS NULL": wanted.is_answered is False,
        "p.id <> %(not_post)s": wanted.not_post,
        _SAVED: wanted.saved_by,
    }
    facts["saved_by"] = wanted.saved_by
    facts |= {"space": wanted.space_id, "author": wanted.author_id, "tag": wanted.tag_id, "not_post": wanted.not_post}
    if wanted.since is not None:
        facts["since"] = _moment(wanted.since)
    if wanted.kinds:
        names = {f"kind_{place}": kind for place, kind in enumerate(wanted.kinds)}
        facts |= names
        asked[f"p.kind IN ({', '.join(f'%({name})s' for name in names)})"] = True
    return "".join(f" AND {condition}" for condition, value in asked.items() if value not in (None, False))


def _moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)
