import hashlib

from django.db import models

from diwan.commerce.services.enums import DisputeReason
from diwan.commerce.services.models.booking import Booking
from diwan.people.public import Membership


class BookingDispute(models.Model):
    """Why the two disagree, and how it was decided: how much of the held money (minor units) goes where."""

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="dispute")
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    held_minor = models.BigIntegerField()
    released_minor = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=10, choices=DisputeReason.choices, blank=True, default="")
    words = models.CharField(max_length=600, blank=True, default="")
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    alone_from = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(released_minor=None)
                | models.Q(released_minor__gte=0, released_minor__lte=models.F("held_minor")),
                name="dispute_within_held",
            )
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} {self.held_minor}"

    @property
    def content_hash(self) -> str:
        """What a second person agrees to: every figure and word of the proposal."""
        said = [self.booking_id, self.held_minor, self.released_minor, self.reason, self.words, self.proposed_by_id]
        return hashlib.sha256(repr(said).encode()).hexdigest()
