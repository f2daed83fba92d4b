from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Comment, Post
from diwan.gathering.queries.texts import numbers_of
from diwan.gathering.queries.views import find_viewer
from diwan.people.public import can


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A post or comment as it is quoted elsewhere: whose it is, what it says, whether others still see it."""

    ref: str
    post_id: int
    title: str
    html: str
    language: str
    author_id: int
    author_name: str
    published_at: datetime | None
    is_shown: bool


def quote_texts(*, community_id: int, object_refs: Iterable[str], viewer_id: int | None) -> dict[str, QuotedText]:
    """The texts behind the references, in two queries: published ones for any active member, hidden and deleted ones
    for moderators only. Drafts, foreign texts and other things are absent."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return {}
    refs = set(object_refs)
    seen = [TextStatus.PUBLISHED]
    if can(viewer, "moderate"):
        seen += [TextStatus.HIDDEN, TextStatus.DELETED]
    posts = Post.objects.filter(pk__in=numbers_of(refs, "post"), community=community_id, status__in=seen)
    comments = Comment.objects.filter(pk__in=numbers_of(refs, "comment"), community=community_id, status__in=seen)
    found: list[tuple[Post | Comment, int, str]] = [
        (row, row.pk, row.title) for row in posts.select_related("author__person")
    ]
    rows = comments.filter(post__status__in=seen).select_related("author__person", "post")
    found += [(row, row.post_id, row.post.title) for row in rows]
    return {row.ref: _quoted(row, post_id, title) for row, post_id, title in found}


def _quoted(row: Post | Comment, post_id: int, title: str) -> QuotedText:
    return QuotedText(
        ref=row.ref,
        post_id=post_id,
        title=title,
        html=row.html,
        language=row.language,
        author_id=row.author_id,
        author_name=row.author.person.display_name,
        published_at=row.published_at,
        is_shown=row.is_published,
    )


def quote_markdown(*, community_id: int, object_ref: str, viewer_id: int | None) -> tuple[str, int | None]:
    """A text as the beginning of a reply to it: its words quoted under its author's name, and the comment it is (None
    for a post). ('', None) for whatever the viewer may not see, or is not published."""
    text = next(iter(_published(community_id, object_ref)), None) if find_viewer(community_id, viewer_id) else None
    if text is None:
        return "", None
    said = [f"**{text.author.person.display_name}:**", *text.body.strip().splitlines()]
    quoted = "\n".join(f"> {line}".rstrip() for line in said)
    return f"{quoted}\n\n", text.pk if isinstance(text, Comment) else None


def _published(community_id: int, object_ref: str) -> list[Post | Comment]:
    scope = {"community": community_id, "status": TextStatus.PUBLISHED}
    posts = Post.objects.filter(pk__in=numbers_of([object_ref], "post"), **scope)
    comments = Comment.objects.filter(pk__in=numbers_of([object_ref], "comment"), **scope)
    under_shown = comments.filter(post__status=TextStatus.PUBLISHED)
    return [*posts.select_related("author__person"), *under_shown.select_related("author__person")]
