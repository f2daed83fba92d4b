from django.db import models

from diwan.commerce.gateways.enums import Mode
from diwan.people.public import Community


class GatewayAccount(models.Model):
    """A community's account with a payment provider. Secrets are sealed; the word in the webhook's address is random.

    Mode is part of what it is: money of a test account is never settled, so a live account is another row.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=20)
    mode = models.CharField(max_length=4, choices=Mode.choices)
    values = models.JSONField(default=dict)
    sealed = models.TextField(blank=True, default="")
    token = models.CharField(max_length=64, unique=True)
    is_open = models.BooleanField(default=False)
    connected_by = models.UUIDField()
    connected_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    refused_count = models.PositiveIntegerField(default=0)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "provider", "mode"], name="gateway_account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} ({self.mode})"
