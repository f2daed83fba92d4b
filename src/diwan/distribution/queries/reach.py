"""How much of one payment would reach members by the plan that holds: said beside what a sponsor paid."""

from collections.abc import Mapping
from dataclasses import dataclass

from diwan.distribution.enums import Tone
from diwan.distribution.plan_documents import read_plan
from diwan.distribution.queries.plans import current_plan
from diwan.distribution.queries.settlement import tone_of_pool
from diwan.engine.identities import Facts
from diwan.engine.inputs import Receipt
from diwan.engine.plan import Plan
from diwan.engine.waterfall import pour

_PAYER = "payer"


@dataclass(frozen=True, slots=True)
class Reach:
    """`members_minor`: the least that pools of members get of the payment. `plan_hash` '' where no plan was adopted."""

    members_minor: int
    plan_hash: str
    plan_id: int | None


def reach_of(*, community_id: int, period: str, kind: str, amount_minor: int) -> Reach:
    """What members get of `amount_minor` (minor units, before tax and fees) received as income of `kind` in the month.

    Costs are taken as high as the plan lets them be, so that no more is promised than arrives. Without a plan: nothing.
    """
    current = current_plan(community_id=community_id, period=period)
    if current is None:
        return Reach(0, "", None)
    plan = read_plan(current.document)
    receipt = Receipt("payment", _PAYER, kind, amount_minor, 0, 0)
    costs = dict.fromkeys(_actuals(plan), amount_minor)
    poured = pour(plan, _only(receipt, costs))
    ours = {f"pool:{name}" for name, pool in plan.pools.items() if tone_of_pool(pool) is Tone.MEMBERS}
    return Reach(sum(line.amount for line in poured.lines if line.to in ours), current.plan_hash, current.id)


def _only(receipt: Receipt, actuals: Mapping[str, int]) -> Facts:
    """A month in which nothing else came in."""
    return Facts(
        seed="",
        receipts=(receipt,),
        actuals=actuals,
        members={},
        persons={},
        signals={},
        points={},
        claims={},
        referrers={},
    )


def _actuals(plan: Plan) -> set[str]:
    flows = [*plan.waterfalls, *plan.flows.values()]
    return {line.take.actual for flow in flows for line in flow.lines if line.take.actual is not None}
