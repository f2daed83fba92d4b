from datetime import date

from django.db import models
from django.db.models import F, Q

from diwan.people.public import Community, Membership
from diwan.promotion.enums import CampaignStatus
from diwan.promotion.models.sponsor import Sponsor
from diwan.promotion.terms import tax_within


class Campaign(models.Model):
    """A deal: the days (both included), the whole price with its tax inside, the sponsor's rules.

    `members_minor` and `plan_hash`: what of the price reaches members by the plan that held when it was agreed.
    `delivered_until`: the last day that was delivered when it ended early. Minor units.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=120)
    starts_date = models.DateField()
    ends_date = models.DateField()
    price_minor = models.BigIntegerField()
    tax_bp = models.PositiveIntegerField(default=0)
    brand_rules = models.TextField(max_length=1200, blank=True, default="")
    status = models.CharField(max_length=9, choices=CampaignStatus.choices, default=CampaignStatus.DRAFT)
    members_minor = models.BigIntegerField(default=0)
    plan_hash = models.CharField(max_length=64, blank=True, default="")
    delivered_until = models.DateField(null=True)
    ending_reason = models.CharField(max_length=300, blank=True, default="")
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_date__gte=F("starts_date")), name="promotion_campaign_days"),
            models.CheckConstraint(condition=Q(price_minor__gt=0), name="promotion_campaign_price"),
        ]
        indexes = [models.Index(fields=["community", "status", "ends_date"], name="promotion_campaign_running")]

    def __str__(self) -> str:
        return self.title

    @property
    def untaxed_minor(self) -> int:
        """The price without the tax in it."""
        return self.price_minor - tax_within(price_minor=self.price_minor, tax_bp=self.tax_bp)

    @property
    def last_date(self) -> date:
        return self.delivered_until or self.ends_date


class Placement(models.Model):
    """Where a campaign is shown, by what is talked about alone: a space, a tag, a language. Empty: everywhere.

    There is no column here, and never will be one, that says who sees it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="placements")
    space_id = models.BigIntegerField(null=True)
    tag = models.CharField(max_length=60, blank=True, default="")
    language = models.CharField(max_length=5, blank=True, default="")
    headline_ar = models.CharField(max_length=80)
    headline_en = models.CharField(max_length=80)
    words_ar = models.CharField(max_length=240, blank=True, default="")
    words_en = models.CharField(max_length=240, blank=True, default="")
    link = models.URLField(max_length=500)
    code = models.CharField(max_length=12, unique=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.headline_en


class Deliverable(models.Model):
    """Something promised with a day, and the proof that it was done."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="deliverables")
    title = models.CharField(max_length=200)
    due_date = models.DateField()
    proof = models.CharField(max_length=500, blank=True, default="")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(proof=""), name="promotion_deliverable_proved")
        ]

    def __str__(self) -> str:
        return self.title
