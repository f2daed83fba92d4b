from datetime import datetime

from diwan.distribution import public as distribution
from diwan.insights import accounts, facts, measures
from diwan.insights.needs import needs
from diwan.insights.shapes import Cockpit, LastClose, Reserve
from diwan.insights.store import Store, opened
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people


def cockpit(*, community_id: int, at: datetime) -> Cockpit:
    """How a community stands at `at`, and what needs a person. Minor units, basis points, tenths of a month.

    Reads only doors, writes nothing. For those who may see the cockpit (the edge asks).
    """
    community = people.get_community_by_id(community_id=community_id)
    this = Period.of(at, community.timezone)
    with opened() as store:
        facts.load(store, community=community, this=this)
        instant = facts.naive(at)
        return Cockpit(
            community_id=community_id,
            currency=community.currency,
            at=at,
            period=this.label,
            needs=needs(community=community, at=at),
            income=measures.income(store, this=this),
            members=measures.members(store, this=this, at=instant),
            cohorts=measures.cohorts(store, at=instant),
            last_close=_last_close(community_id),
            reserve=_reserve(store, community_id, this),
        )


def _last_close(community_id: int) -> LastClose | None:
    periods = distribution.list_periods(community_id=community_id)
    newest = next((one for one in periods if one.published_at is not None), None)
    if newest is None or newest.published_at is None:
        return None
    view = distribution.settlement(community_id=community_id, period=newest.label)
    return LastClose(newest.label, newest.stage, newest.published_at, view.gross_minor, view.members_minor)


def _reserve(store: Store, community_id: int, this: Period) -> Reserve:
    held = sum(ledger.balance(community_id=community_id, account=account) for account in accounts.RESERVES)
    cost = measures.monthly_cost(store, this=this)
    tenths = max(held, 0) * 10 // cost if cost else None
    return Reserve(held_minor=held, monthly_cost_minor=cost, tenths=tenths)
