from django.db import models
from django.db.models import Q

from diwan.commerce.enums import IncomeKind, Interval
from diwan.people.public import Community


class Offer(models.Model):
    """Something on sale: its price (tax included, minor units), how often it is paid, which entitlement it opens.

    With `least_minor` the payer chooses from there up and the price is a suggestion. `to` is the party whose work it
    is. `seats` people share one price. A payer may steer up to `steer_most_bp` of the fee. Access outlasts a term by
    `grace_days`. `file` is what a one-off offer hands out.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=IncomeKind.choices, default=IncomeKind.MEMBERSHIP)
    slug = models.SlugField(max_length=40)
    name_ar = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    about_ar = models.TextField(max_length=600, blank=True, default="")
    about_en = models.TextField(max_length=600, blank=True, default="")
    price_minor = models.BigIntegerField()
    least_minor = models.BigIntegerField(null=True)
    tax_bp = models.PositiveIntegerField(default=0)
    interval = models.CharField(max_length=5, choices=Interval.choices)
    entitlement_key = models.CharField(max_length=60, blank=True, default="")
    to = models.UUIDField(null=True)
    seats = models.PositiveSmallIntegerField(default=1)
    trial_days = models.PositiveSmallIntegerField(default=0)
    grace_days = models.PositiveSmallIntegerField(default=0)
    steer_most_bp = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=120, blank=True, default="")
    file_name = models.CharField(max_length=120, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "slug"], name="offer_slug"),
            models.CheckConstraint(
                condition=Q(interval=Interval.FREE, price_minor=0) | ~Q(interval=Interval.FREE) & Q(price_minor__gt=0),
                name="offer_free_or_priced",
            ),
            models.CheckConstraint(condition=Q(tax_bp__lte=10000), name="offer_tax_range"),
            models.CheckConstraint(
                condition=Q(least_minor=None) | Q(least_minor__gte=0, least_minor__lte=models.F("price_minor")),
                name="offer_least_range",
            ),
            models.CheckConstraint(condition=Q(steer_most_bp__lte=10000, seats__gte=1), name="offer_extras_range"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_free(self) -> bool:
        return self.interval == Interval.FREE
