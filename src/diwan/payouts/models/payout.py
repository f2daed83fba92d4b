from django.db import models
from django.db.models import Q

from diwan.payouts.enums import PaidFrom, PayoutStatus
from diwan.payouts.models.batch import Batch
from diwan.payouts.models.method import Method
from diwan.people.public import Community


class Payout(models.Model):
    """One payment to one party, to the destination that was theirs when the batch was drafted."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="payouts")
    party = models.UUIDField()
    method = models.ForeignKey(Method, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    amount_minor = models.BigIntegerField()
    status = models.CharField(max_length=9, choices=PayoutStatus.choices, default=PayoutStatus.DRAFTED)
    paid_from = models.CharField(max_length=6, choices=PaidFrom.choices, blank=True, default="")
    proof = models.CharField(max_length=120, blank=True, default="")
    proof_photo = models.CharField(max_length=120, blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    cleared_date = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "reference"], name="payout_reference"),
            models.UniqueConstraint(fields=["batch", "party"], name="payout_once_in_batch"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payout_positive"),
        ]
        indexes = [models.Index(fields=["party", "-id"], name="payout_mine")]

    def __str__(self) -> str:
        return self.reference
