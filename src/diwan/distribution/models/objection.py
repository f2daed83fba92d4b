from django.db import models

from diwan.distribution.enums import ObjectionStatus
from diwan.distribution.models.period import AccountingPeriod


class Objection(models.Model):
    """A member says that a published close is wrong: their own statement (`plan_line` empty) or a line of the plan."""

    period = models.ForeignKey(AccountingPeriod, on_delete=models.PROTECT, related_name="objections")
    party = models.UUIDField()
    plan_line = models.CharField(max_length=120, blank=True, default="")
    text = models.TextField(max_length=2000)
    raised_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=ObjectionStatus.choices, default=ObjectionStatus.OPEN)
    reason = models.TextField(max_length=2000, blank=True, default="")
    correction_minor = models.BigIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["period", "status"], name="objection_status")]

    def __str__(self) -> str:
        return f"{self.period} {self.status}"


class Verdict(models.Model):
    """One uninvolved person's word on an objection. Two that agree decide it. Written once."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="verdicts")
    party = models.UUIDField()
    decision = models.CharField(max_length=8, choices=ObjectionStatus.choices)
    correction_minor = models.BigIntegerField(default=0)
    reason = models.TextField(max_length=2000)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["objection", "party"], name="verdict_once")]

    def __str__(self) -> str:
        return self.decision
