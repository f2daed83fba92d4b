from django.db import models

from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post


class SearchRow(models.Model):
    """The one pre-normalised column that search reads: a published post's or comment's words, folded.

    PostgreSQL indexes the column itself; on SQLite a full-text table of the same row ids lies beside it. Both, and this
    table too, can be rebuilt from the texts at any time.
    """

    community = models.ForeignKey("people.Community", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    # Of the very text (a comment's own author, not its post's); empty only until the migration has filled them.
    author = models.ForeignKey("people.Membership", on_delete=models.CASCADE, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    search_text = models.TextField()
    folding_version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(comment__isnull=True), name="one_search_row_a_post"
            ),
        ]
        indexes = [models.Index(fields=["community", "-published_at", "-id"], name="search_newest")]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.comment_id or ''}"
