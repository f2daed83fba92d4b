from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F

from diwan.gathering.attention.models import PostTag, Tag
from diwan.gathering.attention.models.tag import LONGEST_TAG
from diwan.gathering.attention.tag_names import split_names, tag_key
from diwan.gathering.models.post import Post
from diwan.kernel import locks

MOST_TAGS = 5


def put_tags(post: Post, names: Iterable[str], at: datetime) -> list[Tag]:
    """Give the post these tags and no others: at most five, the first ones; a banned tag is left out in silence.

    A name that differs only in spelling is the tag that exists; one that was merged is the tag it was merged into.
    The caller holds the lock of the post.
    """
    tags = _tags(post.community_id, split_names(names), at)[:MOST_TAGS]
    before = {link.tag_id: link for link in PostTag.objects.filter(post=post)}
    wanted = {tag.pk: place for place, tag in enumerate(tags)}
    gone = [link for pk, link in before.items() if pk not in wanted]
    PostTag.objects.filter(pk__in=[link.pk for link in gone]).delete()
    _count([link.tag_id for link in gone if link.published_at], -1)
    links = [PostTag(post=post, tag_id=pk, position=place) for pk, place in wanted.items() if pk not in before]
    PostTag.objects.bulk_create(links)
    if post.is_published:
        show_tags(post)
    return tags


def show_tags(post: Post) -> None:
    """The post came out (again): it counts for its tags and stands on their pages."""
    links = PostTag.objects.filter(post=post, published_at=None)
    _count(links.values_list("tag_id", flat=True), 1)
    links.update(published_at=post.published_at)


def hide_tags(post: Post) -> None:
    """The post went away: its tags count one less. Their pages leave it out by its standing."""
    links = PostTag.objects.filter(post=post, published_at__isnull=False)
    _count(links.values_list("tag_id", flat=True), -1)
    links.update(published_at=None)


def _tags(community_id: int, names: Sequence[str], at: datetime) -> list[Tag]:
    keys = {tag_key(name): name for name in reversed(names)}
    order = list(dict.fromkeys(tag_key(name) for name in names))
    if not order:
        return []
    locks.exclusive(f"tags:{community_id}")
    rows = Tag.objects.filter(community=community_id, key__in=order).select_related("merged_into")
    known = {tag.key: tag.merged_into or tag for tag in rows}
    new = [
        Tag(community_id=community_id, key=key, name=keys[key][:LONGEST_TAG], created_at=at)
        for key in order[:MOST_TAGS]
        if key not in known
    ]
    known |= {tag.key: tag for tag in Tag.objects.bulk_create(new)}
    found = [known[key] for key in order if key in known]
    return [tag for tag in dict.fromkeys(found) if not tag.is_banned]


def _count(tag_ids: Iterable[int], step: int) -> None:
    Tag.objects.filter(pk__in=list(tag_ids)).filter(post_count__gte=-step).update(post_count=F("post_count") + step)
