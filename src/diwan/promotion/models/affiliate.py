from django.db import models
from django.db.models import Q

from diwan.people.public import Community, Membership
from diwan.promotion.enums import CommissionStatus
from diwan.promotion.models.income import Income


class Programme(models.Model):
    """A network or a shop that pays for sales. `hosts`: where its links may lead. `columns`: {Column: heading} of its
    files; `words`: {status: [their words]}. `code_parameter` carries our link's code, where the network has such a one.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    tag_parameter = models.CharField(max_length=40)
    tag_value = models.CharField(max_length=80)
    code_parameter = models.CharField(max_length=40, blank=True, default="")
    hosts = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "name"], name="promotion_programme_name")]

    def __str__(self) -> str:
        return self.name


class AffiliateLink(models.Model):
    """A tagged way out: whoever follows `code` is led to `target` with the programme's tag."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="links")
    code = models.CharField(max_length=12, unique=True)
    target = models.URLField(max_length=500)
    title = models.CharField(max_length=120)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Commission(models.Model):
    """One sale a network tells of. `income`: the money, once it arrived."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="commissions")
    reference = models.CharField(max_length=80)
    link = models.ForeignKey(AffiliateLink, on_delete=models.PROTECT, null=True, related_name="commissions")
    sale_date = models.DateField()
    amount_minor = models.BigIntegerField()
    status = models.CharField(max_length=9, choices=CommissionStatus.choices)
    told_at = models.DateTimeField()
    income = models.OneToOneField(Income, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="promotion_commission_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="promotion_commission_positive"),
            models.CheckConstraint(
                condition=~Q(status=CommissionStatus.PAID) | Q(income__isnull=False), name="promotion_commission_paid"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
