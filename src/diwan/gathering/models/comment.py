from django.db import models
from django.db.models import Q

from diwan.gathering.enums import TextStatus
from diwan.gathering.models.post import Post
from diwan.gathering.models.text import WrittenText


class Comment(WrittenText):
    """Said under a post: an answer (directly under a question), a comment, or a reply to one (one level deep).

    `parent` is the comment it stands under, `reply_to` the one it answers (the same, or another reply there).
    `reply_nth`: as which of its author's substantive replies to the same words the Book of Acts holds it (0: as none).
    `own_word_count` leaves out what it quotes.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    own_word_count = models.PositiveIntegerField(default=0)
    reply_nth = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "source", "source_id"], condition=~Q(source=""), name="comment_imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["post", "parent", "-usefulness", "id"], name="comment_thread"),
            models.Index(fields=["community", "author", "status"], name="comment_author"),
            models.Index(fields=["post", "id"], condition=Q(status=TextStatus.PUBLISHED), name="comment_new"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How the Book of Acts names this comment."""
        return f"comment:{self.pk}"
