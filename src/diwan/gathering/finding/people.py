"""People found by their name and by what they say of themselves."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from diwan.gathering.attention.models import MemberRow
from diwan.gathering.errors import NotFound
from diwan.gathering.finding.matching import Segment, highlighted, match_of, snippet
from diwan.gathering.queries.views import ViewerId, find_viewer
from diwan.kernel.text.folding import query_terms

_HOLDING = {
    "sqlite": """
        SELECT f.rowid AS id, CAST(-1000000 * f.rank AS INTEGER) AS weight
        FROM gathering_people_text f WHERE gathering_people_text MATCH %(match)s""",
    "postgresql": """
        SELECT r.id, (1000000000 * ts_rank(to_tsvector('simple'::regconfig, r.search_text), q))::bigint AS weight
        FROM gathering_memberrow r, to_tsquery('simple', %(match)s) q
        WHERE to_tsvector('simple'::regconfig, r.search_text) @@ q AND r.community_id = %(community)s""",
}
_STATEMENT = """
    WITH holding AS MATERIALIZED ({holding})
    SELECT r.id, holding.weight
    FROM holding JOIN gathering_memberrow r ON r.id = holding.id JOIN people_membership m ON m.id = r.membership_id
    WHERE r.community_id = %(community)s AND m.standing = 'active'{beyond}
    ORDER BY holding.weight DESC, r.id DESC LIMIT %(limit)s"""
_BEYOND = " AND (holding.weight < %(weight)s OR (holding.weight = %(weight)s AND r.id < %(after)s))"


@dataclass(frozen=True, slots=True)
class PersonHit:
    membership_id: int
    person_id: int
    display_name: str
    name: tuple[Segment, ...]
    bio: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    hits: tuple[PersonHit, ...] = ()
    after: str | None = None


def search_people(
    *, community_id: int, text: str, viewer_id: ViewerId, after: str | None = None, limit: int = 20
) -> PeoplePage:
    """Active members whose name or words hold every word that was asked for, best first, in two queries.

    Raises NotFound (a cursor that is not one of ours).
    """
    terms = query_terms(text)
    if not terms or find_viewer(community_id, viewer_id) is None:
        return PeoplePage()
    facts: dict[str, Any] = {
        "match": match_of(terms, community_id, every=True),
        "community": community_id,
        "limit": limit + 1,
    }
    if after is not None:
        facts |= dict(zip(("weight", "after"), _read(after), strict=True))
    statement = _STATEMENT.format(holding=_HOLDING[connection.vendor], beyond=_BEYOND if after is not None else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        found = cursor.fetchall()
    rows = MemberRow.objects.select_related("membership__person").in_bulk([pk for pk, _weight in found[:limit]])
    people = [rows[pk].membership for pk, _weight in found[:limit]]
    hits = tuple(
        PersonHit(
            member.pk,
            member.person_id,
            member.person.display_name,
            highlighted(member.person.display_name, terms),
            snippet(member.person.bio, terms),
        )
        for member in people
    )
    return PeoplePage(hits, f"{found[limit - 1][1]}.{found[limit - 1][0]}" if len(found) > limit else None)


def _read(after: str) -> tuple[int, int]:
    parts = after.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in parts):
        raise NotFound
    return int(parts[0]), int(parts[1])
