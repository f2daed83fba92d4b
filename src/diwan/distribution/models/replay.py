from django.db import models

from diwan.distribution.models.period import AccountingPeriod


class Replay(models.Model):
    """A closed month settled again without reversed receipts. `reversed_receipts` adds up over the month's replays."""

    period = models.ForeignKey(AccountingPeriod, on_delete=models.PROTECT, related_name="replays")
    refund_key = models.CharField(max_length=120)
    reversed_receipts = models.JSONField()
    refunded_minor = models.BigIntegerField()
    replayed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "refund_key"], name="replay_once")]

    def __str__(self) -> str:
        return f"{self.period} {self.refund_key}"


class Adjustment(models.Model):
    """What one replay changes for one account or party, and where a party's loss was charged. Minor units."""

    replay = models.ForeignKey(Replay, on_delete=models.PROTECT, related_name="adjustments")
    party = models.UUIDField(null=True)
    account = models.CharField(max_length=80, blank=True, default="")
    change_minor = models.BigIntegerField()
    from_hold_minor = models.BigIntegerField(default=0)
    from_payable_minor = models.BigIntegerField(default=0)
    carried_minor = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.party or self.account} {self.change_minor}"
