"""A deal until it is agreed: its days, price and rules; where it will be shown; what is promised with it."""

from datetime import date, datetime

from django.db import transaction

from diwan.kernel import audit, ids
from diwan.people import public as people
from diwan.promotion import money, rules, words
from diwan.promotion.enums import CampaignStatus
from diwan.promotion.errors import BadAmount, BadDates, NotNow, OutsideCampaign
from diwan.promotion.models import Campaign, Deliverable, Placement
from diwan.promotion.terms import days_between

LONGEST_DAYS = 366
_OPEN = (CampaignStatus.DRAFT, CampaignStatus.AGREED)


def draft_campaign(
    *,
    by: people.Membership,
    sponsor_id: int,
    title: str,
    starts: date,
    ends: date,
    price_minor: int,
    at: datetime,
    tax_bp: int = 0,
    brand_rules: str = "",
) -> Campaign:
    """Begin a deal. The price holds its tax, minor units.

    Raises NotFound, people.errors.NotAllowed, WordsNeeded, BadDates, BadAmount.
    """
    rules.require_dealer(by)
    sponsor = rules.find_sponsor(community_id=by.community_id, sponsor_id=sponsor_id)
    campaign = Campaign(community_id=by.community_id, sponsor=sponsor, drafted_by=by, drafted_at=at)
    _write(campaign, title, starts, ends, price_minor, tax_bp, brand_rules)
    campaign.save(force_insert=True)
    return campaign


def edit_campaign(
    *,
    by: people.Membership,
    campaign_id: int,
    title: str,
    starts: date,
    ends: date,
    price_minor: int,
    tax_bp: int = 0,
    brand_rules: str = "",
) -> Campaign:
    """Change a deal that nobody agreed to yet. Raises as `draft_campaign`, and NotNow."""
    rules.require_dealer(by)
    with transaction.atomic():
        money.hold(community_id=by.community_id)
        campaign = _in_status(by, campaign_id, CampaignStatus.DRAFT)
        _write(campaign, title, starts, ends, price_minor, tax_bp, brand_rules)
        campaign.save()
    return campaign


def agree_campaign(
    *, by: people.Membership, campaign_id: int, members_minor: int, plan_hash: str, at: datetime
) -> Campaign:
    """Agree to the deal as it stands; from its first day it is shown with its price and the members' part.

    `members_minor`: what of the price the plan lets reach members. Raises NotFound, people.errors.NotAllowed, NotNow,
    BadAmount.
    """
    rules.require_keeper(by)
    with transaction.atomic():
        money.hold(community_id=by.community_id)
        campaign = _in_status(by, campaign_id, CampaignStatus.DRAFT)
        if not 0 <= members_minor <= campaign.price_minor:
            raise BadAmount
        campaign.status, campaign.agreed_at = CampaignStatus.AGREED, at
        campaign.members_minor, campaign.plan_hash = members_minor, plan_hash
        campaign.save(update_fields=["status", "agreed_at", "members_minor", "plan_hash"])
        detail = {"price_minor": campaign.price_minor, "members_minor": members_minor}
        audit.record(
            scope=by.community_id, actor=rules.party_text(by), action="campaign_agreed",
            object_ref=f"campaign:{campaign.pk}", at=at, detail=detail,
        )  # fmt: skip
    return campaign


def add_placement(
    *,
    by: people.Membership,
    campaign_id: int,
    headline_ar: str,
    headline_en: str,
    link: str,
    words_ar: str = "",
    words_en: str = "",
    space_id: int | None = None,
    tag: str = "",
    language: str = "",
) -> Placement:
    """Say where the campaign is shown: by space, tag and language alone.

    Raises NotFound, people.errors.NotAllowed, WordsNeeded, BadAddress, NotNow.
    """
    rules.require_dealer(by)
    campaign = _in_status(by, campaign_id, *_OPEN)
    return Placement.objects.create(
        campaign=campaign, space_id=space_id, tag=words.one_line(tag, 60), language=language,
        headline_ar=words.needed(headline_ar, 80), headline_en=words.needed(headline_en, 80),
        words_ar=words.one_line(words_ar, 240), words_en=words.one_line(words_en, 240),
        link=words.address(link), code=ids.short_code(8),
    )  # fmt: skip


def withdraw_placement(*, by: people.Membership, placement_id: int, at: datetime) -> Placement:
    """Show it no more; what was counted stays. Raises NotFound, people.errors.NotAllowed."""
    rules.require_dealer(by)
    placement = rules.find_placement(community_id=by.community_id, placement_id=placement_id)
    if placement.withdrawn_at is None:
        placement.withdrawn_at = at
        placement.save(update_fields=["withdrawn_at"])
    return placement


def add_deliverable(*, by: people.Membership, campaign_id: int, title: str, due: date) -> Deliverable:
    """Promise something by a day of the campaign. Raises NotFound, WordsNeeded, OutsideCampaign, NotNow."""
    rules.require_dealer(by)
    campaign = _in_status(by, campaign_id, *_OPEN)
    if not campaign.starts_date <= due <= campaign.ends_date:
        raise OutsideCampaign
    return Deliverable.objects.create(campaign=campaign, title=words.needed(title, 200), due_date=due)


def prove_deliverable(*, by: people.Membership, deliverable_id: int, proof: str, at: datetime) -> Deliverable:
    """Done, and here is the proof (an address or a sentence). Raises NotFound, WordsNeeded."""
    rules.require_dealer(by)
    promise = rules.find_deliverable(community_id=by.community_id, deliverable_id=deliverable_id)
    promise.proof, promise.done_at, promise.done_by = words.needed(proof, 500), at, by
    promise.save(update_fields=["proof", "done_at", "done_by"])
    return promise


def _in_status(by: people.Membership, campaign_id: int, *allowed: str) -> Campaign:
    campaign = rules.find_campaign(community_id=by.community_id, campaign_id=campaign_id)
    if campaign.status not in allowed:
        raise NotNow
    return campaign


def _write(
    campaign: Campaign, title: str, starts: date, ends: date, price_minor: int, tax_bp: int, brand_rules: str
) -> None:
    if not 1 <= days_between(starts, ends) <= LONGEST_DAYS:
        raise BadDates
    if not 0 <= tax_bp <= 5_000:
        raise BadAmount
    money.require_amount(price_minor)
    campaign.title, campaign.brand_rules = words.needed(title, 120), words.paragraphs(brand_rules, 1200)
    campaign.starts_date, campaign.ends_date = starts, ends
    campaign.price_minor, campaign.tax_bp = price_minor, tax_bp
