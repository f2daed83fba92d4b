"""Search over the folded column: full text on SQLite and on PostgreSQL, with the same words found by both."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.db import connection

from diwan.gathering.editorial.label import Label, label_of
from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Post, SearchRow
from diwan.gathering.queries.views import SpaceView, ViewerId, find_reader, find_viewer
from diwan.kernel.text.folding import query_terms, variants, word_spans

_TAG = re.compile(r"<[^>]*>")
_PREFIX_FROM = 3
_CONTEXT_LETTERS = 60
_SNIPPET_LETTERS = 220
_SQL = {
    "sqlite": """
        SELECT s.id FROM gathering_full_text f
        JOIN gathering_searchrow s ON s.id = f.rowid JOIN gathering_post p ON p.id = s.post_id
        WHERE gathering_full_text MATCH %(match)s AND s.community_id = %(community)s AND p.status = 'published'
          AND (%(space)s IS NULL OR p.space_id = %(space)s) AND p.id <> %(not_post)s
        ORDER BY f.rank, s.id DESC LIMIT %(limit)s""",
    "postgresql": """
        SELECT s.id FROM gathering_searchrow s JOIN gathering_post p ON p.id = s.post_id,
             to_tsquery('simple', %(match)s) q
        WHERE to_tsvector('simple'::regconfig, s.search_text) @@ q AND s.community_id = %(community)s
          AND p.status = 'published' AND (%(space)s::bigint IS NULL OR p.space_id = %(space)s) AND p.id <> %(not_post)s
        ORDER BY ts_rank(to_tsvector('simple'::regconfig, s.search_text), q) DESC, s.id DESC LIMIT %(limit)s""",
}
Terms = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and whether it is what was sought; pages mark it, nothing here is HTML."""

    text: str
    is_hit: bool


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


def search(
    *, community_id: int, text: str, viewer_id: ViewerId, space_id: int | None = None, limit: int = 20
) -> tuple[SearchHit, ...]:
    """Posts that hold every word (or its beginning), best first; when none does, those that hold some of them.

    Each post once. Whoever may not read finds nothing.
    """
    terms = query_terms(text)
    if not terms or find_viewer(community_id, viewer_id) is None:
        return ()
    found = _row_ids(terms, community_id, space_id, limit * 3)
    if not found and len(terms) > 1:
        found = _row_ids(terms, community_id, space_id, limit * 3, every=False)
    post_of = dict(SearchRow.objects.filter(pk__in=found).values_list("pk", "post_id"))
    best: dict[int, int] = {}
    for row_id in found:
        best.setdefault(post_of[row_id], row_id)
    chosen = list(best.values())[:limit]
    rows = SearchRow.objects.select_related("post__space", "post__author__person", "comment__author__person")
    by_id = rows.in_bulk(chosen)
    return tuple(_hit(by_id[row_id], terms) for row_id in chosen)


def list_related(
    *, community_id: int, post_id: int, viewer_id: ViewerId, limit: int = 3
) -> tuple[tuple[int, str], ...]:
    """Ids and titles of the posts closest to this one by the words of its title, among those the viewer sees."""
    reader = find_reader(community_id, viewer_id)
    if reader is None:
        return ()
    title = Post.objects.filter(pk=post_id, community=community_id).values_list("title", flat=True).first()
    terms = [forms for forms in query_terms(title or "") if len(forms[0]) > _PREFIX_FROM]
    if not terms:
        return ()
    found = _row_ids(terms, community_id, None, limit * 4, every=False, not_post=post_id)
    posts = dict(SearchRow.objects.filter(pk__in=found).values_list("pk", "post_id"))
    order = list(dict.fromkeys(posts[row_id] for row_id in found))[:limit]
    # A bare title has no room for a label, so what is paid for is not proposed.
    shown = Post.objects.filter(reader.shown_posts, pk__in=order, status=TextStatus.PUBLISHED, promotion="")
    titles = dict(shown.values_list("pk", "title"))
    return tuple((pk, titles[pk]) for pk in order if pk in titles)


def highlighted(text: str, terms: Terms) -> tuple[Segment, ...]:
    """The text cut at the words that were sought."""
    parts: list[Segment] = []
    end = 0
    for start, stop in word_spans(text):
        if _is_sought(text[start:stop], terms):
            parts += [Segment(text[end:start], False)] if start > end else []
            parts.append(Segment(text[start:stop], True))
            end = stop
    return (*parts, Segment(text[end:], False)) if end < len(text) else tuple(parts)


def snippet(text: str, terms: Terms) -> tuple[Segment, ...]:
    """The stretch round the first word that was sought, or the beginning, cut between words."""
    first = next((start for start, stop in word_spans(text) if _is_sought(text[start:stop], terms)), 0)
    start = 0 if first <= _CONTEXT_LETTERS else text.rfind(" ", 0, first - _CONTEXT_LETTERS // 2) + 1
    stop = min(len(text), start + _SNIPPET_LETTERS)
    if stop < len(text):
        stop = max(text.rfind(" ", first, stop), start + _SNIPPET_LETTERS // 2)
    body = ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")
    return highlighted(body, terms)


def _row_ids(
    terms: Terms, community_id: int, space_id: int | None, limit: int, *, every: bool = True, not_post: int = 0
) -> list[int]:
    is_sqlite = connection.vendor == "sqlite"
    match = _fts5(terms, community_id, every) if is_sqlite else _tsquery(terms, every)
    facts: dict[str, str | int | None] = {
        "match": match,
        "community": community_id,
        "space": space_id,
        "not_post": not_post,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL[connection.vendor], facts)
        return [row[0] for row in cursor.fetchall()]


def _fts5(terms: Terms, community_id: int, every: bool) -> str:
    """Words hold letters and digits only (folding saw to it), so quoting them is safe."""
    groups = [" OR ".join(f'"{form}"' + ("*" if _opens(form) else "") for form in forms) for forms in terms]
    joined = (" AND " if every else " OR ").join(f"({group})" for group in groups)
    return f'community : "c{community_id}" AND search_text : ({joined})'


def _tsquery(terms: Terms, every: bool) -> str:
    groups = [" | ".join(f"'{form}'" + (":*" if _opens(form) else "") for form in forms) for forms in terms]
    return (" & " if every else " | ").join(f"({group})" for group in groups)


def _opens(form: str) -> bool:
    """Short forms are sought whole: the beginning «ما» would find a third of the language."""
    return len(form) >= _PREFIX_FROM


def _is_sought(word: str, terms: Terms) -> bool:
    mine = variants(word)
    return any(
        own == form or (_opens(form) and own.startswith(form)) for forms in terms for form in forms for own in mine
    )


def _hit(row: SearchRow, terms: Terms) -> SearchHit:
    post, comment = row.post, row.comment
    shown = comment or post
    space = post.space
    return SearchHit(
        post_id=post.pk,
        comment_id=row.comment_id,
        kind=post.kind,
        title=highlighted(post.title, terms),
        snippet=snippet(" ".join(unescape(_TAG.sub(" ", shown.html)).split()), terms),
        author_name=shown.author.person.display_name,
        space=SpaceView(space.pk, space.slug, space.name_ar, space.name_en, space.tone),
        published_at=shown.published_at or post.created_at,
        is_accepted=post.accepted_comment_id is not None,
        label=label_of(post),
    )
