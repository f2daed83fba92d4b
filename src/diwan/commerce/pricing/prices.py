"""The arithmetic of a price: pure, minor units. From an offer and what this payer may ask for to one figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BPS = 10_000


@dataclass(frozen=True, slots=True)
class Tariff:
    """What an offer asks: its price, the least a payer may choose (None: the price is fixed), prices by country."""

    price_minor: int
    least_minor: int | None
    regional: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Discount:
    """A coupon's: a part of the price in basis points, or an amount."""

    percent_bp: int = 0
    amount_minor: int = 0


@dataclass(frozen=True, slots=True)
class Price:
    """list = discount + due, minor units."""

    list_minor: int
    discount_minor: int
    due_minor: int


class TooLittle(ValueError):
    """The payer chose less than the least of the offer."""


def price_of(
    tariff: Tariff,
    *,
    country: str = "",
    chosen_minor: int | None = None,
    discount: Discount | None = None,
    quantity: int = 1,
) -> Price:
    """What is due for `quantity` pieces. A chosen amount replaces the price and knows no discount.

    Raises TooLittle when less than the least was chosen, or an amount was chosen where the price is fixed.
    """
    unit = tariff.regional.get(country, tariff.price_minor)
    if chosen_minor is not None and chosen_minor != unit:
        if tariff.least_minor is None or chosen_minor < tariff.least_minor:
            raise TooLittle
        unit, discount = chosen_minor, None
    whole = unit * quantity
    taken = _taken(whole, discount) if discount else 0
    return Price(whole, taken, whole - taken)


def _taken(whole_minor: int, discount: Discount) -> int:
    return min(whole_minor, whole_minor * discount.percent_bp // BPS + discount.amount_minor)


def split_steered(gross_minor: int, shares_bp: Sequence[int]) -> tuple[int, ...]:
    """The parts of a fee its payer steers, each floored; what is left stays with the community.

    Raises ValueError when more than the whole is steered.
    """
    if min(shares_bp, default=0) < 0 or sum(shares_bp) > BPS:
        raise ValueError(f"shares of {sum(shares_bp)} basis points")
    return tuple(gross_minor * share // BPS for share in shares_bp)


def unused_of(months_minor: Sequence[int], begun: int) -> int:
    """What of a term's months has not begun: the sum of the last ones, to the unit."""
    return sum(months_minor[begun:])
