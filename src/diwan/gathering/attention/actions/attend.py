"""Marks that appear without being asked for: who speaks in a thread, or is called there, follows it."""

from collections.abc import Collection
from datetime import datetime

from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import ThreadMark
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post


def attend(post: Post, membership_ids: Collection[int]) -> None:
    """Let these follow the thread, unless they said otherwise: two statements, however many."""
    rows = [ThreadMark(post=post, membership_id=pk, level=Level.FOLLOWING) for pk in sorted(set(membership_ids))]
    if not rows:
        return
    ThreadMark.objects.bulk_create(rows, ignore_conflicts=True)
    undecided = ThreadMark.objects.filter(post=post, membership__in=membership_ids, level=Level.NONE)
    undecided.update(level=Level.FOLLOWING)


def move_past_own(comment: Comment, at: datetime) -> None:
    """Whoever had read everything before speaking has read everything after it too."""
    others = Comment.objects.filter(post=comment.post_id, pk__lt=comment.pk).exclude(author=comment.author_id)
    before = others.order_by("-pk").values_list("pk", flat=True).first() or 0
    mine = ThreadMark.objects.filter(post=comment.post_id, membership=comment.author_id)
    mine.filter(read_up_to__gte=before).update(read_up_to=comment.pk, read_at=at)
    # Never opened as far as we know, and yet answered: what stood there was read.
    mine.filter(read_at=None).update(read_up_to=comment.pk, read_at=at)
