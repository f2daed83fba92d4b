"""One person's part of a settlement as plain data, kept on their line so that a statement needs no second settlement.

Pure. Amounts in minor units; `exact` as [numerator, denominator]; edge `budget` and `amount` in 10^-12.
"""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

from diwan.engine.apportion import by_remainder
from diwan.engine.identities import merge_identities
from diwan.engine.inputs import Inputs
from diwan.engine.plan import Plan, Rounding, UserCentric
from diwan.engine.rules.flows import VOICE
from diwan.engine.settlement import Edge, Settlement

Breakdown = dict[str, Any]


def breakdowns(plan: Plan, inputs: Inputs, settlement: Settlement) -> dict[str, Breakdown]:
    """{person: breakdown} for everybody who earned or paid, in order of id.

    `shares`: the pools that paid them; `gave`: where their money went; `paid`: gross, tax and fee of their receipts.
    """
    received, gave = _edges_by_end(settlement)
    paid = _paid(inputs)
    shares: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, pool in settlement.pools.items():
        facts, ranks = _pool_facts(plan, settlement, name), _ranks(plan, inputs, settlement, name)
        for person in pool.shares:
            own = _own_facts(settlement, name, person, received[name, person])
            shares[person].append({**facts, **own, "rank": ranks.get(person)})
    people = sorted({*paid, *shares})
    nobody = {"gross": 0, "tax": 0, "fee": 0}
    return {one: {"shares": shares[one], "gave": gave[one], "paid": paid.get(one, nobody)} for one in people}


def _edges_by_end(
    settlement: Settlement,
) -> tuple[defaultdict[tuple[str, str], list[Edge]], defaultdict[str, list[dict[str, Any]]]]:
    received: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    gave: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in settlement.edges:
        received[edge.pool, edge.recipient].append(edge)
        if edge.feed != VOICE:  # a voice steers the sponsor's money, not the reader's own
            ends = {"pool": edge.pool, "feed": edge.feed, "recipient": edge.recipient}
            gave[edge.payer].append({**ends, **_figures(edge)})
    return received, gave


def _figures(edge: Edge) -> dict[str, int]:
    return {"weight": edge.weight, "total_weight": edge.total_weight, "budget": edge.budget, "amount": edge.amount}


def _paid(inputs: Inputs) -> dict[str, dict[str, int]]:
    paid: dict[str, dict[str, int]] = {}
    for receipt in merge_identities(inputs).receipts:
        sums = paid.setdefault(receipt.payer, {"gross": 0, "tax": 0, "fee": 0})
        sums["gross"] += receipt.gross
        sums["tax"] += receipt.tax
        sums["fee"] += receipt.fee
    return paid


def _pool_facts(plan: Plan, settlement: Settlement, name: str) -> dict[str, Any]:
    """What is the same for everybody the pool paid."""
    pool, result, sharing = plan.pools[name], settlement.pools[name], settlement.sharings[name]
    rule = pool.rule
    return {
        "pool": name,
        "lines": [line.path for line in settlement.lines if line.to == f"pool:{name}"],
        "rule": rule.name,
        "mode": rule.mode if isinstance(rule, UserCentric) else "",
        "attribution": rule.attribution if isinstance(rule, UserCentric) else "",
        "signal": getattr(rule, "signal", ""),
        "rounding": str(pool.rounding),
        "pool_amount": result.amount,
        "basis_total": sum(sharing.basis.values()),
        "units_given": _units_given(result.shares, sharing.exact),
    }


def _own_facts(settlement: Settlement, name: str, person: str, edges: list[Edge]) -> dict[str, Any]:
    sharing = settlement.sharings[name]
    return {
        "amount": settlement.pools[name].shares[person],
        "exact": _ratio(sharing.exact[person]),
        "is_capped": person in sharing.capped,
        "basis": sharing.basis.get(person, 0),
        "edges": [{"feed": edge.feed, "payer": edge.payer, **_figures(edge)} for edge in edges],
    }


def _ranks(plan: Plan, inputs: Inputs, settlement: Settlement, name: str) -> dict[str, int]:
    """{person: place of their fraction, 1 the largest} when the pool rounds by largest remainder; empty under floor."""
    if plan.pools[name].rounding is Rounding.FLOOR:
        return {}
    ordered = by_remainder(settlement.sharings[name].exact, seed=inputs.seed, pool=name)
    return {person: place for place, person in enumerate(ordered, 1)}


def _units_given(shares: Mapping[str, int], exact: Mapping[str, Fraction]) -> int:
    """How many single units largest remainder handed out in this pool; 0 under floor."""
    return sum(1 for person, share in shares.items() if share > floor(exact[person]))


def _ratio(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]
