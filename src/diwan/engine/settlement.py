"""The result of a settlement: who gets what, and everything needed to say why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

INNER = 10**12
"""Budgets and edges are counted in parts of 10⁻¹² of a minor unit."""


class Posting(NamedTuple):
    """One amount (minor units) that reaches an account or a person, and the step that sent it."""

    to: str
    amount: int
    why: str


class Edge(NamedTuple):
    """One payer's money flowing to one recipient. `budget` and `amount` are at the inner scale."""

    pool: str
    feed: str
    payer: str
    recipient: str
    weight: int
    total_weight: int
    budget: int
    amount: int


class Budget(NamedTuple):
    """One payer's part of a feed (`amount`, at the inner scale) and how the payer's own weights divide it."""

    pool: str
    feed: str
    payer: str
    amount: int
    total_weight: int
    weights: Mapping[str, int]

    def edge_to(self, recipient: str) -> Edge:
        """The edge to somebody this payer engaged with."""
        weight, total = self.weights[recipient], self.total_weight
        flowing = self.amount * weight // total
        return Edge(self.pool, self.feed, self.payer, recipient, weight, total, self.amount, flowing)


@dataclass(frozen=True, slots=True)
class PoolResult:
    """A pool after its rule: amount = Σ shares + unallocated (to overflow) + dust (to dust_to). Zero shares omitted."""

    amount: int
    shares: Mapping[str, int]
    unallocated: int
    dust: int


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line of a waterfall: what it asked for (after min, max, max_bps), what it got, of what base.

    `path` is waterfall/line, with the lines of nested flows in between; `waterfall` is the top one.
    """

    path: str
    waterfall: str
    base: int
    requested: int
    amount: int
    to: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a rule says, exactly, before rounding: the only thing a rule returns.

    `exact` minor units per person after caps; `uncapped` the same before caps; `basis` the whole number each person
    brought (claim, points, purchases, gifts; empty for flows); `capped` those whom a cap stopped; `slack` how far
    the floors inside may have pushed Σ exact beyond the amount.
    """

    exact: Mapping[str, Fraction]
    uncapped: Mapping[str, Fraction]
    basis: Mapping[str, int] = field(default_factory=dict)
    capped: frozenset[str] = frozenset()
    slack: Fraction = Fraction(0)
    budgets: tuple[Budget, ...] = ()

    def edges_to(self, person: str) -> list[Edge]:
        """Every edge that reaches this person."""
        return [budget.edge_to(person) for budget in self.budgets if person in budget.weights]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settled period. `alloc` adds up to `gross`; so do the amounts of `trail`."""

    gross: int
    tax: int
    fees: int
    alloc: Mapping[str, int]
    pools: Mapping[str, PoolResult]
    trail: tuple[Posting, ...]
    lines: tuple[LineResult, ...]
    sharings: Mapping[str, Sharing]

    @property
    def net(self) -> int:
        """What entered the waterfalls: gross − tax − fees."""
        return self.gross - self.tax - self.fees

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge of every flow pool, by pool, feed, payer, recipient. Built anew on each access."""
        budgets = (budget for sharing in self.sharings.values() for budget in sharing.budgets)
        return tuple(budget.edge_to(recipient) for budget in budgets for recipient in sorted(budget.weights))


def settlement_document(settlement: Settlement) -> dict[str, Any]:
    """The result as plain data, ready for canonical_json."""
    return {
        "gross": settlement.gross,
        "alloc": dict(settlement.alloc),
        "pools": {
            name: {
                "amount": pool.amount,
                "shares": dict(pool.shares),
                "unallocated": pool.unallocated,
                "dust": pool.dust,
            }
            for name, pool in settlement.pools.items()
        },
        "trail": [posting._asdict() for posting in settlement.trail],
    }
