from django.db import models
from django.db.models import Q

from diwan.gathering.enums import Evidence
from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post


class Reaction(models.Model):
    """One member's evidence about one text; a withdrawn one keeps its row.

    `membership` is empty for votes imported from a system that does not say who voted. An imported one never stands in
    the Book of Acts.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="reactions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="reactions")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Evidence.choices)
    reacted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=40, blank=True, default="")
    source_id = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "membership", "kind"], name="post_evidence_once"),
            models.UniqueConstraint(fields=["comment", "membership", "kind"], name="comment_evidence_once"),
            models.UniqueConstraint(
                fields=["community", "source", "source_id"], condition=~Q(source=""), name="reaction_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False, comment__isnull=True) | Q(post__isnull=True, comment__isnull=False),
                name="reaction_to_one_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.post_id or self.comment_id}"

    @property
    def is_imported(self) -> bool:
        return self.source != ""
