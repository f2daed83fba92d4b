from django.db import models

from diwan.people.public import Community


class Claim(models.Model):
    """What one party may take from a claims pool in one month: a steward's fixed take, a bounty for a finished task."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=7)
    pool = models.CharField(max_length=60)
    party = models.UUIDField()
    amount_minor = models.PositiveBigIntegerField()
    set_by = models.UUIDField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "label", "pool", "party"], name="claim_once")]

    def __str__(self) -> str:
        return f"{self.pool} {self.amount_minor}"
