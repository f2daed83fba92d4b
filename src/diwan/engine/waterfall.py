"""Pouring money down a waterfall: lines take in order, each at most what is left, the last takes the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diwan.engine.identities import Facts
from diwan.engine.inputs import Weights
from diwan.engine.plan import Plan, Take, Waterfall
from diwan.engine.reading import BPS
from diwan.engine.settlement import LineResult


@dataclass(frozen=True, slots=True)
class Purse:
    """Whose money entered a waterfall: net per payer (only above 0), and what payers directed to whom."""

    nets: Mapping[str, int]
    directed: Weights

    @property
    def total(self) -> int:
        """M of the formulas: Σ of the nets, unengaged payers included."""
        return sum(self.nets.values())


@dataclass(frozen=True, slots=True)
class Feed:
    """One line's amount arriving at a pool, with the purse of its waterfall."""

    name: str
    amount: int
    purse: Purse


@dataclass(frozen=True, slots=True)
class Poured:
    """All lines of all waterfalls, and for each pool its feeds in order."""

    lines: tuple[LineResult, ...]
    feeds: Mapping[str, tuple[Feed, ...]]


def pour(plan: Plan, facts: Facts) -> Poured:
    """Run every waterfall of the plan over the period's receipts."""
    lines: list[LineResult] = []
    feeds: dict[str, list[Feed]] = {name: [] for name in plan.pools}
    for waterfall in plan.waterfalls:
        purse = _purse(waterfall, facts)
        for line in _fall(waterfall, waterfall.name, waterfall.name, purse.total, plan, facts.actuals):
            lines.append(line)
            if line.to.startswith("pool:"):
                feeds[line.to.removeprefix("pool:")].append(Feed(line.path, line.amount, purse))
    return Poured(tuple(lines), {name: tuple(arrived) for name, arrived in feeds.items()})


def _purse(waterfall: Waterfall, facts: Facts) -> Purse:
    nets: dict[str, int] = {}
    directed: dict[str, dict[str, int]] = {}
    for receipt in facts.receipts:
        if receipt.kind in waterfall.kinds and receipt.net:
            nets[receipt.payer] = nets.get(receipt.payer, 0) + receipt.net
            if receipt.to is not None and receipt.to != receipt.payer:
                gifts = directed.setdefault(receipt.payer, {})
                gifts[receipt.to] = gifts.get(receipt.to, 0) + receipt.net
    return Purse(nets, directed)


def _fall(
    waterfall: Waterfall, path: str, top: str, base: int, plan: Plan, actuals: Mapping[str, int]
) -> Iterator[LineResult]:
    left = base
    for line in waterfall.lines:
        requested = _request(line.take, base, left, actuals)
        amount = min(requested, left)
        left -= amount
        here = f"{path}/{line.name}"
        yield LineResult(here, top, base, requested, amount, line.to)
        if line.to.startswith("flow:"):
            yield from _fall(plan.flows[line.to.removeprefix("flow:")], here, top, amount, plan, actuals)


def _request(take: Take, base: int, left: int, actuals: Mapping[str, int]) -> int:
    """What a line asks for: its amount, raised to min, lowered to max and to max_bps of the base."""
    if take.fixed is not None:
        request = take.fixed
    elif take.bps is not None:
        request = take.bps * (base if take.of == "base" else left) // BPS
    elif take.actual is not None:
        request = actuals.get(take.actual, 0)
    else:
        return left
    request = max(request, take.min or 0)
    if take.max is not None:
        request = min(request, take.max)
    if take.max_bps is not None:
        request = min(request, take.max_bps * base // BPS)
    return request
