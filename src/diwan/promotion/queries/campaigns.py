"""Deals as pages need them: with their sponsor, what was paid, promised, shown."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from diwan.people import public as people
from diwan.promotion import money, rules, terms
from diwan.promotion.enums import CampaignStatus, EarningStatus, IncomeKind
from diwan.promotion.errors import NotFound
from diwan.promotion.models import Campaign, Deliverable, Earning, Income, MediaKit, Placement, Refund, Sponsor


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What a month earns of what was paid; `is_closed`: it was handed over to the members. Minor units."""

    period: str
    gross_minor: int
    tax_minor: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A deal with its money so far. Minor units; `open_minor` is what the sponsor still owes of the price."""

    campaign: Campaign
    sponsor: Sponsor
    placements: tuple[Placement, ...]
    deliverables: tuple[Deliverable, ...]
    incomes: tuple[Income, ...]
    refunds: tuple[Refund, ...]
    months: tuple[MonthRow, ...]
    paid_minor: int
    refunded_minor: int

    @property
    def open_minor(self) -> int:
        is_live = self.campaign.status == CampaignStatus.AGREED
        return self.campaign.price_minor - self.paid_minor if is_live else 0

    @property
    def is_draft(self) -> bool:
        return self.campaign.status == CampaignStatus.DRAFT

    @property
    def is_agreed(self) -> bool:
        return self.campaign.status == CampaignStatus.AGREED

    def is_running(self, today: date) -> bool:
        return self.is_agreed and self.campaign.starts_date <= today <= self.campaign.ends_date


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One line of the list of deals."""

    campaign: Campaign
    paid_minor: int
    overdue_count: int


def find_kit(*, community_id: int) -> MediaKit | None:
    return MediaKit.objects.filter(community=community_id).first()


def list_sponsors(*, community_id: int) -> list[Sponsor]:
    return list(Sponsor.objects.filter(community=community_id).order_by("name", "pk"))


def list_campaigns(*, community_id: int, sponsor_id: int | None = None, at: datetime) -> list[CampaignRow]:
    """Newest days first, with what was paid and how many promises are overdue. Three queries."""
    rows = Campaign.objects.select_related("sponsor", "community").filter(community=community_id)
    if sponsor_id is not None:
        rows = rows.filter(sponsor=sponsor_id)
    found = list(rows.order_by("-starts_date", "-pk")[:200])
    incomes = Income.objects.filter(community=community_id, kind=IncomeKind.SPONSOR)
    paid = dict(incomes.values_list("source_ref").annotate(Sum("gross_minor")).order_by())
    late: dict[int, int] = {}
    for promise in Deliverable.objects.filter(campaign__in=found, done_at=None).select_related("campaign__community"):
        if promise.due_date < money.local_date(zone=promise.campaign.community.timezone, at=at):
            late[promise.campaign_id] = late.get(promise.campaign_id, 0) + 1
    return [CampaignRow(one, paid.get(f"campaign:{one.pk}", 0), late.get(one.pk, 0)) for one in found]


def get_sponsor(*, viewer: people.Membership, sponsor_id: int) -> Sponsor:
    """Raises NotFound, people.errors.NotAllowed."""
    rules.require_dealer(viewer)
    return rules.find_sponsor(community_id=viewer.community_id, sponsor_id=sponsor_id)


def get_campaign(*, viewer: people.Membership, campaign_id: int) -> CampaignView:
    """Raises NotFound, people.errors.NotAllowed."""
    rules.require_dealer(viewer)
    return view_of(rules.find_campaign(community_id=viewer.community_id, campaign_id=campaign_id))


def view_of(campaign: Campaign) -> CampaignView:
    incomes = incomes_of(campaign)
    return CampaignView(
        campaign=campaign,
        sponsor=campaign.sponsor,
        placements=tuple(campaign.placements.order_by("pk")),
        deliverables=tuple(campaign.deliverables.order_by("due_date", "pk")),
        incomes=tuple(incomes),
        refunds=tuple(Refund.objects.filter(income__in=incomes).order_by("refunded_at", "pk")),
        months=_months(incomes),
        paid_minor=sum(one.gross_minor for one in incomes),
        refunded_minor=sum(one.refunded_minor for one in incomes),
    )


def incomes_of(campaign: Campaign) -> list[Income]:
    rows = Income.objects.filter(community=campaign.community_id, source_ref=f"campaign:{campaign.pk}")
    return list(rows.order_by("pk"))


def paid_minor(campaign: Campaign) -> int:
    return sum(one.gross_minor for one in incomes_of(campaign))


def undelivered(campaign: Campaign, income: Income, last: date | None) -> int:
    """What of a payment the days after `last` would have earned (None: all of it), less what went back before."""
    if last is None:
        return income.left_minor
    kept = terms.delivered_minor(
        amount_minor=income.gross_minor, first=campaign.starts_date, last=campaign.ends_date, until=last
    )
    return max(income.left_minor - kept, 0)


def _months(incomes: list[Income]) -> tuple[MonthRow, ...]:
    rows = Earning.objects.filter(income__in=incomes).exclude(status=EarningStatus.WITHDRAWN)
    sums: dict[tuple[str, bool], list[int]] = {}
    for row in rows.order_by("period", "pk"):
        is_closed = row.status == EarningStatus.CLOSED
        found = sums.setdefault((row.booked_period or row.period, is_closed), [0, 0])
        found[0] += row.gross_minor
        found[1] += row.tax_minor
    return tuple(MonthRow(period, gross, tax, closed) for (period, closed), (gross, tax) in sorted(sums.items()))


def promise_of(*, view: CampaignView, deliverable_id: int) -> Deliverable:
    """One of a deal's promises. Raises NotFound for another deal's."""
    found = next((one for one in view.deliverables if one.pk == deliverable_id), None)
    if found is None:
        raise NotFound
    return found
