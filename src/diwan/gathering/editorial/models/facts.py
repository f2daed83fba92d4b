from django.db import models
from django.db.models import Q

from diwan.gathering.enums import Promotion

LABELLED = Q(promotion="", sponsor_name="", paid_minor=None, members_minor=None, label_plan_hash="") | Q(
    ~Q(promotion=""),
    ~Q(sponsor_name=""),
    # Said outright: a comparison with nothing is unknown, and a database lets the unknown pass.
    paid_minor__isnull=False,
    members_minor__isnull=False,
    paid_minor__gt=0,
    members_minor__gte=0,
    members_minor__lte=models.F("paid_minor"),
)


class EditorialFacts(models.Model):
    """What a post's row says about how it came to be: when it is due, who paid for it, whether several wrote it.

    `paid_minor`: the whole payment of a sponsor, or an affiliate's commission for one sale. `members_minor`: how much
    of it reaches members by the plan of `label_plan_hash`. Both in the community's currency, as told at the time.
    """

    publish_at = models.DateTimeField(null=True)
    scheduled_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    promotion = models.CharField(max_length=10, choices=Promotion.choices, blank=True, default="")
    sponsor_name = models.CharField(max_length=120, blank=True, default="")
    paid_minor = models.BigIntegerField(null=True)
    members_minor = models.BigIntegerField(null=True)
    label_plan_hash = models.CharField(max_length=64, blank=True, default="")
    is_shared = models.BooleanField(default=False)

    class Meta:
        abstract = True
