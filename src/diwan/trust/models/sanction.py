from datetime import datetime

from django.db import models
from django.db.models import Q

from diwan.trust.enums import SanctionKind
from diwan.trust.models.decision import Decision


class Sanction(models.Model):
    """A membership is suspended from an instant until another, or until somebody lifts it."""

    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SanctionKind.choices)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sanctions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "kind"], condition=Q(lifted_at=None), name="one_open_sanction_each"
            )
        ]
        indexes = [models.Index(fields=["ends_at"], condition=Q(lifted_at=None), name="sanction_ending")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.kind}"

    def is_over(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at
