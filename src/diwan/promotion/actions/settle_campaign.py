"""The money of a deal: what the sponsor paid, and what goes back when less was delivered than agreed."""

from datetime import date, datetime
from typing import Any

from diwan.kernel import audit, idempotency
from diwan.people import public as people
from diwan.promotion import money, rules, terms, words
from diwan.promotion.actions.take_back import take_back
from diwan.promotion.actions.take_income import new_income, take_income
from diwan.promotion.enums import CampaignStatus, IncomeKind, Till
from diwan.promotion.errors import BadAmount, MoreThanAgreed, NotNow, OutsideCampaign
from diwan.promotion.models import Campaign, Income, Refund
from diwan.promotion.queries.campaigns import incomes_of, paid_minor, undelivered


def record_sponsor_payment(
    *,
    by: people.Membership,
    campaign_id: int,
    amount_minor: int,
    fee_minor: int,
    paid_into: str,
    received: date,
    at: datetime,
    key: str,
) -> int:
    """The sponsor paid a part of the price or all of it; give the income's id. Earned day by day over the campaign.

    Raises NotFound, people.errors.NotAllowed, NotNow, BadAmount, MoreThanAgreed, kernel KeyReused.
    """
    rules.require_keeper(by)
    if paid_into not in Till.values or fee_minor < 0:
        raise BadAmount
    money.require_amount(amount_minor)
    body = {
        "campaign": campaign_id, "amount_minor": amount_minor, "fee_minor": fee_minor, "paid_into": paid_into,
        "received": received.isoformat(),
    }  # fmt: skip

    def run() -> dict[str, int]:
        money.hold(community_id=by.community_id)
        campaign = _agreed(by, campaign_id)
        income = _take(campaign, by, amount_minor, fee_minor, paid_into, received, at)
        _write_down(by, "sponsor_paid", campaign, at, body)
        return {"income": income.pk}

    answer = idempotency.once(
        scope=by.community_id, actor=rules.party_text(by), endpoint="promotion.sponsor_payment", key=key, body=body,
        at=at, run=run,
    )  # fmt: skip
    return int(answer["income"])


def end_campaign(
    *, by: people.Membership, campaign_id: int, last: date | None, reason: str, at: datetime, key: str
) -> int:
    """End a deal after its day `last` (None: nothing was delivered); the undelivered part of what was paid goes back.

    Gives what went back, minor units, exactly paid − ⌊paid·days delivered/all days⌋ of each payment. A deal nobody
    paid for is called off in the same way. Raises NotFound, people.errors.NotAllowed, NotNow, ReasonNeeded,
    OutsideCampaign, kernel KeyReused.
    """
    rules.require_keeper(by)
    why = words.reasoned(reason)
    body = {"campaign": campaign_id, "last": last.isoformat() if last else None, "reason": why}

    def run() -> dict[str, int]:
        money.hold(community_id=by.community_id)
        campaign = _agreed(by, campaign_id)
        if last is not None and not campaign.starts_date <= last < campaign.ends_date:
            raise OutsideCampaign
        returned = sum(_give_back(campaign, income, last, by, why, at) for income in incomes_of(campaign))
        campaign.status = CampaignStatus.CANCELLED if last is None else CampaignStatus.ENDED
        campaign.delivered_until, campaign.ending_reason = last, why
        campaign.save(update_fields=["status", "delivered_until", "ending_reason"])
        _write_down(by, "campaign_ended", campaign, at, {**body, "returned_minor": returned})
        return {"returned": returned}

    answer = idempotency.once(
        scope=by.community_id, actor=rules.party_text(by), endpoint="promotion.campaign_ending", key=key, body=body,
        at=at, run=run,
    )  # fmt: skip
    return int(answer["returned"])


def _agreed(by: people.Membership, campaign_id: int) -> Campaign:
    campaign = rules.find_campaign(community_id=by.community_id, campaign_id=campaign_id)
    if campaign.status != CampaignStatus.AGREED:
        raise NotNow
    return campaign


def _take(
    campaign: Campaign, by: people.Membership, amount_minor: int, fee_minor: int, till: str, day: date, at: datetime
) -> Income:
    before = paid_minor(campaign)
    if before + amount_minor > campaign.price_minor:
        raise MoreThanAgreed
    taxes = [terms.tax_within(price_minor=x, tax_bp=campaign.tax_bp) for x in (before, before + amount_minor)]
    income = new_income(
        payer=campaign.sponsor.party, kind=IncomeKind.SPONSOR, source_ref=f"campaign:{campaign.pk}",
        gross_minor=amount_minor, tax_minor=taxes[1] - taxes[0], fee_minor=fee_minor, paid_into=till,
        received_date=day, note=f"{campaign.sponsor.name}: {campaign.title}", by=by.party_id, at=at,
    )  # fmt: skip
    return take_income(income=income, community=campaign.community, first=campaign.starts_date, last=campaign.ends_date)


def _give_back(
    campaign: Campaign, income: Income, last: date | None, by: people.Membership, why: str, at: datetime
) -> int:
    amount = undelivered(campaign, income, last)
    if amount:
        refund = Refund(amount_minor=amount, reason=why, refunded_by=by.party_id, refunded_at=at)
        take_back(income=income, community=campaign.community, refund=refund, at=at)
    return amount


def _write_down(by: people.Membership, action: str, campaign: Campaign, at: datetime, detail: dict[str, Any]) -> None:
    audit.record(
        scope=by.community_id, actor=rules.party_text(by), action=action, object_ref=f"campaign:{campaign.pk}", at=at,
        detail=detail,
    )  # fmt: skip
