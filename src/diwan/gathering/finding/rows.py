"""Rows of the search column that hold the words: ranked, as many of the newest as can be; by time, all of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from diwan.gathering.errors import NotFound
from diwan.gathering.finding.candidates import Candidate, Sifted, holding_every, holding_some, newest_holding
from diwan.gathering.finding.matching import Terms
from diwan.gathering.finding.weighing import weigh
from diwan.gathering.models import SearchRow

LONG_ENOUGH = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
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
    """`place`: what orders it; a weight, or when it was published."""

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
        place = _EPOCH + number * _MICROSECOND if wanted.is_newest_first else number
    except OverflowError:
        raise NotFound from None
    return place, row_id, bool(mode)


def _rows(
    terms: Terms, community_id: int, wanted: Wanted, place: tuple[Any, int] | None, limit: int, *, every: bool
) -> tuple[Row, ...]:
    sifted = _sifted(wanted)
    found = (holding_every if every else holding_some)(terms, community_id, sifted)
    if not wanted.is_newest_first:
        weights = weigh([one.text for one in found.rows], terms)
        return _page(found.rows, weights, wanted, place, limit)
    rows = found.rows
    if not found.is_whole:
        each = wanted.what == "all"
        rows = newest_holding(terms, community_id, sifted, every=every, once_a_post=each, before=place, limit=limit)
    return _page(rows, [one.published_at for one in rows], wanted, place, limit)


def _page(
    rows: list[Candidate], places: list[Any], wanted: Wanted, after: tuple[Any, int] | None, limit: int
) -> tuple[Row, ...]:
    """Best first, each post once where posts are wanted, beginning behind `after`."""
    ordered = sorted(zip(places, (one.id for one in rows), (one.post_id for one in rows), strict=True), reverse=True)
    seen: set[int] = set()
    page: list[Row] = []
    for place, row_id, post_id in ordered:
        is_new = post_id not in seen or wanted.what != "all"
        seen.add(post_id)
        if is_new and (after is None or (place, row_id) < after):
            page.append(Row(row_id, post_id, place))
            if len(page) == limit:
                break
    return tuple(page)


def _sifted(wanted: Wanted) -> Sifted:
    """The conditions that were asked for, and their values."""
    of_row = {
        "s.comment_id IS NULL": wanted.what == "posts",
        "s.comment_id IS NOT NULL": wanted.what == "comments",
        "s.author_id = %(author)s": wanted.author_id,
        "s.published_at >= %(since)s": wanted.since,
    }
    of_post = {
        "p.space_id = %(space)s": wanted.space_id,
        "EXISTS (SELECT 1 FROM gathering_posttag t WHERE t.post_id = p.id AND t.tag_id = %(tag)s)": wanted.tag_id,
        "p.kind = 'question' AND p.accepted_comment_id IS NOT NULL": wanted.is_answered is True,
        "p.kind = 'question' AND p.accepted_comment_id IS NULL": wanted.is_answered is False,
        "p.id <> %(not_post)s": wanted.not_post,
        _SAVED: wanted.saved_by,
    }
    facts: dict[str, Any] = {"saved_by": wanted.saved_by, "space": wanted.space_id, "author": wanted.author_id}
    facts |= {"tag": wanted.tag_id, "not_post": wanted.not_post}
    if wanted.since is not None:
        facts["since"] = connection.ops.adapt_datetimefield_value(wanted.since)
    if wanted.kinds:
        names = {f"kind_{place}": kind for place, kind in enumerate(wanted.kinds)}
        facts |= names
        of_post[f"p.kind IN ({', '.join(f'%({name})s' for name in names)})"] = True
    return Sifted(_asked(of_row), _asked(of_post), facts)


def _asked(conditions: dict[str, Any]) -> str:
    return "".join(f" AND {condition}" for condition, value in conditions.items() if value not in (None, False))
