from django.db import models

from diwan.people.public import Community


class ServiceTerms(models.Model):
    """What a community publishes about services. `two_from_minor`: held money that two decide about (minor units)."""

    community = models.OneToOneField(Community, on_delete=models.PROTECT, related_name="+")
    term_days = models.PositiveSmallIntegerField(default=7)
    two_from_minor = models.BigIntegerField()
    tax_bp = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term_days__gte=1, term_days__lte=60, tax_bp__lte=10000, two_from_minor__gte=0),
                name="service_terms_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.term_days}"
