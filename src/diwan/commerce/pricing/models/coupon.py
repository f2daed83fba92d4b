from django.db import models
from django.db.models import Q

from diwan.commerce.models.offer import Offer
from diwan.commerce.models.order import Order
from diwan.people.public import Community


class Coupon(models.Model):
    """A code that takes a part (`percent_bp`) or an amount off one offer, or any; within its dates and counts."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=24)
    percent_bp = models.PositiveIntegerField(default=0)
    amount_minor = models.BigIntegerField(default=0)
    most_uses = models.PositiveIntegerField(null=True)
    most_each = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="coupon_code"),
            models.CheckConstraint(
                condition=Q(percent_bp__gt=0, percent_bp__lte=10000, amount_minor=0)
                | Q(percent_bp=0, amount_minor__gt=0),
                name="coupon_percent_or_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CouponUse(models.Model):
    """One order that a coupon made cheaper, and by how much."""

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="uses")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="coupon_use")
    discount_minor = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.coupon_id} {self.order_id}"
