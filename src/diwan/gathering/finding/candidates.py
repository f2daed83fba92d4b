"""The newest rows that hold the words, never more than can be ranked at once: what a search costs stays the same.

On SQLite a full-text table gives the rows of a whole word newest first, one by one, but gathers all words that share a
beginning before it gives the first. So a word that very many texts hold is sought as it stands where it stands alone,
and looked for in the texts themselves where a rarer word leads to them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from diwan.gathering.finding.matching import Terms, match_of, opening

MOST_RANKED = 1_000
_LEAST_SHARE = 50
_HELD = {
    "sqlite": "gathering_full_text f CROSS JOIN gathering_searchrow s ON s.id = f.rowid "
    "CROSS JOIN gathering_post p ON p.id = s.post_id WHERE gathering_full_text MATCH %({match})s",
    "postgresql": "gathering_searchrow s JOIN gathering_post p ON p.id = s.post_id "
    "WHERE to_tsvector('simple'::regconfig, s.search_text) @@ to_tsquery('simple', %({match})s)",
}
_ORDER = {"sqlite": "f.rowid", "postgresql": "s.id"}
_PUBLISHED = " AND s.community_id = %(community)s AND p.status = 'published'"
_NEWEST = """
    SELECT s.id, s.post_id, s.published_at, s.search_text
    FROM gathering_searchrow s JOIN gathering_post p ON p.id = s.post_id
    WHERE s.community_id = %(community)s AND p.status = 'published'{conditions}{beyond}{first}
    ORDER BY s.published_at DESC, s.id DESC LIMIT %(limit)s"""
_BEYOND = " AND (s.published_at, s.id) < (%(place)s, %(after)s)"
# The newest of its post's rows that hold the words: each post once, whichever page asks.
_FIRST = """ AND NOT EXISTS (SELECT 1 FROM gathering_searchrow o WHERE o.post_id = s.post_id
    AND (o.published_at, o.id) > (s.published_at, s.id){conditions})"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that holds the words."""

    id: int
    post_id: int
    published_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Sifted:
    """What a row must be besides holding the words: SQL on `s` (the row) and `p` (its post), with its values."""

    of_row: str
    of_post: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidates:
    """`is_whole`: nothing else holds the words."""

    rows: list[Candidate]
    is_whole: bool


def holding_every(terms: Terms, community_id: int, sifted: Sifted) -> Candidates:
    """The newest rows that hold all the words."""
    common = _common(terms, community_id)
    rare = [forms for forms in terms if forms not in common]
    if rare:
        return _held([(match_of(rare, community_id, every=True), common)], community_id, sifted)
    found = _held([(match_of(terms, community_id, every=True, whole=True), [])], community_id, sifted)
    if not found.is_whole:
        return found
    return _held([(match_of(terms, community_id, every=True), [])], community_id, sifted)


def holding_some(terms: Terms, community_id: int, sifted: Sifted) -> Candidates:
    """The newest rows of each word, every word with its own share, so that common ones do not hide the rare."""
    common = _common(terms, community_id)
    asked = [match_of([forms], community_id, every=True, whole=forms in common) for forms in terms]
    return _held([(match, []) for match in asked], community_id, sifted)


def newest_holding(
    terms: Terms,
    community_id: int,
    sifted: Sifted,
    *,
    every: bool,
    once_a_post: bool,
    before: tuple[datetime, int] | None,
    limit: int,
) -> list[Candidate]:
    """The rows that hold the words, by when they were published: a walk down the newest, for words that many hold."""
    facts = {**sifted.facts, "community": community_id, "limit": limit}
    words = _words("s", terms, facts, every)
    if before is not None:
        facts |= {"place": connection.ops.adapt_datetimefield_value(before[0]), "after": before[1]}
    others = (sifted.of_row + words).replace("s.", "o.")
    statement = _NEWEST.format(
        conditions=sifted.of_row + sifted.of_post + words,
        beyond=_BEYOND if before is not None else "",
        first=_FIRST.format(conditions=others) if once_a_post else "",
    )
    return _fetched(statement, facts)


def _common(terms: Terms, community_id: int) -> Terms:
    """The words that more texts hold than are ranked. PostgreSQL gathers whole words and beginnings alike: none."""
    if connection.vendor != "sqlite":
        return []
    facts = {f"match_{n}": match_of([forms], community_id, every=True, whole=True) for n, forms in enumerate(terms)}
    counts = " UNION ALL ".join(
        "SELECT COUNT(*) FROM (SELECT 1 FROM gathering_full_text "
        f"WHERE gathering_full_text MATCH %({name})s LIMIT %(most)s)"
        for name in facts
    )
    with connection.cursor() as cursor:
        cursor.execute(counts, {**facts, "most": MOST_RANKED})
        return [forms for forms, (count,) in zip(terms, cursor.fetchall(), strict=True) if count == MOST_RANKED]


def _held(asked: list[tuple[str, Terms]], community_id: int, sifted: Sifted) -> Candidates:
    """The newest rows for each question, and words that must stand in them besides; each row once."""
    share = max(_LEAST_SHARE, MOST_RANKED // len(asked))
    facts: dict[str, Any] = {**sifted.facts, "community": community_id, "limit": share}
    parts = []
    for number, (match, besides) in enumerate(asked):
        name = f"match_{number}"
        facts[name] = match
        conditions = _PUBLISHED + sifted.of_row + sifted.of_post + _words("s", besides, facts, every=True)
        parts.append(
            f"SELECT * FROM (SELECT s.id, s.post_id, s.published_at, s.search_text "
            f"FROM {_HELD[connection.vendor].format(match=name)}{conditions} "
            f"ORDER BY {_ORDER[connection.vendor]} DESC LIMIT %(limit)s) part_{number}"
        )
    rows = _fetched(" UNION ALL ".join(parts), facts)
    is_whole = len(rows) < share
    return Candidates(list({row.id: row for row in rows}.values()), is_whole)


def _words(alias: str, terms: Terms, facts: dict[str, Any], every: bool) -> str:
    """The words as a condition on the folded text itself."""
    groups = []
    for number, forms in enumerate(terms):
        names = {f"word_{number}_{place}": f"%{opening(form)}%" for place, form in enumerate(forms)}
        facts |= names
        groups.append(" OR ".join(f"(' ' || {alias}.search_text || ' ') LIKE %({name})s" for name in names))
    joined = (" AND " if every else " OR ").join(f"({group})" for group in groups)
    return f" AND ({joined})" if groups else ""


def _fetched(statement: str, facts: dict[str, Any]) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [Candidate(row[0], row[1], _moment(row[2]), row[3]) for row in cursor.fetchall()]


def _moment(value: Any) -> datetime:
    """SQLite gives what it stored: a text, or a moment without its zone."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
