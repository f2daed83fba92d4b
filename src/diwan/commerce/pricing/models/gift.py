from django.db import models

from diwan.commerce.models.offer import Offer
from diwan.people.public import Community, Membership


class Gift(models.Model):
    """An offer bought for somebody else: whoever redeems the code first has it. Its order is "gift:<id>"."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=24, unique=True)
    note = models.CharField(max_length=300, blank=True, default="")
    is_ready = models.BooleanField(default=False)
    redeemed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    redeemed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code
