from django.db import models
from django.db.models import Q

from diwan.commerce.enums import EarningStatus
from diwan.commerce.models.receipt import Receipt
from diwan.people.public import Community


class Earning(models.Model):
    """One month's part of a receipt. `period` is the month it belongs to, `booked_period` the month that took it in."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="earnings")
    reference = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    gross_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    status = models.CharField(max_length=9, choices=EarningStatus.choices, default=EarningStatus.PLANNED)
    booked_period = models.CharField(max_length=7, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receipt", "reference"], name="earning_reference"),
            models.CheckConstraint(condition=Q(gross_minor__gt=0), name="earning_gross_positive"),
        ]
        indexes = [
            models.Index(fields=["community", "status", "period"], name="earning_due"),
            models.Index(fields=["community", "booked_period"], name="earning_booked"),
        ]

    def __str__(self) -> str:
        return self.reference
