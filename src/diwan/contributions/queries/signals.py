from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from diwan.contributions.kinds import signals_of
from diwan.contributions.views import PairTally

Edge = tuple[UUID, UUID, int]


def build_signals(tallies: Iterable[PairTally]) -> dict[str, list[Edge]]:
    """The signals of a settlement, {name: [(payer, recipient, milli-points), …]}, each sorted, one edge a pair.

    Pairs without a recipient feed nothing. What was taken back counts against the same pair, never below zero.
    """
    sums: dict[str, dict[tuple[UUID, UUID], int]] = defaultdict(lambda: defaultdict(int))
    for tally in tallies:
        if tally.recipient is not None:
            for signal in signals_of(tally.kind):
                sums[signal][tally.actor, tally.recipient] += tally.points
    return {
        signal: sorted((actor, recipient, points) for (actor, recipient), points in pairs.items() if points > 0)
        for signal, pairs in sorted(sums.items())
    }
