"""The best cut round one party: a personalised PageRank pushed locally (Andersen, Chung and Lang), then its sweep."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

STAY = 0.15
# How small a rest may be left unpushed, per point of a party's traffic: the walk reaches a few dozen parties.
REST = 0.02
_WHOLE = 10_000
Ties = Mapping[UUID, Mapping[UUID, int]]


@dataclass(frozen=True, slots=True)
class Cut:
    """Some parties, and how much of their traffic crosses to others, in basis points (conductance)."""

    parties: frozenset[UUID]
    crossing_bp: int


def best_cut(ties: Ties, seed: UUID, *, smallest: int, largest: int, at_most: int) -> Cut | None:
    """The prefix of the sweep that crosses least; None where the walk reaches too few.

    `at_most`: the most traffic the parties may have together, because beyond half of all it is the rest that is small.
    """
    traffic = {party: sum(row.values()) for party, row in ties.items()}
    ranks = _walk(ties, traffic, seed)
    order = sorted(ranks, key=lambda party: (-ranks[party] / traffic[party], party))
    best: Cut | None = None
    inside: set[UUID] = set()
    volume = crossing = 0
    for party in order[:largest]:
        within = sum(points for other, points in ties[party].items() if other in inside)
        inside.add(party)
        volume += traffic[party]
        crossing += traffic[party] - 2 * within
        if volume > at_most:
            break
        share = crossing * _WHOLE // volume
        if len(inside) >= smallest and (best is None or share < best.crossing_bp):
            best = Cut(frozenset(inside), share)
    return best


def _walk(ties: Ties, traffic: Mapping[UUID, int], seed: UUID) -> dict[UUID, float]:
    """Where a walk that keeps returning to the seed is found. The order of pushing is fixed, so are the figures."""
    ranks: dict[UUID, float] = defaultdict(float)
    rest: dict[UUID, float] = defaultdict(float, {seed: 1.0})
    scale = REST / max(1, traffic[seed])
    waiting = deque([seed])
    while waiting:
        party = waiting.popleft()
        mass = rest[party]
        if mass < scale * traffic[party]:
            continue
        ranks[party] += STAY * mass
        rest[party] = (1 - STAY) * mass / 2
        for other, points in ties[party].items():
            before = rest[other]
            rest[other] += (1 - STAY) * mass / 2 * points / traffic[party]
            if before < scale * traffic[other] <= rest[other]:
                waiting.append(other)
        if rest[party] >= scale * traffic[party]:
            waiting.append(party)
    return ranks
