from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.actions.write_comment import written_deed
from diwan.gathering.attention.actions.put_tags import hide_tags
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotYours
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.accept_answer import clear_acceptance
from diwan.gathering.evidence.actions.keep_counters import recount_comments
from diwan.gathering.evidence.actions.weigh_reply import weigh_reply
from diwan.gathering.finding.maintain_search import forget_comment, forget_post
from diwan.gathering.models import Comment, Post
from diwan.people.public import Membership, can

DELETED = "deleted"


def delete_post(*, post_id: int, by_id: int, at: datetime) -> Post:
    """Take a post away; its row, and what readers gave for having read it, stay. Can be undone for 30 days.

    Raises MembersOnly, NotFound, NotYours.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        post = loading.post(post_id, by.community_id)
        _mark(post, by, at)
        forget_post(post)
        hide_tags(post)
        if not post.is_imported:
            deed = acts.post_published(post.ref, post.kind, post.author.party_id)
            book.take_back(deed, community_id=post.community_id, at=at, reason=DELETED)
    return post


def delete_comment(*, comment_id: int, by_id: int, at: datetime) -> Comment:
    """Take a comment away, and with it its being accepted and its worth as a reply. Can be undone for 30 days.

    Raises MembersOnly, NotFound, NotYours.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        comment = loading.comment(comment_id, by.community_id)
        _mark(comment, by, at)
        forget_comment(comment)
        if comment.post.accepted_comment_id == comment.pk:
            clear_acceptance(comment.post, at=at, reason=DELETED)
        recount_comments(comment.post)
        weigh_reply(comment, at=at)
        if not comment.is_imported:
            book.take_back(written_deed(comment), community_id=comment.community_id, at=at, reason=DELETED)
    return comment


def _mark(text: Post | Comment, by: Membership, at: datetime) -> None:
    if not rules.may_delete(by, text, is_steward=can(by, "moderate")):
        raise NotYours
    text.status, text.deleted_at, text.deleted_by = TextStatus.DELETED, at, by
    text.save(update_fields=["status", "deleted_at", "deleted_by"])
