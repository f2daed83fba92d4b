from datetime import datetime

from django.db import transaction

from diwan.contributions.public import community_day
from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.attention.actions.keep_position import put_position
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotFound
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import count_reader
from diwan.gathering.models import Post, ReadMark
from diwan.kernel import locks


def record_read(
    *,
    post_id: int,
    membership_id: int,
    active_seconds: int,
    scrolled_bp: int,
    at: datetime,
    read_up_to: int | None = None,
) -> int:
    """Record that a member read a post, when it qualifies; return the milli-points it weighs, 0 for none.

    The first read that qualifies on a day of the community's calendar stands. Reading one's own words weighs nothing.
    `read_up_to`: the newest comment that was seen; the position moves there, whether the read qualifies or not.
    No lock on the post: reads are many, and nothing here depends on its other columns.
    Raises MembersOnly, NotFound.
    """
    with transaction.atomic():
        reader = loading.member(membership_id)
        post = _post(post_id, reader.community_id)
        if read_up_to is not None:
            put_position(reader, post.pk, read_up_to, at)
        points = acts.read_points(
            active_seconds=active_seconds, estimated_seconds=post.estimated_seconds, scrolled_bp=scrolled_bp
        )
        if not points or not rules.may_give_evidence(reader, post):
            return 0
        day = community_day(community_id=reader.community_id, at=at)
        locks.exclusive(f"read:{post.pk}:{reader.pk}")
        marks = dict(ReadMark.objects.filter(post=post, membership=reader).values_list("day_date", "points"))
        if day in marks:
            return marks[day]
        ReadMark.objects.create(post=post, membership=reader, day_date=day, points=points)
        deed = acts.post_read(post.ref, reader.party_id, post.author.party_id, day, points)
        book.write(deed, community_id=post.community_id, at=at)
        if not marks:
            count_reader(post.pk)
    return points


def _post(post_id: int, community_id: int) -> Post:
    """As much of a published post as a read needs. Raises NotFound."""
    rows = Post.objects.select_related("author").only("community", "estimated_seconds", "is_shared", "author__party_id")
    found = rows.filter(pk=post_id, community=community_id, status=TextStatus.PUBLISHED).first()
    if found is None:
        raise NotFound
    return found
