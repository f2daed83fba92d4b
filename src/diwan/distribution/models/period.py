from django.db import models

from diwan.distribution.enums import Stage
from diwan.distribution.models.plan import PlanVersion
from diwan.people.public import Community


class AccountingPeriod(models.Model):
    """A month of a community on its way through the Fair Close. The plan's hash and the secret are set at opening."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=7)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.OPEN)
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    plan_hash = models.CharField(max_length=64)
    secret = models.BinaryField(max_length=32)
    opened_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    objections_until = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "label"], name="period_once")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.label}"

    @property
    def reached(self) -> Stage:
        return Stage(self.stage)

    def has_reached(self, stage: Stage) -> bool:
        return self.reached.rank >= stage.rank


class Snapshot(models.Model):
    """The frozen inputs of a settlement, with pseudonyms for parties: canonical JSON, and its hash."""

    period = models.OneToOneField(AccountingPeriod, on_delete=models.PROTECT, related_name="snapshot")
    document = models.TextField()
    snapshot_hash = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.snapshot_hash


class SettlementResult(models.Model):
    """What the engine made of plan and snapshot: canonical JSON without edges, and its hash.

    `lines` are the waterfalls' lines as they were poured, `preview` the figures shown before publication.
    """

    period = models.OneToOneField(AccountingPeriod, on_delete=models.PROTECT, related_name="settlement")
    document = models.TextField()
    settlement_hash = models.CharField(max_length=64)
    settled_at = models.DateTimeField()
    lines = models.JSONField()
    preview = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.settlement_hash


class Pseudonym(models.Model):
    """The private bridge between a party and its pid in one settlement. Never leaves the database."""

    period = models.ForeignKey(AccountingPeriod, on_delete=models.PROTECT, related_name="pseudonyms")
    party = models.UUIDField()
    pid = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "party"], name="pseudonym_party_once"),
            models.UniqueConstraint(fields=["period", "pid"], name="pseudonym_pid_once"),
        ]

    def __str__(self) -> str:
        return self.pid
