from django.db import models
from django.db.models import Q

from diwan.ledger.enums import Side
from diwan.ledger.models.account import Account
from diwan.ledger.models.entry import Entry


class Leg(models.Model):
    """One line of an entry: so many minor units on one side of one account, of one party where the chart says so."""

    # The unique (entry, position) serves as the key's index. Account and community need no constraint of their own:
    # the trigger that accepts the entry joins every leg with an account of the entry's community and currency.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="legs", db_index=False)
    community = models.ForeignKey(
        "people.Community", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    position = models.PositiveIntegerField()
    side = models.CharField(max_length=6, choices=Side.choices)
    amount_minor = models.BigIntegerField()
    party = models.UUIDField(null=True)
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="ledger_leg_position"),
            models.CheckConstraint(condition=Q(side__in=["debit", "credit"]), name="ledger_leg_side"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0, position__gt=0), name="ledger_leg_positive"),
        ]
        indexes = [
            models.Index(fields=["community", "account", "party", "side", "amount_minor"], name="ledger_leg_balance"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.amount_minor} {self.currency}"
