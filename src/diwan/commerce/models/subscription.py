from django.db import models

from diwan.commerce.enums import SubscriptionStatus
from diwan.commerce.models.offer import Offer
from diwan.commerce.models.order import Order
from diwan.people.public import Community, Membership


class Subscription(models.Model):
    """The term one order bought, half-open. A renewal is another row from where this one ends; free ones never end.

    Access closes at `closes_at`, the days of grace after `ends_at`. `paused_at`: it rests, and goes on later.
    `declined_at`: its member said that it is not to be renewed.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="subscription")
    entitlement_key = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    anchor_day = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=SubscriptionStatus.choices, default=SubscriptionStatus.ACTIVE)
    reminded_days = models.SmallIntegerField(null=True)
    paused_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["membership", "entitlement_key", "ends_at"], name="subscription_chain"),
            models.Index(fields=["status", "ends_at"], name="subscription_ending"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.offer_id}"
