"""What is open to the whole world, for feed readers, search engines and cards: published, in open spaces, public."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from diwan.gathering.editorial.label import Label, label_in
from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Post
from diwan.gathering.queries.views import ViewerId, find_reader


@dataclass(frozen=True, slots=True)
class OpenText:
    """A post as it leaves the house: whole, with what it says of who paid for it."""

    id: int
    title: str
    html: str
    language: str
    author_name: str
    published_at: datetime
    changed_at: datetime
    label: Label | None


def list_open_texts(*, community_id: int, space_id: int | None = None, limit: int = 30) -> tuple[OpenText, ...]:
    """The newest posts anybody may read, of one space if asked. One query."""
    posts = _open(community_id)
    if space_id is not None:
        posts = posts.filter(space=space_id)
    facts = ("promotion", "sponsor_name", "paid_minor", "members_minor", "label_plan_hash")
    rows = posts.order_by("-published_at", "-id").values(
        "id", "title", "html", "language", "author__person__display_name", "published_at", "edited_at", *facts
    )
    return tuple(
        OpenText(
            id=row["id"],
            title=row["title"],
            html=row["html"],
            language=row["language"],
            author_name=row["author__person__display_name"],
            published_at=row["published_at"],
            changed_at=row["edited_at"] or row["published_at"],
            label=label_in(row),
        )
        for row in rows[:limit]
    )


def shown_title(*, community_id: int, post_id: int, viewer_id: ViewerId) -> str | None:
    """The title of a post this viewer may read, None of any other."""
    reader = find_reader(community_id, viewer_id)
    if reader is None:
        return None
    posts = Post.objects.filter(reader.shown_posts, pk=post_id, community=community_id, status=TextStatus.PUBLISHED)
    return posts.values_list("title", flat=True).first()


def list_open_posts(*, community_id: int) -> "QuerySet[Post, Any]":
    """(id, when it last changed) of every post anybody may read, oldest first: for the map of the site."""
    rows: QuerySet[Post, Any] = _open(community_id).order_by("id").values_list("id", _CHANGED)
    return rows


def last_open_change(*, community_id: int) -> datetime | None:
    """When anything of it last changed."""
    found: datetime | None = _open(community_id).aggregate(last=Max(_CHANGED))["last"]
    return found


_CHANGED = Coalesce("edited_at", "published_at")


def _open(community_id: int) -> "QuerySet[Post]":
    return Post.objects.filter(
        community=community_id, community__is_public=True, space__is_public=True, status=TextStatus.PUBLISHED
    )
