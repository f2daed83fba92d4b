from datetime import datetime

from django.db import models
from django.db.models import Q

from diwan.payouts.enums import MethodKind
from diwan.people.public import Membership


class Method(models.Model):
    """Where a member wants to be paid: the kind and a mask. The destination itself is in MethodDetails."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=MethodKind.choices)
    mask = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    set_at = models.DateTimeField()
    usable_from = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership"], condition=Q(replaced_at=None), name="one_payout_method")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mask}"

    def is_usable(self, at: datetime) -> bool:
        return self.replaced_at is None and self.usable_from <= at
