from django.db import models
from django.db.models import Q

from diwan.payouts.enums import BatchStatus
from diwan.people.public import Community


class Batch(models.Model):
    """Payments drafted together. `hash` is what the approver looks at and names."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=BatchStatus.choices, default=BatchStatus.DRAFT)
    hash = models.CharField(max_length=64)
    total_minor = models.BigIntegerField()
    screened_count = models.PositiveIntegerField(default=0)
    drafted_by = models.UUIDField()
    drafted_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="batch_number"),
            models.UniqueConstraint(
                fields=["community"], condition=Q(status=BatchStatus.DRAFT), name="one_draft_batch"
            ),
            models.CheckConstraint(condition=Q(total_minor__gt=0), name="batch_total_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.number}"
