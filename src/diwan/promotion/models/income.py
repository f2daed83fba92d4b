from django.db import models
from django.db.models import F, Q

from diwan.people.public import Community
from diwan.promotion.enums import EarningStatus, IncomeKind, Till


class Income(models.Model):
    """Money that came from a sponsor or a network. `source_ref`: 'campaign:3', 'commission:9'; minor units."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    payer = models.UUIDField()
    kind = models.CharField(max_length=12, choices=IncomeKind.choices)
    source_ref = models.CharField(max_length=40)
    gross_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    paid_into = models.CharField(max_length=6, choices=Till.choices)
    received_date = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_minor__gte=0, fee_minor__gte=0, gross_minor__gte=F("tax_minor") + F("fee_minor")),
                name="promotion_income_parts",
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("gross_minor")),
                name="promotion_income_refunded",
            ),
        ]
        indexes = [models.Index(fields=["community", "source_ref"], name="promotion_income_source")]

    def __str__(self) -> str:
        return f"{self.source_ref} {self.gross_minor}"

    @property
    def left_minor(self) -> int:
        return self.gross_minor - self.refunded_minor


class Earning(models.Model):
    """One month's part of an income. `period` is the month it belongs to, `booked_period` the one that took it in."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    income = models.ForeignKey(Income, on_delete=models.PROTECT, related_name="earnings")
    reference = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    gross_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    status = models.CharField(max_length=9, choices=EarningStatus.choices, default=EarningStatus.PLANNED)
    booked_period = models.CharField(max_length=7, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["income", "reference"], name="promotion_earning_reference"),
            models.CheckConstraint(condition=Q(gross_minor__gt=0), name="promotion_earning_positive"),
        ]
        indexes = [models.Index(fields=["community", "status", "period"], name="promotion_earning_due")]

    def __str__(self) -> str:
        return self.reference


class Refund(models.Model):
    """Money that went back to whoever paid it: an undelivered part, a reversed commission."""

    income = models.ForeignKey(Income, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    refunded_by = models.UUIDField()
    refunded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_minor__gt=0), name="promotion_refund_positive")]

    def __str__(self) -> str:
        return f"{self.amount_minor} of {self.income_id}"


class ClosedMonth(models.Model):
    """A month whose income was handed over to the settlement: this room books nothing in it any more."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "period"], name="promotion_closed_month_once")]

    def __str__(self) -> str:
        return self.period
