from django.db import models
from django.db.models import F, Q

from diwan.commerce.enums import PaidFrom
from diwan.commerce.models.order import Order


class Payment(models.Model):
    """Money a treasurer saw or a provider reported, or credit used: the order took what it needed, the rest is credit.

    `external_ref` is the provider's own name for it ("" by hand); `fee_minor` is what the provider kept of it.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    paid_from = models.CharField(max_length=6, choices=PaidFrom.choices)
    amount_minor = models.BigIntegerField()
    applied_minor = models.BigIntegerField()
    applied_back_minor = models.BigIntegerField(default=0)
    credited_minor = models.BigIntegerField()
    credited_back_minor = models.BigIntegerField(default=0)
    fee_minor = models.BigIntegerField(default=0)
    external_ref = models.CharField(max_length=120, blank=True, default="")
    received_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, amount_minor=F("applied_minor") + F("credited_minor")),
                name="payment_is_applied_or_credit",
            ),
            models.CheckConstraint(
                condition=Q(applied_back_minor__gte=0, applied_back_minor__lte=F("applied_minor"))
                & Q(credited_back_minor__gte=0, credited_back_minor__lte=F("credited_minor")),
                name="payment_back_range",
            ),
            models.CheckConstraint(
                condition=Q(fee_minor__gte=0, fee_minor__lte=F("amount_minor")), name="payment_fee_range"
            ),
            models.UniqueConstraint(
                fields=["order", "external_ref"], condition=~Q(external_ref=""), name="payment_external_once"
            ),
        ]
        indexes = [
            models.Index(fields=["external_ref"], condition=~Q(external_ref=""), name="payment_external"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.amount_minor}"

    @property
    def refunded_minor(self) -> int:
        return self.applied_back_minor + self.credited_back_minor
