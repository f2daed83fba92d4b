"""What stands close to a post: others that share its rare words. Words that everybody uses say nothing, and cost much.

Each word is sought by itself and only so far as to see whether it is rare; what is read does not grow with the
community.
"""

from collections import Counter

from django.db import connection

from diwan.gathering.enums import TextStatus
from diwan.gathering.finding.matching import Terms, match_of
from diwan.gathering.models import Post, SearchRow
from diwan.gathering.queries.views import ViewerId, find_reader
from diwan.kernel.text.folding import query_terms

_LONG_ENOUGH = 4
_RARE = 200
_MOST_TERMS = 8
_PART = {
    "sqlite": """
        SELECT {nth}, id FROM (SELECT rowid AS id FROM gathering_full_text WHERE gathering_full_text MATCH %({match})s
        ORDER BY rowid DESC LIMIT %(limit)s) part_{nth}""",
    "postgresql": """
        SELECT {nth}, id FROM (SELECT s.id FROM gathering_searchrow s
        WHERE to_tsvector('simple'::regconfig, s.search_text) @@ to_tsquery('simple', %({match})s)
          AND s.community_id = %(community)s ORDER BY s.id DESC LIMIT %(limit)s) part_{nth}""",
}


def list_related(
    *, community_id: int, post_id: int, viewer_id: ViewerId, limit: int = 3, title: str | None = None
) -> tuple[tuple[int, str], ...]:
    """Ids and titles of the posts closest to this one by the words of its title, among those the viewer sees.

    `title`: known already by whoever shows the post.
    """
    reader = find_reader(community_id, viewer_id)
    if reader is None:
        return ()
    if title is None:
        title = Post.objects.filter(pk=post_id, community=community_id).values_list("title", flat=True).first()
    terms = [forms for forms in query_terms(title or "") if len(forms[0]) >= _LONG_ENOUGH][:_MOST_TERMS]
    close = _close(terms, community_id)
    rows = SearchRow.objects.filter(pk__in=close, community=community_id).exclude(post=post_id)
    weights: Counter[int] = Counter()
    for row_id, other_id in rows.values_list("pk", "post_id"):
        weights[other_id] += close[row_id]
    best = [pk for pk, _weight in sorted(weights.items(), key=lambda one: (-one[1], -one[0]))[: limit * 3]]
    # A bare title has no room for a label, so what is paid for is not proposed.
    shown = Post.objects.filter(reader.shown_posts, pk__in=best, status=TextStatus.PUBLISHED, promotion="")
    titles = dict(shown.values_list("pk", "title")) if best else {}
    return tuple((pk, titles[pk]) for pk in best if pk in titles)[:limit]


def _close(terms: Terms, community_id: int) -> dict[int, int]:
    """Search rows that hold a rare word, each with how telling its words are together; else those that hold all."""
    *of_words, of_all = _holding([*([forms] for forms in terms), terms], community_id) if terms else [[]]
    found: Counter[int] = Counter()
    for row_ids in of_words:
        if len(row_ids) <= _RARE:
            for row_id in row_ids:
                found[row_id] += 1_000 // (1 + len(row_ids))
    if not found and len(terms) > 1:
        found.update(of_all[:_RARE])
    return dict(found.most_common(_RARE))


def _holding(asked: list[Terms], community_id: int) -> list[list[int]]:
    """For each question the newest rows that hold all its words, one more than are called rare at most; one query.

    Whole words, for their stems stand beside them; SQLite would gather all beginnings before it gives the first.
    """
    names = {f"match_{nth}": match_of(terms, community_id, every=True, whole=True) for nth, terms in enumerate(asked)}
    parts = [_PART[connection.vendor].format(nth=nth, match=name) for nth, name in enumerate(names)]
    found: list[list[int]] = [[] for _ in asked]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), {**names, "community": community_id, "limit": _RARE + 1})
        for nth, row_id in cursor.fetchall():
            found[nth].append(row_id)
    return found
