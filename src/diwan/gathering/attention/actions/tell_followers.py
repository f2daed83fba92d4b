"""Who follows is told calmly: of a thread in one notice until it is read, of people in one notice a day."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from diwan.contributions.public import community_day
from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import PersonMark, ThreadMark, Visit
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post
from diwan.people.enums import Standing
from diwan.people.public import Membership, count_up, notify_many

THREAD_MOVED, FOLLOWED_WROTE = "thread_moved", "followed_wrote"
_AT_ONCE = 500


def unmuted(membership_ids: Collection[int], by: Membership, post: Post) -> set[int]:
    """Those of them who muted neither the thread nor whoever speaks."""
    ids = set(membership_ids)
    threads = ThreadMark.objects.filter(membership__in=ids, post=post, level=Level.MUTED)
    people = PersonMark.objects.filter(membership__in=ids, other=by, level=Level.MUTED)
    deaf = threads.values_list("membership_id", flat=True).union(people.values_list("membership_id", flat=True))
    return ids - set(deaf)


def tell_thread_followers(comment: Comment, told: Collection[int], at: datetime) -> None:
    """Of a reply: everybody who follows the thread and was not told of it already (`told`).

    Whoever has an unread notice of this thread finds its count raised; the others get one, in one bulk insert.
    """
    post, by = comment.post, comment.author_id
    rows = ThreadMark.objects.filter(post=post, level=Level.FOLLOWING, membership__standing=Standing.ACTIVE)
    rows = rows.exclude(membership__in=[by, *told]).exclude(_mutes("membership", by)).select_related("told")
    waiting, fresh = [], {}
    for mark in rows.only("membership_id", "told__read_at"):
        if mark.told is not None and mark.told.read_at is None:
            waiting.append(mark.told.pk)
        else:
            fresh[mark.membership_id] = mark
    count_up(notice_ids=waiting, at=at)
    facts = {"by": comment.author.person.display_name, "title": post.title, "post": post.pk}
    facts |= {"object_ref": comment.ref, "number": 1}
    for notice in notify_many(told=dict.fromkeys(fresh, facts), kind=THREAD_MOVED, url="", at=at, group="follows"):
        fresh[notice.membership_id].told = notice
    ThreadMark.objects.bulk_update(fresh.values(), ["told"], batch_size=_AT_ONCE)


def tell_person_followers(post: Post, told: Collection[int], at: datetime) -> None:
    """Of a post: everybody who follows its author and was told of no followed person's post yet on this day."""
    day = community_day(community_id=post.community_id, at=at)
    followers = PersonMark.objects.filter(
        other=post.author_id, level=Level.FOLLOWING, membership__standing=Standing.ACTIVE
    )
    today = Visit.objects.filter(membership=OuterRef("membership"), told_date__gte=day)
    followers = followers.exclude(membership__in=told).exclude(Exists(today))
    ids = list(followers.order_by("membership").values_list("membership_id", flat=True))
    if not ids:
        return
    facts = {"by": post.author.person.display_name, "title": post.title, "post": post.pk, "object_ref": post.ref}
    notify_many(told=dict.fromkeys(ids, facts), kind=FOLLOWED_WROTE, url="", at=at, group="follows")
    Visit.objects.bulk_create([Visit(membership_id=pk) for pk in ids], ignore_conflicts=True, batch_size=_AT_ONCE)
    Visit.objects.filter(membership__in=ids).update(told_date=day)


def _mutes(column: str, other_id: int) -> Q:
    marks = PersonMark.objects.filter(membership=OuterRef(column), other=other_id, level=Level.MUTED)
    return Q(Exists(marks))
