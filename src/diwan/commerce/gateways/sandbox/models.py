from django.db import models
from django.db.models import F, Q

from diwan.commerce.gateways.enums import DisputeState, Every, PaymentState
from diwan.commerce.gateways.models.account import GatewayAccount


class SandboxPayment(models.Model):
    """The sandbox's own book of payments: what a real provider keeps on its side. Play money only."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=40, unique=True)
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    every = models.CharField(max_length=5, choices=Every.choices, default=Every.ONCE)
    state = models.CharField(max_length=7, choices=PaymentState.choices, default=PaymentState.WAITING)
    fee_minor = models.BigIntegerField(default=0)
    refunded = models.JSONField(default=dict)
    dispute = models.CharField(max_length=4, choices=DisputeState.choices, blank=True, default="")
    return_url = models.TextField()
    cancel_url = models.TextField()
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, fee_minor__gte=0, fee_minor__lte=F("amount_minor")),
                name="sandbox_payment_range",
            )
        ]
        indexes = [models.Index(fields=["account", "made_at"], name="sandbox_payment_list")]

    def __str__(self) -> str:
        return self.external_id
