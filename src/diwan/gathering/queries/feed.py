"""The feed: one page of posts in a chosen order, by keyset, in a number of queries that does not grow with it."""

from collections.abc import Iterable
from typing import Any

from diwan.gathering.attention.queries.hush import audible_posts
from diwan.gathering.editorial.label import label_in
from diwan.gathering.editorial.queries.co_authors import co_authors_of
from diwan.gathering.enums import FeedOrder, TextStatus
from diwan.gathering.errors import UnknownChoice
from diwan.gathering.finding.rows import Wanted, find_rows
from diwan.gathering.models import Attachment, Bookmark, Post, Reaction
from diwan.gathering.queries.keyset import beyond, read_cursor, write_cursor
from diwan.gathering.queries.views import (
    AuthorView,
    FeedItem,
    FeedPage,
    ImageView,
    SpaceView,
    Viewer,
    ViewerId,
    evidence_view,
    find_reader,
    find_viewer,
    image_view,
    team_members,
)
from diwan.kernel.text.folding import query_terms
from diwan.people.public import Membership

PAGE = 20
_MOST_COUNTED = 1_000
# The columns that order each feed, all largest first; the id breaks ties.
_ORDERS = {
    FeedOrder.USEFUL: ("usefulness", "id"),
    FeedOrder.NEWEST: ("published_at", "id"),
    FeedOrder.UNANSWERED: ("need", "published_at", "id"),
}
_FIELDS = [
    "id",
    "kind",
    "title",
    "excerpt",
    "language",
    "published_at",
    "edited_at",
    "cover_id",
    "helped_count",
    "tried_count",
    "same_count",
    "failed_count",
    "comment_count",
    "answer_count",
    "voice_count",
    "reader_count",
    "accepted_comment_id",
    "author_id",
    "author__person_id",
    "author__person__display_name",
    "accepted_comment__author__person__display_name",
    "space_id",
    "space__slug",
    "space__name_ar",
    "space__name_en",
    "space__tone",
    "usefulness",
    "need",
    "promotion",
    "sponsor_name",
    "paid_minor",
    "members_minor",
    "label_plan_hash",
    "is_shared",
]


def list_feed(
    *,
    community_id: int,
    viewer_id: ViewerId,
    order: str = FeedOrder.USEFUL,
    space_id: int | None = None,
    language: str | None = None,
    kind: str | None = None,
    author_id: int | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> FeedPage:
    """One page of published posts; `after` is the cursor of the page before. Whoever may not read gets an empty page.

    A visitor (`viewer_id=None`) sees the open spaces of a public community.
    'unanswered' holds the questions without an accepted answer, those nobody answered first.
    Raises UnknownChoice (order), NotFound (a cursor that is not one of ours).
    """
    viewer = find_reader(community_id, viewer_id)
    if order not in FeedOrder.values:
        raise UnknownChoice(value=order)
    if viewer is None:
        return FeedPage()
    columns = _ORDERS[FeedOrder(order)]
    wanted = {"space": space_id, "language": language, "kind": kind, "author": author_id}
    posts = Post.objects.filter(viewer.shown_posts, community=community_id, status=TextStatus.PUBLISHED)
    posts = posts.filter(**{name: value for name, value in wanted.items() if value is not None})
    if viewer.membership is not None and author_id is None:
        posts = posts.filter(audible_posts(viewer.membership))
    if order == FeedOrder.UNANSWERED:
        posts = posts.filter(need__gt=0)
    if after is not None:
        posts = posts.filter(beyond(columns, read_cursor(after, columns)))
    rows = list(posts.order_by(*(f"-{column}" for column in columns)).values(*_FIELDS)[: limit + 1])
    cursor = write_cursor(rows[limit - 1], columns) if len(rows) > limit else None
    return FeedPage(feed_items(rows[:limit], viewer.membership), cursor)


def list_saved(*, community_id: int, viewer_id: ViewerId, text: str = "", limit: int = 100) -> tuple[FeedItem, ...]:
    """The posts a member saved, latest first; with `text` those that hold its words, best first."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ()
    if text:
        terms = query_terms(text)
        wanted = Wanted(saved_by=viewer.pk)
        found = find_rows(terms, community_id, wanted, after=None, limit=limit).rows if terms else ()
        return items_of([row.post_id for row in found], viewer, community_id)
    saved = Bookmark.objects.filter(membership=viewer, withdrawn_at=None).order_by("-saved_at", "-id")
    ids = list(saved.values_list("post_id", flat=True)[:limit])
    return items_of(ids, viewer, community_id)


def unanswered_count(*, community_id: int) -> int:
    """How many questions nobody answered; a thousand at most, so that asking costs the same everywhere."""
    # Asked as a range, first: SQLite reads the partial index from there. That need > 0 besides says nothing new to us;
    # it lets it see that the index holds them all.
    waiting = Post.objects.filter(community=community_id, status=TextStatus.PUBLISHED, need__gte=2)
    return waiting.filter(need__gt=0).values("pk")[:_MOST_COUNTED].count()


def items_of(post_ids: list[int], membership: Membership, community_id: int) -> tuple[FeedItem, ...]:
    """The published ones of these posts, in this very order."""
    rows = Post.objects.filter(pk__in=post_ids, community=community_id, status=TextStatus.PUBLISHED).values(*_FIELDS)
    place = {pk: number for number, pk in enumerate(post_ids)}
    return feed_items(sorted(rows, key=lambda row: place[row["id"]]), membership)


def feed_items(rows: Iterable[dict[str, Any]], membership: Membership | None) -> tuple[FeedItem, ...]:
    """The rows as a member, or a visitor, sees them: at most four more queries, however many rows."""
    rows = list(rows)
    viewer = _with_marks(membership, [row["id"] for row in rows])
    team = team_members(row["author_id"] for row in rows)
    cover_ids = [row["cover_id"] for row in rows if row["cover_id"]]
    covers = Attachment.objects.in_bulk(cover_ids) if cover_ids else {}
    others = co_authors_of([row["id"] for row in rows if row["is_shared"]])
    items = (_item(row, viewer, team, image_view(covers.get(row["cover_id"])), others) for row in rows)
    return tuple(items)


def _with_marks(membership: Membership | None, post_ids: list[int]) -> Viewer:
    if membership is None:
        return Viewer(None)
    given: dict[str, set[str]] = {}
    marks = Reaction.objects.filter(membership=membership, post__in=post_ids, withdrawn_at=None)
    for post_id, kind in marks.values_list("post_id", "kind"):
        given.setdefault(f"post:{post_id}", set()).add(kind)
    saved = Bookmark.objects.filter(membership=membership, post__in=post_ids, withdrawn_at=None)
    reactions = {ref: frozenset(kinds) for ref, kinds in given.items()}
    return Viewer(membership, reactions, frozenset(saved.values_list("post_id", flat=True)))


def _item(
    row: dict[str, Any],
    viewer: Viewer,
    team: frozenset[int],
    cover: ImageView | None,
    others: dict[int, tuple[AuthorView, ...]],
) -> FeedItem:
    ref = f"post:{row['id']}"
    space = SpaceView(
        row["space_id"], row["space__slug"], row["space__name_ar"], row["space__name_en"], row["space__tone"]
    )
    return FeedItem(
        id=row["id"],
        ref=ref,
        kind=row["kind"],
        title=row["title"],
        excerpt=row["excerpt"],
        language=row["language"],
        space=space,
        author=AuthorView(
            row["author_id"], row["author__person_id"], row["author__person__display_name"], row["author_id"] in team
        ),
        published_at=row["published_at"],
        edited_at=row["edited_at"],
        cover=cover,
        evidence=evidence_view(row, viewer.mine(ref)),
        comment_count=row["comment_count"],
        answer_count=row["answer_count"],
        voice_count=row["voice_count"],
        reader_count=row["reader_count"],
        is_accepted=row["accepted_comment_id"] is not None,
        accepted_by_name=row["accepted_comment__author__person__display_name"] or "",
        is_saved=row["id"] in viewer.saved,
        is_mine=viewer.id in (row["author_id"], *(one.membership_id for one in others.get(row["id"], ()))),
        label=label_in(row),
        co_authors=others.get(row["id"], ()),
    )
