"""Two feeds of one's own: what one follows, and what is new since one was here."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import PersonMark, PostTag, TagFollow, ThreadMark, Visit
from diwan.gathering.attention.queries.hush import audible_posts
from diwan.gathering.enums import TextStatus
from diwan.gathering.models.post import Post
from diwan.gathering.queries.feed import PAGE, items_of
from diwan.gathering.queries.keyset import beyond, read_cursor, write_cursor
from diwan.gathering.queries.views import FeedPage, ViewerId, find_viewer
from diwan.people.public import Membership

NEW_FOR = timedelta(days=30)
_FOLLOWING = ("from_people", "published_at", "id")
_NEW = ("spoken_at", "id")


def list_following(
    *,
    community_id: int,
    viewer_id: ViewerId,
    space_id: int | None = None,
    language: str | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> FeedPage:
    """Posts of followed people first, then those of followed threads and tags; each newest first, never one's own.

    Raises NotFound (a cursor that is not one of ours).
    """
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return FeedPage()
    mine = {"membership": viewer}
    people = Exists(PersonMark.objects.filter(**mine, other=OuterRef("author"), level=Level.FOLLOWING))
    threads = Exists(ThreadMark.objects.filter(**mine, post=OuterRef("pk"), level=Level.FOLLOWING))
    tags = Exists(PostTag.objects.filter(post=OuterRef("pk"), tag__in=TagFollow.objects.filter(**mine).values("tag")))
    posts = _posts(community_id, viewer, space_id, language).filter(Q(people) | Q(threads) | Q(tags))
    posts = posts.annotate(from_people=Case(When(people, then=Value(1)), default=Value(0))).exclude(author=viewer)
    return _page(posts, _FOLLOWING, viewer, community_id, after, limit)


def list_new(
    *,
    community_id: int,
    viewer_id: ViewerId,
    at: datetime,
    space_id: int | None = None,
    language: str | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> FeedPage:
    """Posts one has not opened, and threads one read that others spoke in since; where last spoken, first.

    What is older than thirty days is not new to anybody. Raises NotFound (a cursor that is not one of ours).
    """
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return FeedPage()
    visit = Visit.objects.filter(membership=viewer).first() or Visit()
    since = max(visit.read_at or viewer.joined_at, at - NEW_FOR)
    unopened = Q(mark__read_at=None, published_at__gt=since) & ~Q(author=viewer)
    spoken_in = Q(
        mark__read_at__isnull=False,
        newest_comment_id__gt=F("mark__read_up_to"),
    ) & Q(newest_comment_id__gt=visit.read_up_to)
    posts = _posts(community_id, viewer, space_id, language).annotate(
        mark=FilteredRelation("thread_marks", condition=Q(thread_marks__membership=viewer))
    )
    return _page(posts.filter(unopened | spoken_in, spoken_at__gt=since), _NEW, viewer, community_id, after, limit)


def _posts(community_id: int, viewer: Membership, space_id: int | None, language: str | None) -> QuerySet[Post]:
    wanted = {"space": space_id, "language": language}
    posts = Post.objects.filter(audible_posts(viewer), community=community_id, status=TextStatus.PUBLISHED)
    return posts.filter(**{name: value for name, value in wanted.items() if value is not None})


def _page(
    posts: QuerySet[Post, Any],
    columns: tuple[str, ...],
    viewer: Membership,
    community_id: int,
    after: str | None,
    limit: int,
) -> FeedPage:
    if after is not None:
        posts = posts.filter(beyond(columns, read_cursor(after, columns)))
    rows = list(posts.order_by(*(f"-{column}" for column in columns)).values(*columns)[: limit + 1])
    cursor = write_cursor(rows[limit - 1], columns) if len(rows) > limit else None
    return FeedPage(items_of([row["id"] for row in rows[:limit]], viewer, community_id), cursor)
