"""Choosing how closely to attend: to a thread, a person, a tag. The other side is never told."""

from diwan.gathering.actions import loading
from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import PersonMark, Tag, TagFollow, ThreadMark
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models.post import Post
from diwan.people.enums import Standing
from diwan.people.public import Membership

_CHOICES = [Level.FOLLOWING, Level.OFF, Level.MUTED]


def follow_thread(*, post_id: int, membership_id: int, level: str) -> ThreadMark:
    """Follow a thread, stop following it, or mute it. Raises MembersOnly, NotFound, UnknownChoice."""
    member = loading.member(membership_id)
    shown = Post.objects.filter(pk=post_id, community=member.community_id, status=TextStatus.PUBLISHED)
    if not shown.exists():
        raise NotFound
    loading.clean_choice(level, [*_CHOICES])
    mark, _ = ThreadMark.objects.update_or_create(post_id=post_id, membership=member, defaults={"level": level})
    return mark


def follow_person(*, other_id: int, membership_id: int, level: str) -> None:
    """Follow somebody, mute them, or neither ('off'). Raises MembersOnly, NotFound (oneself too), UnknownChoice."""
    member = loading.member(membership_id)
    others = Membership.objects.filter(community=member.community_id, standing=Standing.ACTIVE).exclude(pk=member.pk)
    if not others.filter(pk=other_id).exists():
        raise NotFound
    loading.clean_choice(level, [*_CHOICES])
    if level == Level.OFF:
        PersonMark.objects.filter(membership=member, other=other_id).delete()
    else:
        PersonMark.objects.update_or_create(membership=member, other_id=other_id, defaults={"level": level})


def follow_tag(*, tag_id: int, membership_id: int, is_followed: bool) -> None:
    """Put a tag's posts into one's own feed, or take them out. Raises MembersOnly, NotFound."""
    member = loading.member(membership_id)
    tag = Tag.objects.filter(pk=tag_id, community=member.community_id, merged_into=None, is_banned=False).first()
    if tag is None:
        raise NotFound
    if is_followed:
        TagFollow.objects.get_or_create(membership=member, tag=tag)
    else:
        TagFollow.objects.filter(membership=member, tag=tag).delete()
