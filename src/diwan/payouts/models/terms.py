from django.db import models
from django.db.models import Q

from diwan.people.public import Community


class Terms(models.Model):
    """The smallest payment a community makes, the unit its bank pays in, and the most one person is paid in a calendar
    year (0: no limit); all in minor units."""

    community = models.OneToOneField(Community, on_delete=models.PROTECT, primary_key=True, related_name="+")
    minimum_minor = models.BigIntegerField(default=0)
    quantum_minor = models.BigIntegerField(default=1)
    year_limit_minor = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.CheckConstraint(condition=Q(minimum_minor__gte=0, quantum_minor__gte=1), name="payout_terms_range"),
            models.CheckConstraint(condition=Q(year_limit_minor__gte=0), name="payout_year_limit_range"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}"
