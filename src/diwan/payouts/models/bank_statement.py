from django.db import models
from django.db.models import Q

from diwan.payouts.enums import StatementEffect, StatementFormat
from diwan.payouts.models.payout import Payout
from diwan.people.public import Community


class BankStatement(models.Model):
    """A statement that was read once. Of its lines only those that speak of our own payments are kept."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    format = models.CharField(max_length=8, choices=StatementFormat.choices)
    line_count = models.PositiveIntegerField()
    read_by = models.UUIDField()
    read_at = models.DateTimeField()
    applied_by = models.UUIDField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "content_hash"], name="payout_statement_once"),
            models.CheckConstraint(
                condition=Q(applied_at=None, applied_by=None) | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="payout_statement_applied_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.pk}"


class StatementLine(models.Model):
    """One line of a statement that names one of our payments, and what it says of it."""

    statement = models.ForeignKey(BankStatement, on_delete=models.CASCADE, related_name="lines")
    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(max_length=8, choices=StatementEffect.choices)
    amount_minor = models.BigIntegerField()
    booked_date = models.DateField(null=True)
    bank_reference = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["payout"], name="statement_line_of_payout")]

    def __str__(self) -> str:
        return f"{self.effect} {self.amount_minor}"
