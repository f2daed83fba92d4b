from django.db import models
from django.db.models import Q

from diwan.gathering.models.post import Post


class AuthorShare(models.Model):
    """One writer's share of what a published text is given, fixed at publication. Rows are written once."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="shares")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    share_bp = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "membership"], name="author_share_once"),
            models.UniqueConstraint(fields=["post", "position"], name="author_share_place"),
            models.CheckConstraint(condition=Q(share_bp__gt=0, share_bp__lt=10_000), name="author_share_part"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.membership_id}"
