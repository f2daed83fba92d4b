from django.db import models

from diwan.commerce.gateways.enums import EventState
from diwan.commerce.gateways.models.account import GatewayAccount


class ProviderEvent(models.Model):
    """The inbox: one row for one event of one account, written in the transaction of its effect, with the raw body."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="events")
    event_id = models.CharField(max_length=160)
    kind = models.CharField(max_length=80)
    external_id = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=7, choices=EventState.choices)
    body = models.TextField()
    made_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "event_id"], name="provider_event_once")]
        indexes = [models.Index(fields=["account", "-received_at"], name="provider_event_latest")]

    def __str__(self) -> str:
        return self.event_id


class Reconciliation(models.Model):
    """One comparison of our rows with the provider's own list, and what was found, as plain facts."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="reconciliations")
    since_at = models.DateTimeField()
    ran_at = models.DateTimeField()
    looked_at_count = models.PositiveIntegerField()
    findings = models.JSONField(default=list)
    provider_minor = models.BigIntegerField(null=True)
    books_minor = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-ran_at"], name="reconciliation_latest")]

    def __str__(self) -> str:
        return f"{self.account} {self.ran_at:%Y-%m-%d}"
