from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import refresh
from diwan.gathering.models import Bookmark, Post
from diwan.people.public import Membership


def save_post(*, post_id: int, membership_id: int, at: datetime) -> Bookmark:
    """Save a post to come back to: value to its author, once. One's own may be saved and is worth nothing.

    Raises MembersOnly, NotFound.
    """
    with transaction.atomic():
        reader = loading.member(membership_id)
        post = loading.post(post_id, reader.community_id)
        bookmark = Bookmark.objects.filter(post=post, membership=reader).first()
        if bookmark is not None and bookmark.withdrawn_at is None:
            return bookmark
        bookmark = bookmark or Bookmark(post=post, membership=reader)
        bookmark.saved_at, bookmark.withdrawn_at = at, None
        bookmark.save()
        _count(post, reader, 1)
        if rules.may_give_evidence(reader, post):
            book.write(saved_deed(post, reader), community_id=post.community_id, at=at)
    return bookmark


def unsave_post(*, post_id: int, membership_id: int, at: datetime) -> None:
    """Take the bookmark away; when there is none, nothing happens. Raises MembersOnly, NotFound."""
    with transaction.atomic():
        reader = loading.member(membership_id)
        post = loading.post(post_id, reader.community_id)
        if not Bookmark.objects.filter(post=post, membership=reader, withdrawn_at=None).update(withdrawn_at=at):
            return
        _count(post, reader, -1)
        if rules.may_give_evidence(reader, post):
            book.take_back(saved_deed(post, reader), community_id=post.community_id, at=at, reason="withdrawn")


def saved_deed(post: Post, reader: Membership) -> acts.Deed:
    return acts.post_saved(post.ref, reader.party_id, post.author.party_id)


def _count(post: Post, reader: Membership, step: int) -> None:
    if reader.pk not in post.writer_ids:
        post.save_count = max(0, post.save_count + step)
        refresh(post)
