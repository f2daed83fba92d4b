from django.db import models
from django.db.models import F, Q


class Block(models.Model):
    """`by` wants nothing directly from `blocked`. Who is blocked is not told."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    blocked = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    blocked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(by=F("blocked")), name="block_somebody_else"),
        ]
        indexes = [models.Index(fields=["blocked", "by"], name="block_reverse")]

    def __str__(self) -> str:
        return f"{self.by_id} blocks {self.blocked_id}"
