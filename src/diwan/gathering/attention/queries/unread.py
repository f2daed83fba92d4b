"""What is new for one member: on the rows of a list, and in one thread."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import PersonMark, PostTag, ThreadMark, Visit
from diwan.gathering.attention.queries.tags import TagView
from diwan.gathering.enums import TextStatus
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post
from diwan.gathering.queries.thread import COMMENTS_A_PAGE
from diwan.gathering.queries.views import ViewerId, find_viewer

_MOST_NEW = 500


@dataclass(frozen=True, slots=True)
class RowAttention:
    """One post of a list. `new_count`: replies of others since it was read; `is_new`: never opened, and fresh."""

    level: str = Level.NONE
    new_count: int = 0
    is_new: bool = False
    tags: tuple[TagView, ...] = ()


NOTHING = RowAttention()


@dataclass(frozen=True, slots=True)
class ThreadAttention:
    """One thread. `new_ids`: comments of others since the last visit, oldest first; none on a first visit.

    `first_new_page`: the page of the thread on which the first of them stands.
    """

    level: str = Level.NONE
    author_level: str = Level.NONE
    new_ids: tuple[int, ...] = ()
    first_new_page: int = 1
    newest_id: int = 0
    tags: tuple[TagView, ...] = ()
    muted_ids: frozenset[int] = frozenset()

    @property
    def first_new_id(self) -> int | None:
        return self.new_ids[0] if self.new_ids else None

    def read_up_to(self, shown_ids: Collection[int]) -> int:
        """The position of whoever saw these comments: never past a new one that was not among them."""
        missed = [pk for pk in self.new_ids if pk not in shown_ids]
        return min(missed) - 1 if missed else self.newest_id


def list_attention(
    *, community_id: int, viewer_id: ViewerId, posts: Iterable[tuple[int, int, datetime]]
) -> dict[int, RowAttention]:
    """Of each post (id, author's membership, published_at): what is new and its tags; three queries, however many.

    A visitor sees the tags alone.
    """
    rows = list(posts)
    ids = [pk for pk, _author, _at in rows]
    tags = _tags_of(community_id, ids)
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return {pk: RowAttention(tags=tags.get(pk, ())) for pk in ids}
    visit = Visit.objects.filter(membership=viewer).first() or Visit()
    fresh_from = visit.read_at or viewer.joined_at
    spoken = Comment.objects.filter(
        post=OuterRef("post"), status=TextStatus.PUBLISHED, pk__gt=OuterRef("read_up_to")
    ).exclude(author=viewer)
    count = spoken.filter(pk__gt=visit.read_up_to).order_by().values("post").annotate(n=Count("pk")).values("n")
    marks = ThreadMark.objects.filter(membership=viewer, post__in=ids).annotate(
        new=Coalesce(Subquery(count, output_field=IntegerField()), 0)
    )
    known = {mark.post_id: mark for mark in marks}
    found = {}
    for pk, author_id, published_at in rows:
        mark = known.get(pk)
        if mark is not None and mark.read_at is not None:
            found[pk] = RowAttention(mark.level, mark.new, False, tags.get(pk, ()))
        else:
            is_new = author_id != viewer.pk and published_at > fresh_from
            found[pk] = RowAttention(mark.level if mark else Level.NONE, 0, is_new, tags.get(pk, ()))
    return found


def thread_attention(*, community_id: int, viewer_id: ViewerId, post_id: int) -> ThreadAttention:
    """What one thread is to a member, in a fixed number of queries; a visitor sees its tags alone.

    Whether the reader may see the post was settled by whoever asks.
    """
    tags = _tags_of(community_id, [post_id]).get(post_id, ())
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ThreadAttention(tags=tags)
    facts = Post.objects.filter(pk=post_id, community=community_id)
    author_id, accepted_id, newest_id = facts.values_list(
        "author_id", "accepted_comment_id", "newest_comment_id"
    ).first() or (0, None, 0)
    people = dict(PersonMark.objects.filter(membership=viewer).values_list("other_id", "level"))
    mark = ThreadMark.objects.filter(membership=viewer, post=post_id).first()
    new = _new_comments(viewer.pk, post_id, mark)
    return ThreadAttention(
        level=mark.level if mark else Level.NONE,
        author_level=people.get(author_id, Level.NONE),
        new_ids=tuple(pk for pk, _parent in new),
        first_new_page=_page_of(post_id, accepted_id, new[0][1] or new[0][0]) if new else 1,
        newest_id=newest_id,
        tags=tags,
        muted_ids=frozenset(pk for pk, level in people.items() if level == Level.MUTED),
    )


def _new_comments(viewer_id: int, post_id: int, mark: ThreadMark | None) -> list[tuple[int, int | None]]:
    if mark is None or mark.read_at is None:
        return []
    all_read = Visit.objects.filter(membership=viewer_id).values_list("read_up_to", flat=True).first() or 0
    rows = Comment.objects.filter(
        post=post_id, pk__gt=max(mark.read_up_to, all_read), status=TextStatus.PUBLISHED
    ).exclude(author=viewer_id)
    return list(rows.order_by("pk").values_list("pk", "parent_id")[:_MOST_NEW])


def _page_of(post_id: int, accepted_id: int | None, top_id: int) -> int:
    """On which page of the thread a comment directly under the post stands, with what hangs under it."""
    if top_id == accepted_id:
        return 1
    top = Comment.objects.filter(pk=top_id)
    usefulness = Subquery(top.values("usefulness")[:1])
    rows = Comment.objects.filter(post=post_id, parent=None).exclude(pk=accepted_id or 0)
    better = rows.filter(usefulness__gt=usefulness).count()
    equal = rows.filter(usefulness=usefulness, pk__lt=top_id).count()
    return (better + equal) // COMMENTS_A_PAGE + 1


def _tags_of(community_id: int, post_ids: list[int]) -> dict[int, tuple[TagView, ...]]:
    links = PostTag.objects.filter(post__in=post_ids, tag__community=community_id, tag__is_banned=False)
    found: dict[int, tuple[TagView, ...]] = {}
    rows = links.order_by("post", "position").values_list("post_id", "tag_id", "tag__key", "tag__name")
    for post_id, tag_id, key, name in rows:
        found[post_id] = (*found.get(post_id, ()), TagView(tag_id, key, name))
    return found
