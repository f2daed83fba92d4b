from datetime import datetime

from diwan.gathering.enums import Evidence
from diwan.gathering.evidence import acts, book
from diwan.gathering.models import Comment, Post, Reaction


def weigh_reply(comment: Comment, *, at: datetime) -> None:
    """Make the Book of Acts say what is true now: whether this comment is a substantive reply by a distinct person.

    Called after everything that can change the answer: writing, editing, deleting, hiding, the asker's «helped me».
    The caller holds the lock of the post, so the pair's three replies cannot be counted twice.
    """
    before, counts = comment.reply_nth, _is_substantive(comment)
    if counts and comment.reply_nth == 0:
        comment.reply_nth = _free_nth(comment)
        if comment.reply_nth:
            book.write(reply_deed(comment), community_id=comment.community_id, at=at)
    elif comment.reply_nth and not counts:
        book.take_back(reply_deed(comment), community_id=comment.community_id, at=at, reason="not-substantive")
        comment.reply_nth = 0
    if comment.reply_nth != before:
        comment.save(update_fields=["reply_nth"])


def _is_substantive(comment: Comment) -> bool:
    if not comment.is_published or comment.is_imported or comment.author_id in _answered(comment).writer_ids:
        return False
    return comment.own_word_count >= acts.SUBSTANTIVE_WORDS or _asker_was_helped(comment)


def _asker_was_helped(comment: Comment) -> bool:
    marks = Reaction.objects.filter(comment=comment, membership=comment.post.author_id, withdrawn_at=None)
    return marks.filter(kind=Evidence.HELPED_ME, source="").exists()


def _answered(comment: Comment) -> Post | Comment:
    return comment.reply_to or comment.post


def _free_nth(comment: Comment) -> int:
    """The first of three places that this author's replies to these words leave free; 0 when all are taken."""
    same = Comment.objects.filter(post=comment.post_id, reply_to=comment.reply_to_id, author=comment.author_id)
    taken = set(same.values_list("reply_nth", flat=True))
    return next((nth for nth in range(1, acts.MOST_REPLIES + 1) if nth not in taken), 0)


def reply_deed(comment: Comment) -> acts.Deed:
    """The act of value that this comment is while it counts (`reply_nth` ≥ 1)."""
    answered = _answered(comment)
    return acts.reply_given(answered.ref, comment.author.party_id, answered.author.party_id, comment.reply_nth)
