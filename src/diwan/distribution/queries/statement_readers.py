"""Whose money it was, without saying who. Pure."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor
from typing import Any

from diwan.distribution.queries.statement_views import LastUnit, ReaderRow, ShareView
from diwan.distribution.whole_units import decimals, split
from diwan.engine.settlement import INNER

MINIMUM_READERS = 3
"""With fewer readers a row would point at somebody: then all of them are one row."""
BPS = 10_000


def share_view(share: Mapping[str, Any], *, dust_to: str) -> ShareView:
    """A stored share (see `breakdown`) as its owner may see it."""
    return ShareView(
        pool=share["pool"],
        line_names=tuple(path.split("/")[-1] for path in share["lines"]),
        rule=share["rule"],
        mode=share["mode"],
        attribution=share["attribution"],
        amount_minor=share["amount"],
        pool_minor=share["pool_amount"],
        basis=share["basis"],
        basis_total=share["basis_total"],
        is_capped=share["is_capped"],
        readers=reader_rows(share["edges"], share["amount"]),
        last_unit=_last_unit(share, dust_to),
    )


def reader_rows(edges: Iterable[Mapping[str, Any]], amount: int) -> tuple[ReaderRow, ...]:
    """Rows of whole units that add up to the share, the largest first; one row below three readers."""
    by_payer: dict[str, dict[str, int]] = {}
    for edge in edges:
        sums = by_payer.setdefault(edge["payer"], {"weight": 0, "total_weight": 0, "budget": 0, "amount": 0})
        # A payer's weights are the same in every feed of the pool; budgets and amounts add up.
        sums["weight"], sums["total_weight"] = edge["weight"], edge["total_weight"]
        sums["budget"] += edge["budget"]
        sums["amount"] += edge["amount"]
    if 0 < len(by_payer) < MINIMUM_READERS:
        return (_grouped(list(by_payer.values()), amount),)
    ordered = sorted(by_payer, key=lambda payer: (-by_payer[payer]["amount"], payer))
    money = split(amount, {payer: Fraction(by_payer[payer]["amount"]) for payer in ordered})
    return tuple(
        ReaderRow(
            letter=letter(index),
            reader_count=1,
            part_bp=part_bp(Fraction(by_payer[payer]["amount"]), by_payer[payer]["budget"]),
            budget_minor=by_payer[payer]["budget"] // INNER,
            weight=by_payer[payer]["weight"],
            total_weight=by_payer[payer]["total_weight"],
            amount_minor=money[payer],
        )
        for index, payer in enumerate(ordered)
    )


def part_bp(amount: Fraction, budget: int) -> int:
    """The part of a budget in basis points, to the nearest; 0 of nothing."""
    return floor(BPS * amount / budget + Fraction(1, 2)) if budget else 0


def letter(index: int) -> str:
    """A, B, … Z, AA, AB, …: pages may show them in the reader's own alphabet."""
    name = ""
    while index >= 0:
        index, place = divmod(index, 26)
        name, index = chr(ord("A") + place) + name, index - 1
    return name


def _grouped(readers: list[dict[str, int]], amount: int) -> ReaderRow:
    return ReaderRow(
        letter="",
        reader_count=len(readers),
        part_bp=None,
        budget_minor=None,
        weight=sum(one["weight"] for one in readers),
        total_weight=sum(one["total_weight"] for one in readers),
        amount_minor=amount,
    )


def _last_unit(share: Mapping[str, Any], dust_to: str) -> LastUnit:
    exact = Fraction(*share["exact"])
    whole = floor(exact)
    return LastUnit(
        rounding=share["rounding"],
        exact=decimals(exact),
        whole_minor=whole,
        fraction=decimals(exact - whole),
        extra_unit=share["amount"] > whole,
        rank=share["rank"],
        units_given=share["units_given"],
        dust_to=dust_to,
    )
