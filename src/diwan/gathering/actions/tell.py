"""Notices to members: their kind and facts; pages word them and make the link from `object_ref`."""

from datetime import datetime

from diwan.gathering.attention.actions.attend import attend, move_past_own
from diwan.gathering.attention.actions.tell_followers import tell_thread_followers, unmuted
from diwan.gathering.models import Comment, Post
from diwan.people.enums import Standing
from diwan.people.public import Membership, notify

MENTIONED, REPLIED, ACCEPTED = "mentioned", "replied", "answer_accepted"


def tell(to_id: int, kind: str, by: Membership, post: Post, object_ref: str, at: datetime) -> None:
    """Leave one notice; nobody is told of what they did themselves."""
    if to_id == by.pk:
        return
    facts = {"by": by.person.display_name, "title": post.title, "post": post.pk, "object_ref": object_ref}
    notify(membership_id=to_id, kind=kind, facts=facts, url="", at=at)


def tell_mentioned(names: tuple[str, ...], by: Membership, post: Post, object_ref: str, at: datetime) -> set[int]:
    """Tell the members whose names were written after an @ (blanks may be written as _); return who was told."""
    written = {spelling for name in names for spelling in (name, name.replace("_", " "))}
    spellings = written | {f"{spelling}." for spelling in written}  # «نادية ك.»: a full stop after @ ends the name
    if not spellings:
        return set()
    rows = Membership.objects.filter(
        community=by.community_id, standing=Standing.ACTIVE, person__display_name__in=spellings
    )
    called = set(rows.exclude(pk=by.pk).order_by("pk").values_list("pk", flat=True)[:20])
    told = unmuted(called, by, post) if called else called
    for membership_id in sorted(told):
        tell(membership_id, MENTIONED, by, post, object_ref, at)
    return told


def tell_of_comment(comment: Comment, by: Membership, mentions: tuple[str, ...], at: datetime) -> None:
    """Tell those mentioned, then whoever the comment replies to, then whoever follows the thread; each of them once.

    Who speaks and who is called follow the thread from now on.
    """
    told = tell_mentioned(mentions, by, comment.post, comment.ref, at)
    attend(comment.post, {by.pk, *told})
    move_past_own(comment, at)
    replied_to = comment.reply_to.author_id if comment.reply_to else comment.post.author_id
    if replied_to not in told and unmuted({replied_to}, by, comment.post):
        tell(replied_to, REPLIED, by, comment.post, comment.ref, at)
    tell_thread_followers(comment, {replied_to, *told}, at)
