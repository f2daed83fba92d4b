from django.db import models
from django.db.models import Q

from diwan.commerce.gateways.enums import CheckoutState, Every
from diwan.commerce.gateways.models.account import GatewayAccount
from diwan.commerce.models.order import Order


class Checkout(models.Model):
    """One way out to the provider's hosted page, and what was asked for there: what comes back is compared with it."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="checkouts")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, unique=True)
    external_id = models.CharField(max_length=120, blank=True, default="")
    url = models.TextField(blank=True, default="")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    every = models.CharField(max_length=5, choices=Every.choices, default=Every.ONCE)
    state = models.CharField(max_length=6, choices=CheckoutState.choices, default=CheckoutState.OPEN)
    trouble = models.CharField(max_length=300, blank=True, default="")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_minor__gt=0), name="checkout_positive")]
        indexes = [
            models.Index(fields=["account", "state", "opened_at"], name="checkout_waiting"),
            models.Index(fields=["account", "external_id"], name="checkout_by_external"),
        ]

    def __str__(self) -> str:
        return self.reference
