"""Splitting a whole amount over rows so that the rows add up: largest remainder. Pure."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import TypeVar

Key = TypeVar("Key")


def split(amount: int, parts: Mapping[Key, Fraction]) -> dict[Key, int]:
    """`amount` in proportion to `parts` (≥ 0), in whole units that add up to it; equal remainders in the given order.

    Nothing is given out when the parts are all zero.
    """
    total = sum(parts.values())
    if not total:
        return dict.fromkeys(parts, 0)
    exact = {key: amount * Fraction(part) / total for key, part in parts.items()}
    whole = {key: floor(share) for key, share in exact.items()}
    left = amount - sum(whole.values())
    for key in sorted(exact, key=lambda one: -(exact[one] % 1))[:left]:
        whole[key] += 1
    return whole


def decimals(value: Fraction, places: int = 4) -> str:
    """A fraction ≥ 0 as plain digits, cut off (never rounded up) after `places`."""
    scaled = floor(value * 10**places)
    whole, part = divmod(scaled, 10**places)
    return f"{whole}.{part:0{places}d}"
