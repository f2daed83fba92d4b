"""A thread as its page shows it: the post, the accepted answer, then comments with their replies one level deep."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from diwan.gathering import rules
from diwan.gathering.editorial.label import label_of
from diwan.gathering.editorial.queries.co_authors import co_authors_of
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models import Bookmark, Comment, Post, Reaction
from diwan.gathering.queries.views import (
    AuthorView,
    CommentView,
    PostView,
    Rights,
    SpaceView,
    ThreadView,
    Viewer,
    ViewerId,
    evidence_view,
    find_reader,
    image_view,
    team_members,
)
from diwan.people.public import Membership, can

COMMENTS_A_PAGE = 50
_COMMENT_FIELDS = [
    "id",
    "parent_id",
    "author_id",
    "author__person_id",
    "author__person__display_name",
    "html",
    "language",
    "published_at",
    "edited_at",
    "status",
    "helped_count",
    "tried_count",
    "same_count",
    "failed_count",
]


def get_thread(
    *, community_id: int, post_id: int, viewer_id: ViewerId, page: int = 1, only: Collection[int] | None = None
) -> ThreadView:
    """The thread in a fixed number of queries; a visitor (`viewer_id=None`) reads those of open spaces.

    `only`: of the comments these ids, each with what it replies to and all that was replied there.

    Raises NotFound for whoever may not see it, as for what is not there.
    """
    reader = find_reader(community_id, viewer_id)
    if reader is None:
        raise NotFound
    membership = reader.membership
    posts = Post.objects.select_related("space", "author__person", "cover")
    post = posts.filter(reader.shown_posts, pk=post_id, community=community_id, status=TextStatus.PUBLISHED).first()
    if post is None:
        raise NotFound
    top, has_more = _top_rows(post, max(page, 1), only)
    replies = list(_shown(post).filter(parent__in=[row["id"] for row in top]).order_by("published_at", "id"))
    viewer = _with_marks(membership, post, [row["id"] for row in (*top, *replies)])
    authors = {post.author_id, *(row["author_id"] for row in (*top, *replies))}
    shaper = _Shaper(post, viewer, team_members(authors), is_steward=can(membership, "moderate"))
    comments = shaper.comments(top, replies)
    return ThreadView(
        post=shaper.post_view(is_editor=can(membership, "edit_guides")),
        accepted=next((view for view in comments if view.id == post.accepted_comment_id), None),
        comments=tuple(view for view in comments if view.id != post.accepted_comment_id),
        page=max(page, 1),
        has_more=has_more,
    )


def _shown(post: Post) -> "QuerySet[Comment, Any]":
    rows: QuerySet[Comment, Any] = Comment.objects.values(*_COMMENT_FIELDS)
    return rows.filter(post=post, status=TextStatus.PUBLISHED)


def _top_rows(post: Post, page: int, only: Collection[int] | None) -> tuple[list[dict[str, Any]], bool]:
    """The accepted answer and one page of the others; a removed one while a reply still hangs under it."""
    has_replies = Exists(Comment.objects.filter(parent=OuterRef("pk"), status=TextStatus.PUBLISHED))
    rows = Comment.objects.filter(Q(status=TextStatus.PUBLISHED) | has_replies, post=post, parent=None)
    rows = rows.exclude(pk=post.accepted_comment_id or 0).order_by("-usefulness", "id")
    if only is not None:
        rows = rows.filter(Q(pk__in=only) | Exists(Comment.objects.filter(parent=OuterRef("pk"), pk__in=only)))
    start = (page - 1) * COMMENTS_A_PAGE
    found = list(rows.values(*_COMMENT_FIELDS)[start : start + COMMENTS_A_PAGE + 1])
    accepted = list(_shown(post).filter(pk=post.accepted_comment_id or 0))
    return accepted + found[:COMMENTS_A_PAGE], len(found) > COMMENTS_A_PAGE


def _with_marks(membership: Membership | None, post: Post, comment_ids: list[int]) -> Viewer:
    if membership is None:
        return Viewer(None)
    given: dict[str, set[str]] = {}
    marks = Reaction.objects.filter(Q(post=post) | Q(comment__in=comment_ids), membership=membership, withdrawn_at=None)
    for post_id, comment_id, kind in marks.values_list("post_id", "comment_id", "kind"):
        given.setdefault(f"post:{post_id}" if post_id else f"comment:{comment_id}", set()).add(kind)
    saved = Bookmark.objects.filter(membership=membership, post=post, withdrawn_at=None).exists()
    reactions = {ref: frozenset(kinds) for ref, kinds in given.items()}
    return Viewer(membership, reactions, frozenset({post.pk} if saved else ()))


class _Shaper:
    """Makes views of rows for one viewer of one post."""

    def __init__(self, post: Post, viewer: Viewer, team: frozenset[int], *, is_steward: bool) -> None:
        self.post, self.viewer, self.team, self.is_steward = post, viewer, team, is_steward

    def post_view(self, *, is_editor: bool) -> PostView:
        post, member = self.post, self.viewer.membership
        space = post.space
        return PostView(
            id=post.pk,
            ref=post.ref,
            kind=post.kind,
            title=post.title,
            html=post.html,
            language=post.language,
            space=SpaceView(space.pk, space.slug, space.name_ar, space.name_en, space.tone, space.kind),
            author=self._author(post.author_id, post.author.person_id, post.author.person.display_name),
            published_at=post.published_at or post.created_at,
            edited_at=post.edited_at,
            cover=image_view(post.cover),
            evidence=evidence_view(vars(post), self.viewer.mine(post.ref)),
            rights=Rights(
                edit=rules.may_edit(member, post, is_editor=is_editor),
                delete=rules.may_delete(member, post, is_steward=self.is_steward),
                react=rules.may_give_evidence(member, post),
            ),
            comment_count=post.comment_count,
            answer_count=post.answer_count,
            voice_count=post.voice_count,
            reader_count=post.reader_count,
            save_count=post.save_count,
            estimated_seconds=post.estimated_seconds,
            is_saved=post.pk in self.viewer.saved,
            may_accept=post.is_question and rules.may_accept(member, post),
            accepted_at=post.accepted_at,
            label=label_of(post),
            co_authors=co_authors_of([post.pk]).get(post.pk, ()) if post.is_shared else (),
        )

    def comments(self, top: Iterable[dict[str, Any]], replies: Iterable[dict[str, Any]]) -> list[CommentView]:
        under: dict[int, list[CommentView]] = {}
        for row in replies:
            under.setdefault(row["parent_id"], []).append(self._comment(row, ()))
        return [self._comment(row, tuple(under.get(row["id"], ()))) for row in top]

    def _comment(self, row: dict[str, Any], replies: tuple[CommentView, ...]) -> CommentView:
        ref = f"comment:{row['id']}"
        is_removed = row["status"] != TextStatus.PUBLISHED
        is_own = row["author_id"] == self.viewer.id
        is_member = self.viewer.membership is not None
        rights = Rights(edit=is_own, delete=is_own or self.is_steward, react=is_member and not is_own)
        author = self._author(row["author_id"], row["author__person_id"], row["author__person__display_name"])
        return CommentView(
            id=row["id"],
            ref=ref,
            author=None if is_removed else author,
            html="" if is_removed else row["html"],
            language=row["language"],
            published_at=row["published_at"],
            edited_at=row["edited_at"],
            evidence=evidence_view(row, self.viewer.mine(ref)),
            rights=Rights() if is_removed else rights,
            is_asker=self.post.is_question and row["author_id"] == self.post.author_id,
            is_removed=is_removed,
            replies=replies,
        )

    def _author(self, membership_id: int, person_id: int, name: str) -> AuthorView:
        return AuthorView(membership_id, person_id, name, membership_id in self.team)
