"""Search over the folded column: full text on SQLite and on PostgreSQL, with the same words found by both."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

from diwan.gathering.editorial.label import Label, label_of
from diwan.gathering.enums import PostKind, TextStatus
from diwan.gathering.finding.matching import Segment, Terms, highlighted, snippet
from diwan.gathering.finding.rows import LONG_ENOUGH, Found, Wanted, find_rows, write_place
from diwan.gathering.models import Post, SearchRow
from diwan.gathering.queries.views import SpaceView, ViewerId, find_viewer
from diwan.kernel.text.folding import query_terms

_TAG = re.compile(r"<[^>]*>")
A_PAGE = 20
# Folded words with which people ask; they say nothing of what is asked.
_ASKING = frozenset({
    "ماذا", "لماذا", "كيف", "متي", "اين", "ايش", "ليش", "عندي", "عندكم", "عندك", "احد", "يمكن", "افضل", "اريد",
    "هذا", "هذه", "الذي", "التي", "علي", "الي", "بعد", "قبل", "what", "when", "where", "which", "whose", "with",
    "have", "does", "that", "this", "they", "your", "from", "about", "should", "would", "could", "anyone", "best",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A post that was found, by its own words or (`comment_id`) by those of a comment."""

    post_id: int
    comment_id: int | None
    kind: str
    title: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    author_name: str
    space: SpaceView
    published_at: datetime
    is_accepted: bool
    label: Label | None = None
    author_id: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`is_partial`: nothing holds all the words; these hold some. `after`: the cursor of the next page."""

    hits: tuple[SearchHit, ...] = ()
    after: str | None = None
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class SimilarView:
    """A post that asks much the same. `is_accepted`: it has its answer."""

    id: int
    title: str
    kind: str
    language: str
    is_accepted: bool
    answer_count: int
    comment_count: int


def search(
    *, community_id: int, text: str, viewer_id: ViewerId, space_id: int | None = None, limit: int = A_PAGE
) -> tuple[SearchHit, ...]:
    """Posts that hold every word (or its beginning), best first; when none does, those that hold some of them.

    Each post once. Whoever may not read finds nothing.
    """
    wanted = Wanted(space_id=space_id)
    return search_page(
        community_id=community_id, text=text, viewer_id=viewer_id, wanted=wanted, after=None, limit=limit
    ).hits


def search_page(
    *,
    community_id: int,
    text: str,
    viewer_id: ViewerId,
    wanted: Wanted,
    after: str | None = None,
    limit: int = A_PAGE,
) -> SearchPage:
    """One page of what holds the words and is `wanted`, in three queries. Whoever may not read finds nothing.

    Raises NotFound (a cursor that is not one of ours).
    """
    terms = query_terms(text)
    if not terms or find_viewer(community_id, viewer_id) is None:
        return SearchPage()
    found = find_rows(terms, community_id, wanted, after=after, limit=limit + 1)
    rows = SearchRow.objects.select_related("post__space", "post__author", "author__person", "comment")
    by_id = rows.in_bulk([one.id for one in found.rows[:limit]])
    shown = [by_id[one.id] for one in found.rows[:limit] if one.id in by_id]
    cursor = write_place(found, shown[-1], wanted) if len(found.rows) > limit and shown else None
    return SearchPage(tuple(_hit(row, terms) for row in shown), cursor, found.is_partial)


def list_similar(*, community_id: int, text: str, viewer_id: ViewerId, limit: int = 5) -> tuple[SimilarView, ...]:
    """The posts whose words are closest to a title that is being written, questions and guides alone; two queries."""
    viewer = find_viewer(community_id, viewer_id)
    terms = _long(text)
    if viewer is None or not terms:
        return ()
    order = _closest(terms, community_id, Wanted(what="posts", kinds=(PostKind.QUESTION, PostKind.GUIDE)), limit)
    posts = Post.objects.filter(pk__in=order, status=TextStatus.PUBLISHED, promotion="").in_bulk()
    return tuple(
        SimilarView(
            post.pk,
            post.title,
            post.kind,
            post.language,
            post.accepted_comment_id is not None,
            post.answer_count,
            post.comment_count,
        )
        for post in (posts[pk] for pk in order if pk in posts)
    )


def _long(text: str) -> Terms:
    """The words that say what it is about: neither short ones nor those that only ask."""
    terms = query_terms(text, at_most=12)
    return [forms for forms in terms if len(forms[0]) >= LONG_ENOUGH and _ASKING.isdisjoint(forms)]


def _closest(terms: Terms, community_id: int, wanted: Wanted, limit: int) -> list[int]:
    """Ids of posts that hold some of the words, closest first."""
    found: Found = find_rows(terms, community_id, replace(wanted, is_any=True), after=None, limit=limit)
    return [one.post_id for one in found.rows]


def _hit(row: SearchRow, terms: Terms) -> SearchHit:
    post = row.post
    shown = row.comment or post
    space = post.space
    return SearchHit(
        post_id=post.pk,
        comment_id=row.comment_id,
        kind=post.kind,
        title=highlighted(post.title, terms),
        snippet=snippet(" ".join(unescape(_TAG.sub(" ", shown.html)).split()), terms),
        author_name=(row.author or post.author).person.display_name,
        space=SpaceView(space.pk, space.slug, space.name_ar, space.name_en, space.tone),
        published_at=shown.published_at or post.created_at,
        is_accepted=post.accepted_comment_id is not None,
        label=label_of(post),
        author_id=row.author_id or post.author_id,
    )
