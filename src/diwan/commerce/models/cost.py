from django.db import models
from django.db.models import Q

from diwan.commerce.enums import Till
from diwan.people.public import Community


class Cost(models.Model):
    """What the community spent, and under which name a plan may ask for it (`actual`, e.g. 'hosting')."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    actual = models.SlugField(max_length=40)
    amount_minor = models.BigIntegerField()
    paid_from = models.CharField(max_length=6, choices=Till.choices)
    spent_date = models.DateField()
    booked_date = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_minor__gt=0), name="cost_positive")]
        indexes = [models.Index(fields=["community", "-booked_date"], name="cost_newest")]

    def __str__(self) -> str:
        return f"{self.actual} {self.amount_minor}"
