"""The search column and, on SQLite, the full-text table beside it: written with the text, rebuildable at any time."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from diwan.gathering.attention.actions.index_members import index_members
from diwan.gathering.enums import TextStatus
from diwan.gathering.finding.full_text import put_full_text
from diwan.gathering.fresh import touch
from diwan.gathering.models import Comment, Post, SearchRow
from diwan.gathering.rendering import render_text
from diwan.kernel.text.folding import FOLDING_VERSION, index_text

FULL_TEXT_TABLE = "gathering_full_text"


def index_post(post: Post, text: str) -> None:
    """`text`: the body as plain words (Rendered.text)."""
    # The title twice: what a post is about weighs more than what it mentions.
    _put(f"{post.title}\n{post.title}\n{text}", post, post_id=post.pk, comment_id=None)


def index_comment(comment: Comment, text: str) -> None:
    _put(text, comment, post_id=comment.post_id, comment_id=comment.pk)


def forget_post(post: Post) -> None:
    """Take the post itself out of search; its comments are found only while it is published."""
    _drop(SearchRow.objects.filter(post=post, comment=None).values_list("pk", flat=True))
    touch(post.community_id)


def forget_comment(comment: Comment) -> None:
    _drop(SearchRow.objects.filter(comment=comment).values_list("pk", flat=True))
    touch(comment.community_id)


def rebuild_search(*, community_id: int) -> int:
    """Fold every published text of a community again, as after a new FOLDING_VERSION; return how many there are."""
    with transaction.atomic():
        _drop(SearchRow.objects.filter(community=community_id).values_list("pk", flat=True))
        published = {"community": community_id, "status": TextStatus.PUBLISHED}
        for post in Post.objects.filter(**published).iterator():
            index_post(post, render_text(post.body).text)
        for comment in Comment.objects.filter(**published).iterator():
            index_comment(comment, render_text(comment.body).text)
        index_members(community_id=community_id)
    return SearchRow.objects.filter(community=community_id).count()


def _put(text: str, written: Post | Comment, *, post_id: int, comment_id: int | None) -> None:
    folded, community_id = index_text(text), written.community_id
    facts = {"community_id": community_id, "search_text": folded, "folding_version": FOLDING_VERSION}
    facts |= {"author_id": written.author_id, "published_at": written.published_at}
    mine: dict[str, Any] = (
        {"post_id": post_id, "comment_id__isnull": True} if comment_id is None else {"comment_id": comment_id}
    )
    row, _ = SearchRow.objects.update_or_create(**mine, defaults=facts | {"post_id": post_id})
    put_full_text(FULL_TEXT_TABLE, row.pk, community_id, folded)
    touch(community_id)


def _drop(row_ids: Iterable[int]) -> None:
    numbers = list(row_ids)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {FULL_TEXT_TABLE} WHERE rowid = %s", [[number] for number in numbers])
    SearchRow.objects.filter(pk__in=numbers).delete()
