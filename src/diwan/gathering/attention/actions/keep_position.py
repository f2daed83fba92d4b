"""How far a member has read: told by a beacon, by a button, or for everything at once; never by opening a page."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.db.models.functions import Greatest

from diwan.gathering.actions import loading
from diwan.gathering.attention.models import ThreadMark, Visit
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post
from diwan.people.public import Membership, mark_notices_read, read_notices


def keep_position(*, post_id: int, membership_id: int, up_to: int, at: datetime) -> None:
    """Remember that the thread was read up to a comment; an older position never replaces a newer one.

    The notice that told of new replies is read with it. Raises MembersOnly, NotFound.
    """
    with transaction.atomic():
        member = loading.member(membership_id)
        posts = Post.objects.filter(pk=post_id, community=member.community_id, status=TextStatus.PUBLISHED)
        if not posts.exists():
            raise NotFound
        put_position(member, post_id, up_to, at)


def put_position(member: Membership, post_id: int, up_to: int, at: datetime) -> None:
    """The position, as far as there are comments. The post is known to be the member's to read."""
    there = Comment.objects.filter(post=post_id, pk__lte=up_to).aggregate(newest=Max("pk"))["newest"] or 0
    mark, is_new = ThreadMark.objects.get_or_create(
        post_id=post_id, membership=member, defaults={"read_up_to": there, "read_at": at}
    )
    if is_new:
        return
    moved = Greatest(F("read_up_to"), there)
    ThreadMark.objects.filter(pk=mark.pk).update(read_up_to=moved, read_at=at)
    if mark.told_id is not None:
        read_notices(notice_ids=[mark.told_id], at=at)


def read_everything(*, membership_id: int, at: datetime) -> None:
    """Mark everything as read, in one row: whatever stands here now is no longer new. Raises MembersOnly."""
    member = loading.member(membership_id)
    newest = Comment.objects.filter(community=member.community_id).aggregate(newest=Max("pk"))["newest"] or 0
    Visit.objects.update_or_create(membership=member, defaults={"read_at": at, "read_up_to": newest})
    mark_notices_read(membership_id=member.pk, at=at)
