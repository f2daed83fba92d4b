"""Why this amount? Reads the answer out of a settlement; computes no money of its own."""

from fractions import Fraction
from math import floor

from diwan.engine.apportion import by_remainder
from diwan.engine.explanation import (
    ExplainedEdge,
    ExplainedPool,
    ExplainedRounding,
    ExplainedWaterfall,
    Explanation,
)
from diwan.engine.inputs import Inputs
from diwan.engine.plan import Patronage, Plan, Points, Rounding, Waterfall
from diwan.engine.settlement import INNER, Edge, Settlement, Sharing


def explain(plan: Plan, inputs: Inputs, settlement: Settlement, person: str) -> Explanation:
    """The story of one person's (or account's) amount. An account of a merged person tells that person's story."""
    person = inputs.persons.get(person, person)
    theirs = [name for name, sharing in settlement.sharings.items() if person in sharing.exact]
    fed = {line.waterfall for line in settlement.lines for name in theirs if line.to == f"pool:{name}"}
    return Explanation(
        person=person,
        earned=settlement.alloc.get(person, 0),
        gross=settlement.gross,
        tax=settlement.tax,
        fees=settlement.fees,
        net=settlement.net,
        waterfalls=tuple(_waterfall(each, inputs, settlement) for each in plan.waterfalls if each.name in fed),
        pools=tuple(_pool(plan, inputs, settlement, name, person) for name in theirs),
        postings=tuple(posting for posting in settlement.trail if posting.to == person),
    )


def _waterfall(waterfall: Waterfall, inputs: Inputs, settlement: Settlement) -> ExplainedWaterfall:
    receipts = [receipt for receipt in inputs.receipts if receipt.kind in waterfall.kinds]
    return ExplainedWaterfall(
        name=waterfall.name,
        gross=sum(receipt.gross for receipt in receipts),
        tax=sum(receipt.tax for receipt in receipts),
        fees=sum(receipt.fee for receipt in receipts),
        base=sum(receipt.net for receipt in receipts),
        lines=tuple(line for line in settlement.lines if line.waterfall == waterfall.name),
    )


def _pool(plan: Plan, inputs: Inputs, settlement: Settlement, name: str, person: str) -> ExplainedPool:
    pool, result, sharing = plan.pools[name], settlement.pools[name], settlement.sharings[name]
    edges = sorted(sharing.edges_to(person), key=_largest_first)
    return ExplainedPool(
        pool=name,
        rule=pool.rule.name,
        amount=result.amount,
        feeds=tuple(line for line in settlement.lines if line.to == f"pool:{name}"),
        edges=tuple(_edge(edge) for edge in edges),
        basis=sharing.basis.get(person),
        basis_total=sum(sharing.basis.values()),
        uncapped=sharing.uncapped[person],
        capped=person in sharing.capped,
        rounding_rule=pool.rounding,
        rounding=_rounding(pool.rounding, sharing, inputs.seed, name, person, result.shares.get(person, 0)),
        share=result.shares.get(person, 0),
        one_more=_one_more(plan, sharing, name, person, result.amount, edges),
    )


def _edge(edge: Edge) -> ExplainedEdge:
    return ExplainedEdge(
        feed=edge.feed,
        payer=edge.payer,
        weight=edge.weight,
        total_weight=edge.total_weight,
        budget=Fraction(edge.budget, INNER),
        amount=Fraction(edge.amount, INNER),
    )


def _rounding(rounding: Rounding, sharing: Sharing, seed: str, pool: str, person: str, share: int) -> ExplainedRounding:
    exact = sharing.exact[person]
    rank = None
    if rounding is Rounding.LARGEST_REMAINDER:
        rank = by_remainder(sharing.exact, seed=seed, pool=pool).index(person) + 1
    return ExplainedRounding(exact, floor(exact), exact % 1, rank, extra_unit=share > floor(exact))


def _one_more(plan: Plan, sharing: Sharing, pool: str, person: str, amount: int, edges: list[Edge]) -> Fraction | None:
    """If no one else changes: another reader like the biggest, or one more point (a cap still holds)."""
    if edges:
        return Fraction(edges[0].amount, INNER)
    if isinstance(plan.pools[pool].rule, Points | Patronage):
        mine, total = sharing.basis[person], sum(sharing.basis.values())
        return Fraction(amount * (mine + 1), total + 1) - Fraction(amount * mine, total)
    return None


def _largest_first(edge: Edge) -> tuple[int, str, str]:
    return -edge.amount, edge.feed, edge.payer
