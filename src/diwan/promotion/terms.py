"""The arithmetic of a deal, pure: what each month earns of a price by its days, what is undelivered, the tax inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diwan.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Part:
    """What one month earns, in minor units; gross includes tax and fee."""

    period: str
    gross_minor: int
    tax_minor: int
    fee_minor: int


def tax_within(*, price_minor: int, tax_bp: int) -> int:
    """The tax inside a price that includes it: 115.00 at 1500 bp holds 15.00."""
    return price_minor * tax_bp // (10_000 + tax_bp)


def days_between(first: date, last: date) -> int:
    """How many days, both included; 0 when `last` lies before `first`."""
    return max((last - first).days + 1, 0)


def delivered_minor(*, amount_minor: int, first: date, last: date, until: date) -> int:
    """What the days from `first` to `until` (included) earn of an amount for `first`…`last`: ⌊amount·days/all⌋."""
    return amount_minor * days_between(first, min(until, last)) // days_between(first, last)


def earned_by_days(*, gross_minor: int, tax_minor: int, fee_minor: int, first: date, last: date) -> list[Part]:
    """Spread an income over the calendar months of its days: each month the difference of two floors.

    The parts add up exactly. In sums so small that a month's tax and fee would exceed its gross, the excess waits for
    a month with room for it. Months that earn nothing are left out.
    """
    months = _months(first, last)
    ends = [min(month.last_date(), last) for month in months]
    gross = _differences(gross_minor, first, last, ends)
    tax = _fitted(_differences(tax_minor, first, last, ends), gross)
    fee = _fitted(_differences(fee_minor, first, last, ends), [g - t for g, t in zip(gross, tax, strict=True)])
    parts = zip((month.label for month in months), gross, tax, fee, strict=True)
    return [Part(*part) for part in parts if part[1]]


def kept_part(*, part: Part, kept_minor: int) -> Part:
    """What remains of a part when only `kept_minor` of its gross is kept: tax in proportion, the fee as it fits."""
    tax = part.tax_minor * kept_minor // part.gross_minor
    return Part(part.period, kept_minor, tax, min(part.fee_minor, kept_minor - tax))


def cut_from_end(*, amounts: Sequence[int], cut_minor: int) -> list[int]:
    """How much each amount loses when `cut_minor` is taken from the last backwards. Raises ValueError if too much."""
    cuts = [0] * len(amounts)
    for place in reversed(range(len(amounts))):
        cuts[place] = min(amounts[place], cut_minor)
        cut_minor -= cuts[place]
    if cut_minor:
        raise ValueError(f"{cut_minor} more than there is")
    return cuts


def _months(first: date, last: date) -> list[Period]:
    months = [Period.of_date(first)]
    while months[-1].last_date() < last:
        months.append(months[-1].next())
    return months


def _differences(amount_minor: int, first: date, last: date, ends: Sequence[date]) -> list[int]:
    upto = [delivered_minor(amount_minor=amount_minor, first=first, last=last, until=end) for end in ends]
    return [now - before for before, now in zip([0, *upto], upto, strict=False)]


def _fitted(wanted: Sequence[int], room: Sequence[int]) -> list[int]:
    parts, waiting = [], 0
    for want, most in zip(wanted, room, strict=True):
        waiting += want
        parts.append(min(waiting, most))
        waiting -= parts[-1]
    for place in reversed(range(len(parts))):
        extra = min(waiting, room[place] - parts[place])
        parts[place] += extra
        waiting -= extra
    return parts
