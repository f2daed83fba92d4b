from django.db import models
from django.db.models import Q

from diwan.commerce.models.order import Order
from diwan.commerce.models.payment import Payment
from diwan.commerce.tills.enums import RowStatus
from diwan.commerce.tills.models.bank_statement import BankStatement
from diwan.people.public import Community


class BankRow(models.Model):
    """Money that came in by a statement. `row_hash` knows it again in a later, overlapping file; it pays one order."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    booked_date = models.DateField()
    amount_minor = models.BigIntegerField()
    text = models.CharField(max_length=400, blank=True, default="")
    payer_name = models.CharField(max_length=400, blank=True, default="")
    bank_reference = models.CharField(max_length=80, blank=True, default="")
    row_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=5, choices=RowStatus.choices, default=RowStatus.OPEN)
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="+")
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "row_hash"], name="bank_row_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="bank_row_came_in"),
            models.CheckConstraint(
                condition=Q(status=RowStatus.USED, payment__isnull=False, order__isnull=False)
                | (~Q(status=RowStatus.USED) & Q(payment__isnull=True, order__isnull=True)),
                name="bank_row_used_has_payment",
            ),
        ]
        indexes = [models.Index(fields=["community", "status", "-booked_date"], name="bank_row_queue")]

    def __str__(self) -> str:
        return f"{self.booked_date} {self.amount_minor}"
