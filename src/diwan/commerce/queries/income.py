"""What memberships run and what was earned."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet, Sum

from diwan.commerce.enums import EarningStatus, SubscriptionStatus
from diwan.commerce.models import Earning, Subscription
from diwan.commerce.postings import credit_of
from diwan.ledger import public as ledger
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """A membership's term: `ends_at` is the end of the last term bought without a gap, None for a free one."""

    membership_id: int
    offer_id: int
    offer_ar: str
    offer_en: str
    interval: str
    entitlement_key: str
    starts_at: datetime
    ends_at: datetime | None
    status: str

    def offer_in(self, language: str) -> str:
        return self.offer_ar if language == "ar" else self.offer_en


def subscription_of(*, membership_id: int, at: datetime) -> SubscriptionView | None:
    """The term running at `at`, with the end of its renewals; a paid one before a free one; None if there is none."""
    rows = Subscription.objects.filter(membership=membership_id, status=SubscriptionStatus.ACTIVE)
    running = rows.filter(Q(closes_at=None) | Q(closes_at__gt=at), starts_at__lte=at)
    row = running.select_related("offer").order_by(F("ends_at").desc(nulls_last=True), "pk").first()
    if row is None:
        return None
    later = rows.filter(entitlement_key=row.entitlement_key, starts_at__gte=row.ends_at) if row.ends_at else rows.none()
    last = later.order_by("-ends_at").first()
    return _view(row, last.ends_at if last else row.ends_at)


def list_subscriptions(*, community_id: int) -> list[SubscriptionView]:
    """Every term ever bought or opened, oldest first: what retention is counted from."""
    rows: QuerySet[Subscription] = Subscription.objects.filter(community=community_id).select_related("offer")
    return [_view(row, row.ends_at) for row in rows.order_by("starts_at", "pk")]


def income_by_kind(*, community_id: int, period: str) -> dict[str, int]:
    """Gross minor units earned in the month, by kind of income, whether it has been handed over or still runs."""
    live = Earning.objects.filter(community=community_id).exclude(status=EarningStatus.WITHDRAWN)
    mine = live.filter(Q(booked_period=period) | Q(booked_period="", period=period))
    totals: defaultdict[str, int] = defaultdict(int)
    for kind, gross in mine.values_list("receipt__kind").annotate(gross=Sum("gross_minor")):
        totals[kind] += gross
    return dict(totals)


def credit_of_member(*, membership_id: int) -> int:
    """What the member has paid beyond prices and can use for the next order, in minor units."""
    membership = people.Membership.objects.get(pk=membership_id)
    return ledger.balance(community_id=membership.community_id, account=credit_of(), party=membership.party_id)


def _view(row: Subscription, ends_at: datetime | None) -> SubscriptionView:
    return SubscriptionView(
        membership_id=row.membership_id,
        offer_id=row.offer_id,
        offer_ar=row.offer.name_ar,
        offer_en=row.offer.name_en,
        interval=row.offer.interval,
        entitlement_key=row.entitlement_key,
        starts_at=row.starts_at,
        ends_at=ends_at,
        status=row.status,
    )
