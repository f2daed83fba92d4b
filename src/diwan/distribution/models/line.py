from django.db import models
from django.db.models import F, Q

from diwan.distribution.enums import HoldKind
from diwan.distribution.models.period import AccountingPeriod


class Line(models.Model):
    """One person's line of a settlement: somebody who earned, or paid, or both. Amounts in minor units."""

    period = models.ForeignKey(AccountingPeriod, on_delete=models.PROTECT, related_name="lines")
    party = models.UUIDField()
    pid = models.CharField(max_length=32)
    earned_minor = models.BigIntegerField()
    held_minor = models.BigIntegerField()
    payable_minor = models.BigIntegerField()
    breakdown = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "party"], name="line_party_once"),
            models.CheckConstraint(
                condition=Q(earned_minor=F("held_minor") + F("payable_minor")), name="line_held_and_payable_add_up"
            ),
            models.CheckConstraint(condition=Q(held_minor__gte=0, payable_minor__gte=0), name="line_not_negative"),
        ]
        indexes = [models.Index(fields=["party", "period"], name="line_of_party")]

    def __str__(self) -> str:
        return f"{self.pid} {self.earned_minor}"


class Hold(models.Model):
    """A part of a line that waits until the close of `until_period`. Refunds are charged to it first."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=10, choices=HoldKind.choices)
    until_period = models.CharField(max_length=7)
    amount_minor = models.BigIntegerField()
    charged_minor = models.BigIntegerField(default=0)
    released_minor = models.BigIntegerField(default=0)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "kind"], name="hold_kind_once"),
            models.CheckConstraint(
                condition=Q(charged_minor__gte=0, released_minor__gte=0)
                & Q(amount_minor__gte=F("charged_minor") + F("released_minor")),
                name="hold_never_overdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} until {self.until_period}"

    @property
    def left_minor(self) -> int:
        return self.amount_minor - self.charged_minor - self.released_minor
