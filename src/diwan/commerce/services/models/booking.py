from django.db import models
from django.db.models import F, Q

from diwan.commerce.models.order import Order
from diwan.commerce.services.enums import BookingStatus, PartStatus
from diwan.commerce.services.models.service import Service
from diwan.people.public import Community, Membership


class Booking(models.Model):
    """One sale of a service, with what was agreed copied: a later change of the service does not move it."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="bookings")
    buyer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="booking")
    title = models.CharField(max_length=120)
    wish = models.TextField(max_length=2000, blank=True, default="")
    status = models.CharField(max_length=9, choices=BookingStatus.choices, default=BookingStatus.AWAITING)
    appointment_at = models.DateTimeField(null=True)
    appointment_minutes = models.PositiveSmallIntegerField(default=0)
    # The published term when it was booked: after so many days without a word a delivery counts as accepted.
    term_days = models.PositiveSmallIntegerField()
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["community", "status"], name="booking_queue"),
            models.Index(fields=["buyer", "-booked_at"], name="booking_bought"),
            models.Index(fields=["provider", "-booked_at"], name="booking_given"),
        ]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """A milestone of one booking. Of its price (minor units): released, returned, and the rest, which is held."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True, default="")
    price_minor = models.BigIntegerField()
    released_minor = models.BigIntegerField(default=0)
    returned_minor = models.BigIntegerField(default=0)
    days_count = models.PositiveSmallIntegerField()
    reworks_left = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=9, choices=PartStatus.choices, default=PartStatus.PLANNED)
    due_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    accepts_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["booking", "position"], name="part_place"),
            models.CheckConstraint(
                condition=Q(
                    released_minor__gte=0,
                    returned_minor__gte=0,
                    price_minor__gte=F("released_minor") + F("returned_minor"),
                ),
                name="part_money",
            ),
        ]
        indexes = [models.Index(fields=["status", "accepts_at"], name="part_term")]

    def __str__(self) -> str:
        return self.title

    @property
    def held_minor(self) -> int:
        return self.price_minor - self.released_minor - self.returned_minor


class BookedQuarter(models.Model):
    """A quarter of an hour of a provider's that is taken. The constraint is the promise: nobody is booked twice."""

    provider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    quarter_at = models.DateTimeField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="quarters")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "quarter_at"], name="no_double_booking")]

    def __str__(self) -> str:
        return f"{self.quarter_at}"
