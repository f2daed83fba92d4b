from django.db import models

from diwan.commerce.services.enums import StepKind
from diwan.commerce.services.models.booking import Booking, Part
from diwan.people.public import Membership


class Step(models.Model):
    """One deed in the story of a booking; the same rows are read by buyer, provider and steward."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="steps")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(max_length=6000, blank=True, default="")
    reason = models.CharField(max_length=10, blank=True, default="")
    # Minor units: what this deed gave to the provider, and what it gave back to the buyer.
    released_minor = models.BigIntegerField(default=0)
    returned_minor = models.BigIntegerField(default=0)
    late_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.kind


class DeliveredFile(models.Model):
    """A file of a delivery: a random name in the store, the provider's own name for whoever saves it."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="files")
    file = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    byte_count = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
