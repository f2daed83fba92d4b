from django.db import models
from django.db.models import F, Q

from diwan.people.public import Community, Membership


class Event(models.Model):
    """Something that happens at a time and a place, with so many places. `taken_count`: ordered and not let go."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    title_ar = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    about = models.TextField(max_length=6000, blank=True, default="")
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    taken_count = models.PositiveIntegerField(default=0)
    sales_from = models.DateTimeField()
    sales_until = models.DateTimeField()
    tax_bp = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_count = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken_count__lte=F("capacity")), name="event_never_overfull"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at"), capacity__gt=0), name="event_range"),
        ]
        indexes = [models.Index(fields=["community", "starts_at"], name="event_calendar")]

    def __str__(self) -> str:
        return self.title_en

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None


class Tier(models.Model):
    """A kind of ticket: its price (minor units, tax included; 0 is free) and, where it has one, its own limit."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tiers")
    position = models.PositiveSmallIntegerField()
    name_ar = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    price_minor = models.BigIntegerField()
    most_count = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="tier_place"),
            models.CheckConstraint(condition=Q(price_minor__gte=0), name="tier_price"),
        ]

    def __str__(self) -> str:
        return self.name_en
