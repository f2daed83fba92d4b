"""Dividing what readers give over those who wrote it. Pure, whole milli-points."""

from collections.abc import Sequence

WHOLE_BP = 10_000
MOST_WRITERS = 8


def divide(magnitude: int, shares_bp: Sequence[int]) -> list[int]:
    """`magnitude` (≥ 0, milli-points) by shares that sum to 10,000 basis points: largest remainder, exact.

    Equal remainders go in the order of the shares. Raises ValueError for shares that are not a whole.
    """
    if sum(shares_bp) != WHOLE_BP or min(shares_bp) < 0:
        raise ValueError("the shares of a text add up to 10,000 basis points")
    parts = [magnitude * share // WHOLE_BP for share in shares_bp]
    by_remainder = sorted(range(len(parts)), key=lambda place: -(magnitude * shares_bp[place] % WHOLE_BP))
    for place in by_remainder[: magnitude - sum(parts)]:
        parts[place] += 1
    return parts
