from collections.abc import Collection, Sequence
from datetime import datetime

from diwan.gathering.attention.actions.attend import attend
from diwan.gathering.attention.actions.put_tags import put_tags, show_tags
from diwan.gathering.attention.actions.tell_followers import tell_person_followers
from diwan.gathering.attention.models import ThreadMark
from diwan.gathering.models.post import Post


def greet_post(post: Post, *, told: Collection[int], tags: Sequence[str] | None, at: datetime) -> None:
    """What a new post brings with it: its tags, its author's and the called ones' attention, followers who are told.

    `told`: who was told of it already; `tags`: names, None to keep those of the draft.
    """
    if tags is None:
        show_tags(post)
    else:
        put_tags(post, tags, at)
    attend(post, {post.author_id, *told})
    ThreadMark.objects.filter(post=post, membership=post.author_id).update(read_at=at)
    if post.is_published:  # nobody is told of a post that waits for a moderator
        tell_person_followers(post, told, at)
