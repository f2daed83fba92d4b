from django.db import models
from django.db.models import F, Q

from diwan.commerce.enums import IncomeKind, Till
from diwan.commerce.models.order import Order
from diwan.people.public import Community


class Receipt(models.Model):
    """Money taken for one thing: what was paid (gross), tax and fee in it, whom it is meant for (`to`).

    An order has several when its money is released in steps or a share of it is meant for somebody.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="receipts")
    payer = models.UUIDField()
    to = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=IncomeKind.choices)
    gross_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    paid_into = models.CharField(max_length=6, choices=Till.choices)
    effective_date = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_minor__gte=0, fee_minor__gte=0, gross_minor__gte=F("tax_minor") + F("fee_minor")),
                name="receipt_parts",
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("gross_minor")), name="receipt_refunded_range"
            ),
        ]
        indexes = [models.Index(fields=["community", "payer"], name="receipt_payer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.gross_minor}"
