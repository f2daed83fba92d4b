"""Shares as a crowd: how many people earned between two round amounts, no bar for fewer than five. Pure."""

from bisect import bisect_right
from dataclasses import dataclass

from diwan.engine.bundle_summary import MINIMUM_GROUP

_STEPS = (10, 15, 20, 30, 50, 75)


@dataclass(frozen=True, slots=True)
class ShareBin:
    """`count` people earned from `low_minor` to below `high_minor`; None means without an upper end."""

    low_minor: int
    high_minor: int | None
    count: int


def share_bins(earned: list[int]) -> tuple[ShareBin, ...]:
    """Bins over amounts > 0, in minor units; neighbours are joined until each holds five people or more.

    Every person is in one bin, so nothing can be found by subtraction. The last bin is open: it tells no maximum.
    """
    edges = _edges(max(earned, default=0))
    counts = [0] * len(edges)
    for amount in earned:
        counts[bisect_right(edges, amount) - 1] += 1
    bins: list[ShareBin] = []
    low, waiting = 0, 0
    for index, count in enumerate(counts):
        waiting += count
        if waiting >= MINIMUM_GROUP:
            high = edges[index + 1] if index + 1 < len(edges) else None
            bins.append(ShareBin(low, high, waiting))
            low, waiting = high or 0, 0
    if not bins:
        return ()
    last = bins.pop()
    return (*bins, ShareBin(last.low_minor, None, last.count + waiting))


def _edges(most: int) -> list[int]:
    """0, then round amounts (10, 15, 20, 30, 50, 75, 100, …) from a hundredth of the largest share up to it."""
    edges, scale = [0], 1
    while 10 * scale <= most:
        edges += [step * scale for step in _STEPS if most <= step * scale * 100 and step * scale <= most]
        scale *= 10
    return edges
