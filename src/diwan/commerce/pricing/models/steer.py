from django.db import models
from django.db.models import Q

from diwan.people.public import Community, Membership


class Steer(models.Model):
    """A share of one's own fee that one steers to a person (`to`), from the next payment on."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    to = models.UUIDField()
    share_bp = models.PositiveIntegerField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "to"], name="steer_once"),
            models.CheckConstraint(condition=Q(share_bp__gt=0, share_bp__lte=10000), name="steer_range"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.share_bp}"
