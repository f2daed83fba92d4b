from django.db import models

from diwan.commerce.enums import BY_HAND_CHOICES
from diwan.commerce.tills.enums import Scheme
from diwan.people.public import Community


class PayAddress(models.Model):
    """Where exactly a till receives: an account, a CliQ or InstaPay alias, a wallet's number, a place for cash."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    till = models.CharField(max_length=6, choices=BY_HAND_CHOICES)
    scheme = models.CharField(max_length=8, choices=Scheme.choices)
    provider = models.CharField(max_length=60, blank=True, default="")
    holder = models.CharField(max_length=80, blank=True, default="")
    address = models.CharField(max_length=80)
    is_open = models.BooleanField(default=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "scheme", "address"], name="pay_address_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.address}"
