from django.db import models
from django.db.models import F, Q

from diwan.commerce.gateways.enums import DisputeState, PayoutState, RefundState, SubscriptionState
from diwan.commerce.gateways.models.account import GatewayAccount
from diwan.commerce.gateways.models.checkout import Checkout
from diwan.commerce.models.offer import Offer
from diwan.commerce.models.order import Order
from diwan.commerce.models.payment import Payment
from diwan.people.public import Membership


class GatewaySubscription(models.Model):
    """What the provider collects again each month or year, and for whom."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="subscriptions")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    checkout = models.ForeignKey(Checkout, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=SubscriptionState.choices, default=SubscriptionState.ACTIVE)
    amount_minor = models.BigIntegerField()
    is_ending = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "external_id"], name="gateway_subscription_once"),
        ]

    def __str__(self) -> str:
        return self.external_id


class GatewayPayment(models.Model):
    """A payment at the provider that was settled here: once, in our books, with the provider's own fee and rate.

    `fee_minor` is what the provider said when it was settled; `late_fee_minor` what it said later. Rate and settled
    amount are frozen: they are what the provider said then.
    """

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="payments")
    checkout = models.ForeignKey(Checkout, on_delete=models.PROTECT, related_name="payments")
    subscription = models.ForeignKey(GatewaySubscription, on_delete=models.PROTECT, null=True, related_name="payments")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    is_fee_told = models.BooleanField(default=True)
    late_fee_minor = models.BigIntegerField(default=0)
    settled_currency = models.CharField(max_length=3, blank=True, default="")
    settled_minor = models.BigIntegerField(null=True)
    rate = models.CharField(max_length=40, blank=True, default="")
    paid_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "external_id"], name="gateway_payment_once"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, fee_minor__gte=0, fee_minor__lte=F("amount_minor")),
                name="gateway_payment_range",
            ),
        ]

    def __str__(self) -> str:
        return self.external_id


class GatewayRefund(models.Model):
    """Money that goes back through the provider. Asked for here: the row, with its key, is written before we ask."""

    payment = models.ForeignKey(GatewayPayment, on_delete=models.PROTECT, related_name="refunds")
    external_id = models.CharField(max_length=120, blank=True, default="")
    amount_minor = models.BigIntegerField()
    state = models.CharField(max_length=7, choices=RefundState.choices)
    key = models.CharField(max_length=40, unique=True)
    asked_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "external_id"], condition=~Q(external_id=""), name="gateway_refund_once"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="gateway_refund_positive"),
        ]

    def __str__(self) -> str:
        return self.external_id


class GatewayDispute(models.Model):
    """A payer's bank asks for the money back. While it is open the money lies at the provider, marked."""

    payment = models.ForeignKey(GatewayPayment, on_delete=models.PROTECT, related_name="disputes")
    external_id = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    state = models.CharField(max_length=4, choices=DisputeState.choices, default=DisputeState.OPEN)
    reason = models.CharField(max_length=120, blank=True, default="")
    due_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "external_id"], name="gateway_dispute_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0, fee_minor__gte=0), name="gateway_dispute_positive"),
        ]

    def __str__(self) -> str:
        return self.external_id


class GatewayPayout(models.Model):
    """Money from the provider to the community's bank: booked when it arrives, undone if the bank returns it."""

    account = models.ForeignKey(GatewayAccount, on_delete=models.PROTECT, related_name="payouts")
    external_id = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    state = models.CharField(max_length=7, choices=PayoutState.choices)
    arrives_date = models.DateField()
    booked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "external_id"], name="gateway_payout_once")]

    def __str__(self) -> str:
        return self.external_id
