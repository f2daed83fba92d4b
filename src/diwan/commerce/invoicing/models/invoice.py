from django.db import models
from django.db.models import F, Q

from diwan.commerce.invoicing.enums import Series, TaxNote
from diwan.commerce.models.order import Order
from diwan.commerce.models.receipt import Receipt
from diwan.commerce.models.refund import Refund
from diwan.people.public import Community


class Invoice(models.Model):
    """A document as it was issued: an invoice, or a credit note that `corrects` one. Never changed (append-only).

    `seller` and `buyer` are what stood on it: {name_ar, name_en, address, number, country}, {name, address, number,
    country} or {} for a person. `digest` covers every field and `previous_digest`, the one before it in its series.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=3, choices=Series.choices)
    number = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    issued_date = models.DateField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, null=True, related_name="+")
    payer = models.UUIDField()
    seller = models.JSONField()
    buyer = models.JSONField()
    title_ar = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    quantity = models.PositiveIntegerField(default=1)
    list_minor = models.BigIntegerField()
    gross_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    tax_bp = models.PositiveIntegerField()
    tax_note = models.CharField(max_length=14, choices=TaxNote.choices)
    law = models.CharField(max_length=120, blank=True, default="")
    currency = models.CharField(max_length=3)
    paid_from = models.CharField(max_length=6, blank=True, default="")
    previous_digest = models.CharField(max_length=64, blank=True, default="")
    digest = models.CharField(max_length=64)

    class Meta:
        app_label = "commerce"
        constraints = [
            models.UniqueConstraint(fields=["community", "series", "number"], name="invoice_number"),
            models.CheckConstraint(
                condition=Q(tax_minor__gte=0, gross_minor__gte=F("tax_minor")),
                name="invoice_amounts",
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=False) | Q(receipt__isnull=False), name="invoice_of_something"
            ),
            models.CheckConstraint(
                condition=Q(series="INV", corrects__isnull=True) | Q(series="CRN", corrects__isnull=False),
                name="credit_note_corrects",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "payer"], name="invoice_payer"),
            models.Index(fields=["community", "issued_date"], name="invoice_day"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"{self.series}-{self.number:06d}"

    @property
    def sign(self) -> int:
        """+1 for an invoice, −1 for a credit note: what it adds to a sum."""
        return 1 if self.series == Series.INVOICE else -1
