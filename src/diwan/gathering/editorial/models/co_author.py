from django.db import models
from django.db.models import Q

from diwan.gathering.enums import Answer
from diwan.gathering.models.post import Post


class CoAuthor(models.Model):
    """Somebody named in the proposed split of a draft, the author first. Once published, `AuthorShare` counts."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="co_authors")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    share_bp = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "membership"], name="co_author_once"),
            models.UniqueConstraint(fields=["post", "position"], name="co_author_place"),
            models.CheckConstraint(condition=Q(share_bp__gt=0, share_bp__lt=10_000), name="co_author_share"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.membership_id}"
