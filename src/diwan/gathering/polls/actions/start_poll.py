from datetime import datetime, timedelta

from diwan.gathering.models import Post
from diwan.gathering.polls.models import Poll


def start_poll(post: Post, *, at: datetime) -> None:
    """The days of the post's poll, if it has one, begin now: the post is published, or the poll put under it."""
    poll = Poll.objects.filter(post=post, closes_at=None, open_days__isnull=False).first()
    if poll is not None and poll.open_days is not None:
        poll.closes_at = at + timedelta(days=poll.open_days)
        poll.save(update_fields=["closes_at"])
