from django.db import models
from django.db.models import F, Q

from diwan.commerce.enums import OPEN, OrderStatus, Till
from diwan.commerce.models.offer import Offer
from diwan.people.public import Community, Membership


class Order(models.Model):
    """A member's promise to pay for an offer. Price and tax are copied: a later change does not move them."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="orders")
    reference = models.CharField(max_length=12)
    method = models.CharField(max_length=6, choices=Till.choices, blank=True, default="")
    due_minor = models.BigIntegerField()
    tax_bp = models.PositiveIntegerField()
    paid_minor = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=OrderStatus.choices, default=OrderStatus.AWAITING)
    reason = models.CharField(max_length=300, blank=True, default="")
    placed_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "reference"], name="order_reference"),
            models.UniqueConstraint(
                fields=["membership", "offer"], condition=Q(status__in=OPEN), name="one_open_order_per_offer"
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0, paid_minor__lte=F("due_minor")), name="order_paid_range"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "status", "placed_at"], name="order_queue"),
            models.Index(fields=["membership", "-placed_at"], name="order_mine"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def outstanding_minor(self) -> int:
        return self.due_minor - self.paid_minor if self.is_open else 0
