from django.db import models
from django.db.models import Q

from diwan.commerce.models.offer import Offer


class RegionalPrice(models.Model):
    """What an offer costs a payer who lives in `country` (ISO 3166, two letters), in the community's own currency."""

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="regional_prices")
    country = models.CharField(max_length=2)
    price_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "country"], name="regional_price_once"),
            models.CheckConstraint(condition=Q(price_minor__gt=0), name="regional_price_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.price_minor}"
