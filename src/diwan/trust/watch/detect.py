"""Shapes in who marks whom. Pure: pairs in, shapes with their figures out. No verdict is meant by any of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from diwan.trust.enums import Shape
from diwan.trust.providers import Pair
from diwan.trust.watch.sweep import Cut, best_cut

SMALLEST_RING, LARGEST_RING = 3, 12
RING_CROSSING_BP = 1500
RING_POINTS = 60_000
LEAST_FOLLOWERS = 5
FOLLOWING_BP = 2500
FOLLOWING_TIMES = 3
FOLLOWING_POINTS = 30_000
# Below this many givers nothing is typical yet, and everything would look like a shape.
LEAST_GIVERS = 20
_WHOLE = 10_000
Weights = Mapping[UUID, Mapping[UUID, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """A shape, its parties (the one who gains first, where there is one) and its figures in whole numbers."""

    shape: Shape
    parties: tuple[UUID, ...]
    figures: dict[str, int]


def find_shapes(pairs: Iterable[Pair]) -> list[Found]:
    """Every shape in these pairs, circles first. Empty for a community too small to say what is usual."""
    given: dict[UUID, dict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    for pair in pairs:
        if pair.points > 0 and pair.giver != pair.taker:
            given[pair.giver][pair.taker] += pair.points
    if len(given) < LEAST_GIVERS:
        return []
    return [*_rings(given), *_followings(given)]


def _rings(given: Weights) -> list[Found]:
    ties: dict[UUID, dict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    for giver, takers in given.items():
        for taker, points in takers.items():
            ties[giver][taker] += points
            ties[taker][giver] += points
    total = sum(sum(row.values()) for row in ties.values())
    found: dict[frozenset[UUID], Found] = {}
    seen: set[UUID] = set()
    for seed in sorted(ties, key=lambda party: (-sum(ties[party].values()), party)):
        if seed in seen or not _could_be_inside(ties[seed]):
            continue
        cut = best_cut(ties, seed, smallest=SMALLEST_RING, largest=LARGEST_RING, at_most=total // 2)
        if cut is not None and _is_ring(cut, given):
            seen |= cut.parties
            found.setdefault(cut.parties, _ring(cut, given))
    return list(found.values())


def _could_be_inside(row: Mapping[UUID, int]) -> bool:
    """Of any nearly closed circle at least one party is as closed itself: the walk begins with such parties only."""
    traffic, heaviest = sum(row.values()), sum(sorted(row.values(), reverse=True)[: LARGEST_RING - 1])
    is_busy = traffic * LARGEST_RING >= 2 * RING_POINTS
    return is_busy and (traffic - heaviest) * _WHOLE <= RING_CROSSING_BP * traffic


def _is_ring(cut: Cut, given: Weights) -> bool:
    """Nearly closed, worth a look, and everybody in it gives and takes inside."""
    if cut.crossing_bp > RING_CROSSING_BP:
        return False
    inside = _inside(cut.parties, given)
    takes = {taker for row in inside.values() for taker in row}
    points = sum(sum(row.values()) for row in inside.values())
    return points >= RING_POINTS and cut.parties <= takes and cut.parties <= inside.keys()


def _inside(parties: frozenset[UUID], given: Weights) -> dict[UUID, dict[UUID, int]]:
    rows = {giver: {taker: points for taker, points in given.get(giver, {}).items() if taker in parties}
            for giver in parties}  # fmt: skip
    return {giver: row for giver, row in rows.items() if row}


def _ring(cut: Cut, given: Weights) -> Found:
    inside = sum(sum(row.values()) for row in _inside(cut.parties, given).values())
    given_out = sum(sum(given.get(giver, {}).values()) for giver in cut.parties) - inside
    taken_in = sum(
        points for giver, row in given.items() if giver not in cut.parties
        for taker, points in row.items() if taker in cut.parties
    )  # fmt: skip
    figures = {"inside": inside, "to_others": given_out, "from_others": taken_in, "crossing_bp": cut.crossing_bp}
    return Found(Shape.RING, tuple(sorted(cut.parties)), figures)


def _followings(given: Weights) -> list[Found]:
    taken: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for giver, row in given.items():
        for taker, points in row.items():
            taken[taker][giver] = points
    whole = {giver: sum(row.values()) for giver, row in given.items()}
    scores = {taker: _exclusivity(row, whole) for taker, row in taken.items() if len(row) >= LEAST_FOLLOWERS}
    if len(scores) < LEAST_FOLLOWERS:
        return []
    usual = int(median(scores.values()))
    bar = max(FOLLOWING_BP, FOLLOWING_TIMES * usual)
    rows = [_following(taker, taken, whole, usual) for taker in sorted(scores) if scores[taker] >= bar]
    return [row for row in rows if row is not None]


def _exclusivity(row: Mapping[UUID, int], whole: Mapping[UUID, int]) -> int:
    """How much of what a taker got came from accounts that give to hardly anybody else, in basis points."""
    return sum(points * points * _WHOLE // whole[giver] for giver, points in row.items()) // sum(row.values())


def _following(
    taker: UUID, taken: Mapping[UUID, Mapping[UUID, int]], whole: Mapping[UUID, int], usual: int
) -> Found | None:
    """The accounts that give mostly to this taker and take next to nothing, if they are enough to matter."""
    row = taken[taker]
    followers = [
        giver for giver, points in sorted(row.items())
        if points * 4 >= whole[giver] and sum(taken.get(giver, {}).values()) * 10 <= whole[giver]
    ]  # fmt: skip
    points = sum(row[giver] for giver in followers)
    received = sum(row.values())
    if len(followers) < LEAST_FOLLOWERS or points < FOLLOWING_POINTS or points * 2 < received:
        return None
    figures = {
        "followers": len(followers), "points": points, "received": received,
        "exclusivity_bp": _exclusivity(row, whole), "usual_bp": usual,
    }  # fmt: skip
    return Found(Shape.FOLLOWING, (taker, *followers), figures)
