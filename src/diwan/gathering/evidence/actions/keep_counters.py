"""The numbers a post and a comment carry so that the feed reads one row: kept here, from the rows they count."""

from django.db.models import Count, F, Max, Q

from diwan.gathering.enums import Evidence, TextStatus
from diwan.gathering.evidence import usefulness
from diwan.gathering.fresh import touch
from diwan.gathering.models import Comment, Post
from diwan.gathering.models.text import WrittenText

COUNTER_OF = {
    Evidence.HELPED_ME: "helped_count",
    Evidence.TRIED_WORKED: "tried_count",
    Evidence.SAME_HERE: "same_count",
    Evidence.DID_NOT_WORK: "failed_count",
}
_POST_FIELDS = (
    "comment_count",
    "answer_count",
    "voice_count",
    "save_count",
    "need",
    "usefulness",
    "spoken_at",
    "newest_comment_id",
    *COUNTER_OF.values(),
)


def count_evidence(text: WrittenText, kind: str, step: int) -> None:
    """One more, or one less, of a kind of evidence. The caller holds the lock of the post."""
    field = COUNTER_OF[Evidence(kind)]
    setattr(text, field, max(0, getattr(text, field) + step))
    refresh(text)


def recount_comments(post: Post) -> None:
    """Count the comments under a post, the answers among them, and the distinct others who spoke."""
    others = ~Q(author__in=post.writer_ids)
    found = Comment.objects.filter(post=post, status=TextStatus.PUBLISHED).aggregate(
        comments=Count("pk"),
        answers=Count("pk", filter=others & Q(parent=None)),
        voices=Count("author", filter=others, distinct=True),
        newest=Max("pk"),
        spoken_at=Max("published_at"),
    )
    post.newest_comment_id, post.spoken_at = found["newest"] or 0, found["spoken_at"] or post.published_at
    post.comment_count, post.voice_count = found["comments"], found["voices"]
    post.answer_count = found["answers"] if post.is_question else 0
    refresh(post)


def refresh(text: WrittenText) -> None:
    """Work out the order numbers anew and store every counter; kept pages that show them are out of date."""
    touch(text.community_id)
    if isinstance(text, Post):
        text.need = _need(text)
        text.spoken_at = text.spoken_at or text.published_at
        if text.published_at is not None:
            text.usefulness = usefulness.post_usefulness(evidence_of(text), text.published_at)
        text.save(update_fields=_POST_FIELDS)
    else:
        text.usefulness = usefulness.weigh(evidence_of(text))
        text.save(update_fields=["usefulness", *COUNTER_OF.values()])


def count_reader(post_id: int) -> None:
    """One more distinct reader; no lock is held, so the database adds."""
    Post.objects.filter(pk=post_id).update(reader_count=F("reader_count") + 1)


def evidence_of(text: WrittenText) -> usefulness.Evidence:
    counts = {
        "helped": text.helped_count,
        "tried": text.tried_count,
        "same": text.same_count,
        "failed": text.failed_count,
    }
    if isinstance(text, Post):
        accepted = int(text.accepted_comment_id is not None)
        return usefulness.Evidence(**counts, saved=text.save_count, answered=text.voice_count, accepted=accepted)
    return usefulness.Evidence(**counts)


def _need(post: Post) -> int:
    if not post.is_question or post.accepted_comment_id is not None:
        return 0
    return 1 if post.answer_count else 2
