"""Here the money is split.

Gross comes in. Tax and card fees leave it first. What is left is poured down the waterfalls, line by line, to
accounts and pools. Each pool is shared by its rule, exactly; the shares are rounded to whole units; what the rule
could not give goes to the pool's overflow, and the dust of rounding to the plan's dust account. Nothing is lost:
the postings add up to the gross.
"""

from math import floor

from diwan.engine.apportion import apportion
from diwan.engine.identities import merge_identities
from diwan.engine.inputs import Inputs
from diwan.engine.plan import PROCESSOR, TAX, Plan, Pool
from diwan.engine.rules import share
from diwan.engine.settlement import PoolResult, Posting, Settlement, Sharing
from diwan.engine.waterfall import pour


def settle(plan: Plan, inputs: Inputs) -> Settlement:
    """Split a period's money. Minor units throughout; the same plan and inputs always give the same bytes."""
    facts = merge_identities(inputs)
    poured = pour(plan, facts)
    sharings = {name: share(name, plan.pools[name], poured.feeds[name], facts) for name in sorted(plan.pools)}
    pools: dict[str, PoolResult] = {}
    tax, fees = sum(receipt.tax for receipt in facts.receipts), sum(receipt.fee for receipt in facts.receipts)

    trail = [Posting(TAX, tax, "tax"), Posting(PROCESSOR, fees, "processor")]
    trail += [Posting(line.to, line.amount, line.path) for line in poured.lines if line.to.startswith("acct:")]
    for name, sharing in sharings.items():
        amount = sum(feed.amount for feed in poured.feeds[name])
        pools[name] = _round(amount, sharing, name, plan.pools[name], facts.seed)
        trail += _pool_postings(name, pools[name], plan)
    trail = [posting for posting in trail if posting.amount]

    return Settlement(
        gross=sum(receipt.gross for receipt in facts.receipts),
        tax=tax,
        fees=fees,
        alloc=_added_up(trail),
        pools=pools,
        trail=tuple(trail),
        lines=poured.lines,
        sharings=sharings,
    )


def _round(amount: int, sharing: Sharing, name: str, pool: Pool, seed: str) -> PoolResult:
    """Whole units for everybody; the whole units nobody was due are unallocated; the broken rest is dust."""
    shares = apportion(sharing.exact, pool.rounding, seed=seed, pool=name)
    unallocated = max(0, floor(amount - sum(sharing.exact.values()) + sharing.slack))
    dust = amount - sum(shares.values()) - unallocated
    paid = {person: shares[person] for person in sorted(shares) if shares[person]}
    return PoolResult(amount, paid, unallocated, dust)


def _pool_postings(name: str, result: PoolResult, plan: Plan) -> list[Posting]:
    postings = [Posting(person, amount, f"pool:{name} share") for person, amount in result.shares.items()]
    postings.append(Posting(plan.pools[name].overflow, result.unallocated, f"overflow pool:{name}"))
    postings.append(Posting(plan.dust_to, result.dust, f"dust pool:{name}"))
    return postings


def _added_up(trail: list[Posting]) -> dict[str, int]:
    alloc: dict[str, int] = {}
    for posting in trail:
        alloc[posting.to] = alloc.get(posting.to, 0) + posting.amount
    return dict(sorted(alloc.items()))
