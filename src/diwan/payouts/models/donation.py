from django.db import models
from django.db.models import Q

from diwan.people.public import Community


class Donation(models.Model):
    """What a member left to the common pot out of what was payable to them, and whether they took it back."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField()
    amount_minor = models.BigIntegerField()
    donated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_minor__gt=0), name="donation_positive")]
        indexes = [models.Index(fields=["party", "-id"], name="donation_mine")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.amount_minor}"
