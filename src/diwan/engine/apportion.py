"""From exact shares to whole units. Two ways: floor, or largest remainder with ties broken by a published hash."""

from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from math import floor

from diwan.engine.plan import Rounding


def apportion(exact: Mapping[str, Fraction], rounding: Rounding, *, seed: str, pool: str) -> dict[str, int]:
    """Whole units per person, each within one unit of the exact share; together at most ⌊Σ exact⌋.

    `floor` gives everybody ⌊x⌋. `largest_remainder` also hands the ⌊Σx⌋ − Σ⌊x⌋ units left to the largest fractions.
    """
    shares = {person: floor(share) for person, share in exact.items()}
    if rounding is Rounding.LARGEST_REMAINDER:
        left = floor(sum(exact.values())) - sum(shares.values())
        for person in by_remainder(exact, seed=seed, pool=pool)[:left]:
            shares[person] += 1
    return shares


def by_remainder(exact: Mapping[str, Fraction], *, seed: str, pool: str) -> list[str]:
    """Persons from the largest fraction to the smallest; equal fractions by the lower SHA-256 of seed|pool|person."""

    def rank(person: str) -> tuple[Fraction, str]:
        return -(exact[person] % 1), sha256(f"{seed}|{pool}|{person}".encode()).hexdigest()

    return sorted(exact, key=rank)
