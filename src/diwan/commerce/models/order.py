from django.db import models
from django.db.models import F, Q

from diwan.commerce.enums import OPEN, IncomeKind, OrderStatus, Till
from diwan.commerce.models.offer import Offer
from diwan.people.public import Community, Membership


class Order(models.Model):
    """A member's promise to pay for something. Title, price and tax are copied: a later change does not move them.

    `subject_ref` says what the money is for when it is no plain offer ("booking:3", "gift:2"); `to` is the party it is
    for. `held_minor` is money paid that waits for a decision: neither earned nor returned yet. `fee_minor` is what
    providers kept of its payments and no receipt carries yet.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="orders")
    kind = models.CharField(max_length=12, choices=IncomeKind.choices, default=IncomeKind.MEMBERSHIP)
    title_ar = models.CharField(max_length=160, blank=True, default="")
    title_en = models.CharField(max_length=160, blank=True, default="")
    to = models.UUIDField(null=True)
    subject_ref = models.CharField(max_length=60, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    reference = models.CharField(max_length=12)
    method = models.CharField(max_length=6, choices=Till.choices, blank=True, default="")
    list_minor = models.BigIntegerField(default=0)
    due_minor = models.BigIntegerField()
    tax_bp = models.PositiveIntegerField()
    paid_minor = models.BigIntegerField(default=0)
    is_held = models.BooleanField(default=False)
    held_minor = models.BigIntegerField(default=0)
    fee_minor = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=OrderStatus.choices, default=OrderStatus.AWAITING)
    reason = models.CharField(max_length=300, blank=True, default="")
    placed_at = models.DateTimeField()
    reminded_count = models.PositiveSmallIntegerField(default=0)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "reference"], name="order_reference"),
            models.UniqueConstraint(
                fields=["membership", "offer", "subject_ref"],
                condition=Q(status__in=OPEN),
                name="one_open_order_per_offer",
            ),
            models.CheckConstraint(
                condition=Q(paid_minor__gte=0, paid_minor__lte=F("due_minor")), name="order_paid_range"
            ),
            models.CheckConstraint(
                condition=Q(held_minor__gte=0, held_minor__lte=F("paid_minor"), fee_minor__gte=0),
                name="order_held_range",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "status", "placed_at"], name="order_queue"),
            models.Index(fields=["membership", "-placed_at"], name="order_mine"),
            models.Index(fields=["community", "subject_ref"], name="order_subject"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def outstanding_minor(self) -> int:
        return self.due_minor - self.paid_minor if self.is_open else 0
