from django.db import models
from django.db.models import Q

from diwan.commerce.models.offer import Offer
from diwan.people.public import Community, Membership


class Seat(models.Model):
    """A place in somebody's group: `holder` pays, `membership` (once taken) has what the holder has, as long."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=24, unique=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "holder", "membership"], condition=Q(closed_at=None), name="one_seat_in_a_group"
            ),
        ]
        indexes = [models.Index(fields=["holder", "offer"], name="seat_of_group")]

    def __str__(self) -> str:
        return self.code
