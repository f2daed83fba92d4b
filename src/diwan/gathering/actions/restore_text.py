from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.actions.write_comment import written_deed
from diwan.gathering.attention.actions.put_tags import show_tags
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import NotYours, UndoIsOver
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import recount_comments
from diwan.gathering.evidence.actions.weigh_reply import weigh_reply
from diwan.gathering.finding.maintain_search import index_comment, index_post
from diwan.gathering.models import Comment, Post
from diwan.gathering.rendering import render_text
from diwan.people.public import Membership, can

_DELETED = (TextStatus.DELETED,)


def restore_post(*, post_id: int, by_id: int, at: datetime) -> Post:
    """Take a deletion back within 30 days: the author their own, a steward any. Raises MembersOnly, NotFound,
    NotYours, UndoIsOver."""
    with transaction.atomic():
        by = loading.member(by_id)
        post = loading.post(post_id, by.community_id, statuses=_DELETED)
        _unmark(post, by, at)
        index_post(post, render_text(post.body).text)
        show_tags(post)
        if not post.is_imported:
            deed = acts.post_published(post.ref, post.kind, post.author.party_id)
            book.write(deed, community_id=post.community_id, at=at)
    return post


def restore_comment(*, comment_id: int, by_id: int, at: datetime) -> Comment:
    """Take a deletion back within 30 days; being accepted does not come back by itself. Raises as `restore_post`."""
    with transaction.atomic():
        by = loading.member(by_id)
        comment = loading.comment(comment_id, by.community_id, statuses=_DELETED)
        _unmark(comment, by, at)
        index_comment(comment, render_text(comment.body).text)
        recount_comments(comment.post)
        weigh_reply(comment, at=at)
        if not comment.is_imported:
            book.write(written_deed(comment), community_id=comment.community_id, at=at)
    return comment


def _unmark(text: Post | Comment, by: Membership, at: datetime) -> None:
    if not rules.may_restore(by, text, is_steward=can(by, "moderate")):
        raise NotYours
    if not rules.may_undo(text, at):
        raise UndoIsOver
    text.status, text.deleted_at, text.deleted_by = TextStatus.PUBLISHED, None, None
    text.save(update_fields=["status", "deleted_at", "deleted_by"])
