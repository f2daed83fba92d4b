"""What the plan that holds pays for bringing somebody, and what it brought a member so far."""

from dataclasses import dataclass

from diwan.distribution import public as distribution
from diwan.distribution.errors import DistributionError
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.people import public as people

_MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class BroughtMonth:
    """What referrals brought in a month, and what of it still waits, minor units. `until`: the month it waits for."""

    period: str
    amount_minor: int
    waiting_minor: int
    until: str


def referral_bps(community: people.Community) -> int:
    """What part of a brought payer's own money goes to whoever brought them, in basis points; 0: nothing."""
    month = Period.of(clock.now(), community.timezone).label
    plan = distribution.current_plan(community_id=community.pk, period=month)
    if plan is None:
        return 0
    pools = plan.document.get("pools", {}).values()
    return max((int(pool.get("bps", 0)) for pool in pools if pool.get("rule") == "referral"), default=0)


def brought_months(member: people.Membership) -> list[BroughtMonth]:
    """Newest first, from the member's own statements; months without any are left out."""
    periods = distribution.list_periods(community_id=member.community_id)
    labels = sorted((one.label for one in periods if one.published_at is not None), reverse=True)[:_MONTHS_SHOWN]
    found = (_of_month(member, label) for label in labels)
    return [month for month in found if month is not None]


def _of_month(member: people.Membership, label: str) -> BroughtMonth | None:
    try:
        view = distribution.statement(
            community_id=member.community_id, period=label, party=member.party_id, at=clock.now()
        )
    except DistributionError:
        return None
    amount = sum(share.amount_minor for share in view.shares if share.rule == "referral")
    holds = [hold for hold in view.held if hold.kind == distribution.HoldKind.REFERRAL]
    if not amount:
        return None
    waiting = sum(hold.left_minor for hold in holds)
    return BroughtMonth(label, amount, waiting, max((hold.until_period for hold in holds), default=""))
