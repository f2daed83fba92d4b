from django.db import models
from django.db.models import Q

from diwan.people.public import Community


class TaxStanding(models.Model):
    """Who sells here in the eyes of the tax office. `own_rate_bp` counts where the table of countries knows no rate."""

    community = models.OneToOneField(Community, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    is_registered = models.BooleanField(default=False)
    number = models.CharField(max_length=30, blank=True, default="")
    own_rate_bp = models.PositiveIntegerField(default=0)
    legal_name_ar = models.CharField(max_length=160, blank=True, default="")
    legal_name_en = models.CharField(max_length=160, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "commerce"
        constraints = [
            models.CheckConstraint(condition=Q(is_registered=False) | ~Q(number=""), name="registered_has_a_number"),
            models.CheckConstraint(condition=Q(own_rate_bp__lte=10000), name="own_rate_range"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.number}"
