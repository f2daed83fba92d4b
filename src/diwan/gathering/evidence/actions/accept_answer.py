from datetime import datetime

from django.db import transaction

from diwan.gathering import rules
from diwan.gathering.actions import loading
from diwan.gathering.actions.tell import ACCEPTED, tell
from diwan.gathering.enums import TextStatus
from diwan.gathering.errors import AskerAccepts, NotAnAnswer, NotAQuestion, NotFound
from diwan.gathering.evidence import acts, book
from diwan.gathering.evidence.actions.keep_counters import refresh
from diwan.gathering.models import Comment, Post


def accept_answer(*, post_id: int, comment_id: int, by_id: int, at: datetime) -> Post:
    """The asker says which answer solved it: an act of value to the answer's author. Another one may replace it later.

    Accepting one's own answer is allowed and is worth nothing.
    Raises MembersOnly, NotFound, NotAQuestion, AskerAccepts, NotAnAnswer.
    """
    with transaction.atomic():
        asker = loading.member(by_id)
        post = loading.post(post_id, asker.community_id)
        if not post.is_question:
            raise NotAQuestion
        if not rules.may_accept(asker, post):
            raise AskerAccepts
        comment = _answer(post, comment_id)
        if post.accepted_comment_id == comment.pk:
            return post
        clear_acceptance(post, at=at, reason="replaced")
        post.accepted_comment, post.accepted_at = comment, at
        post.accept_counts = comment.author_id != post.author_id
        _store(post)
        if post.accept_counts:
            deed = acts.answer_accepted(comment.ref, asker.party_id, comment.author.party_id)
            book.write(deed, community_id=post.community_id, at=at, title=post.title)
        tell(comment.author_id, ACCEPTED, asker, post, comment.ref, at)
    return post


def withdraw_acceptance(*, post_id: int, by_id: int, at: datetime) -> Post:
    """The asker takes it back. Raises MembersOnly, NotFound, AskerAccepts."""
    with transaction.atomic():
        asker = loading.member(by_id)
        post = loading.post(post_id, asker.community_id)
        if not rules.may_accept(asker, post):
            raise AskerAccepts
        clear_acceptance(post, at=at, reason="withdrawn")
    return post


def clear_acceptance(post: Post, *, at: datetime, reason: str) -> None:
    """No answer is accepted any more; what the acceptance was worth is taken back. The caller holds the post's lock."""
    comment = post.accepted_comment
    if comment is None:
        return
    if post.accept_counts:
        deed = acts.answer_accepted(comment.ref, post.author.party_id, comment.author.party_id)
        book.take_back(deed, community_id=post.community_id, at=at, reason=reason)
    post.accepted_comment, post.accepted_at, post.accept_counts = None, None, False
    _store(post)


def _answer(post: Post, comment_id: int) -> Comment:
    rows = Comment.objects.select_related("author__person")
    comment = rows.filter(pk=comment_id, post=post, status=TextStatus.PUBLISHED).first()
    if comment is None:
        raise NotFound
    if comment.parent_id is not None:
        raise NotAnAnswer
    return comment


def _store(post: Post) -> None:
    post.save(update_fields=["accepted_comment", "accepted_at", "accept_counts"])
    refresh(post)
