"""What an erasure does to words, beyond the declared columns."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import connection, transaction

from diwan.contributions.public import forget_titles
from diwan.gathering.enums import TextStatus
from diwan.gathering.models import Attachment, Comment, MemberRow, Poll, PollOption, Post, Revision, SearchRow
from diwan.gathering.models.attachment import WIDTHS
from diwan.kernel.privacy import Subject, eraser, sweeper

_FULL_TEXT = ("gathering_full_text", "gathering_people_text")


@eraser
def empty_words(subject: Subject, at: datetime) -> None:
    """Posts and comments stay as places in a thread, without a word; so do polls in them, without their question."""
    mine = {"author__in": subject.membership_ids}
    posts, comments = Post.objects.filter(**mine), Comment.objects.filter(**mine)
    for community_id in set(posts.values_list("community", flat=True)) | set(
        comments.values_list("community", flat=True)
    ):
        refs = [f"post:{pk}" for pk in posts.filter(community=community_id).values_list("pk", flat=True)]
        refs += [f"comment:{pk}" for pk in comments.filter(community=community_id).values_list("pk", flat=True)]
        forget_titles(community_id=community_id, object_refs=refs)
    Revision.objects.filter(post__in=posts).delete()
    Revision.objects.filter(comment__in=comments).delete()
    _leave_search(subject)
    Poll.objects.filter(post__in=posts).update(question="…")
    PollOption.objects.filter(poll__post__in=posts).update(label="…")
    gone = {"status": TextStatus.DELETED, "deleted_at": at, "deleted_by": None, "word_count": 0}
    posts.exclude(status=TextStatus.DRAFT).update(**gone, cover=None)
    comments.update(**gone)
    _drop_files(subject)


def _leave_search(subject: Subject) -> None:
    """The rows of the search column go by their declaration; the full-text table beside it on SQLite goes here."""
    if connection.vendor != "sqlite":
        return
    found = {
        _FULL_TEXT[0]: SearchRow.objects.filter(author__in=subject.membership_ids),
        _FULL_TEXT[1]: MemberRow.objects.filter(membership__in=subject.membership_ids),
    }
    with connection.cursor() as cursor:
        for table, lines in found.items():
            numbers = [[number] for number in lines.values_list("pk", flat=True)]
            cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", numbers)


def _drop_files(subject: Subject) -> None:
    images = Attachment.objects.filter(membership__in=subject.membership_ids)
    paths = [image.path(width) for image in images for width in WIDTHS]

    def drop() -> None:
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(drop)


@sweeper
def merge_full_text() -> None:
    """SQLite's full-text index keeps deleted words until its segments are merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in _FULL_TEXT:
                cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
