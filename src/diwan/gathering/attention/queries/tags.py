"""Tags: those in use, one by its name however it is spelt, and the posts that carry it."""

from dataclasses import dataclass

from django.db.models import Q

from diwan.gathering.attention.models import PostTag, Tag, TagFollow
from diwan.gathering.attention.tag_names import tag_key
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.queries.feed import PAGE, items_of
from diwan.gathering.queries.keyset import beyond, read_cursor, write_cursor
from diwan.gathering.queries.views import FeedPage, ViewerId, find_viewer

_COLUMNS = ("published_at", "post_id")


@dataclass(frozen=True, slots=True)
class TagView:
    """A tag as pages show it. `key` stands in its address."""

    id: int
    key: str
    name: str
    post_count: int = 0
    is_banned: bool = False
    is_followed: bool = False


def list_tags(
    *, community_id: int, viewer_id: ViewerId, starting: str = "", limit: int = 200, with_banned: bool = False
) -> tuple[TagView, ...]:
    """The tags in use, most used first; `starting`: those whose name begins like this, however it is spelt."""
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return ()
    rows = Tag.objects.filter(community=community_id, merged_into=None)
    rows = (
        rows.filter(Q(post_count__gt=0) | Q(is_banned=True))
        if with_banned
        else rows.filter(post_count__gt=0, is_banned=False)
    )
    key = tag_key(starting)
    if key:
        rows = rows.filter(key__startswith=key)
    found = list(rows.order_by("-post_count", "key")[:limit])
    followed = set(TagFollow.objects.filter(membership=viewer, tag__in=found).values_list("tag_id", flat=True))
    return tuple(_view(tag, tag.pk in followed) for tag in found)


def get_tag(*, community_id: int, viewer_id: ViewerId, name: str) -> TagView:
    """The tag called so, however it is spelt; of a merged one the tag it became (its key then differs from the name's).

    Raises NotFound for a name no tag has, and for a banned one.
    """
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        raise NotFound
    rows = Tag.objects.filter(community=community_id, key=tag_key(name)).select_related("merged_into")
    found = rows.first()
    tag = (found.merged_into or found) if found else None
    if tag is None or tag.is_banned:
        raise NotFound
    return _view(tag, TagFollow.objects.filter(membership=viewer, tag=tag).exists())


def list_tagged(
    *, community_id: int, viewer_id: ViewerId, tag_id: int, after: str | None = None, limit: int = PAGE
) -> FeedPage:
    """One page of the published posts that carry a tag, newest first, read from the tag's own index.

    Raises NotFound (a cursor that is not one of ours).
    """
    viewer = find_viewer(community_id, viewer_id)
    if viewer is None:
        return FeedPage()
    links = PostTag.objects.filter(tag=tag_id, post__community=community_id, post__status=TextStatus.PUBLISHED)
    if after is not None:
        links = links.filter(beyond(_COLUMNS, read_cursor(after, _COLUMNS)))
    rows = list(links.order_by("-published_at", "-post_id").values(*_COLUMNS)[: limit + 1])
    cursor = write_cursor(rows[limit - 1], _COLUMNS) if len(rows) > limit else None
    return FeedPage(items_of([row["post_id"] for row in rows[:limit]], viewer, community_id), cursor)


def tag_names(*, post_id: int) -> tuple[str, ...]:
    """The names of a post's tags in their order, for the form that changes them."""
    links = PostTag.objects.filter(post=post_id, tag__is_banned=False).order_by("position")
    return tuple(links.values_list("tag__name", flat=True))


def _view(tag: Tag, is_followed: bool) -> TagView:
    return TagView(tag.pk, tag.key, tag.name, tag.post_count, tag.is_banned, is_followed)
