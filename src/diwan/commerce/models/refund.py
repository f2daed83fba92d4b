from django.db import models
from django.db.models import Q

from diwan.commerce.enums import Till
from diwan.commerce.models.payment import Payment
from diwan.commerce.models.receipt import Receipt


class Refund(models.Model):
    """Money that went back: of a payment for an order, or of a receipt recorded without one.

    `external_ref` names it at the provider that took it back; nobody here refunded that (`refunded_by` is empty).
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="refunds")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="refunds")
    amount_minor = models.BigIntegerField()
    paid_from = models.CharField(max_length=6, choices=Till.choices)
    reason = models.CharField(max_length=300)
    refunded_by = models.UUIDField(null=True)
    external_ref = models.CharField(max_length=120, blank=True, default="")
    refunded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_positive"),
            models.UniqueConstraint(
                fields=["payment", "external_ref"], condition=~Q(external_ref=""), name="refund_external_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor}"
