"""The arithmetic of a sale, pure: the tax inside a price, the end of a term, the months in which money is earned."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import repeat
from zoneinfo import ZoneInfo

from diwan.commerce.enums import Interval
from diwan.engine.money import recognise
from diwan.kernel.periods import Period

MONTHS = {Interval.ONCE: 1, Interval.MONTH: 1, Interval.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Part:
    """What one month earns of a receipt, in minor units; gross includes tax and fee."""

    period: str
    gross_minor: int
    tax_minor: int
    fee_minor: int


def tax_within(*, price_minor: int, tax_bp: int) -> int:
    """The tax inside a price that includes it: 115.00 at 1500 bp holds 15.00."""
    return price_minor * tax_bp // (10000 + tax_bp)


def end_of_term(*, start: datetime, interval: str, zone: str, anchor_day: int) -> datetime | None:
    """The instant a term that starts at `start` ends: the same wall clock one month or year on; None for a free one.

    `anchor_day` is the day of the month the first term began: 31 January, then 28 February, then 31 March again.
    """
    if interval == Interval.FREE:
        return None
    local = start.astimezone(ZoneInfo(zone))
    there = Period.of(start, zone).plus(MONTHS[Interval(interval)])
    day = min(anchor_day, monthrange(there.year, there.month)[1])
    return local.replace(year=there.year, month=there.month, day=day).astimezone(UTC)


def earned_by_month(*, gross_minor: int, tax_minor: int, fee_minor: int, first: Period, months: int) -> list[Part]:
    """Spread a receipt over its months by the floor formula, gross, tax and fee alike; empty months are left out.

    In sums so small that a month's tax and fee would exceed its gross, the excess waits for a month with room for it,
    so that gross ≥ tax + fee holds in every part.
    """
    gross = [recognise(gross_minor, month, months) for month in range(months)]
    tax = _fitted(tax_minor, gross)
    fee = _fitted(fee_minor, [g - t for g, t in zip(gross, tax, strict=True)])
    labels = (first.plus(month).label for month in range(months))
    return [Part(*part) for part in zip(labels, gross, tax, fee, strict=True) if part[1]]


def _fitted(total_minor: int, room: Sequence[int]) -> list[int]:
    parts, waiting = [], 0
    for month, most in enumerate(room):
        waiting += recognise(total_minor, month, len(room))
        parts.append(min(waiting, most))
        waiting -= parts[-1]
    for month in reversed(range(len(room))):
        extra = min(waiting, room[month] - parts[month])
        parts[month] += extra
        waiting -= extra
    return parts


def kept_part(*, part: Part, kept_minor: int) -> Part:
    """What remains of a part when only `kept_minor` of its gross is kept: tax in proportion, the fee as it fits."""
    tax = part.tax_minor * kept_minor // part.gross_minor
    return Part(part.period, kept_minor, tax, min(part.fee_minor, kept_minor - tax))


def cut_from_end(*, amounts: Sequence[int], cut_minor: int) -> list[int]:
    """How much each amount loses when `cut_minor` is taken from the last backwards. Raises ValueError if too much."""
    cuts = list(repeat(0, len(amounts)))
    for place in reversed(range(len(amounts))):
        cuts[place] = min(amounts[place], cut_minor)
        cut_minor -= cuts[place]
    if cut_minor:
        raise ValueError(f"{cut_minor} more than there is")
    return cuts
