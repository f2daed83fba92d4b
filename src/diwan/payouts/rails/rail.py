"""What every way of paying has in common: payments go in, one file comes out. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from diwan.payouts.enums import MethodKind


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment in minor units, its destination in the clear (fields: `destinations.REQUIRED`, `OPTIONAL`)."""

    reference: str
    name: str
    amount_minor: int
    kind: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be paid in one currency. `payer`: the community's own account (fields of a bank destination) or {}."""

    name: str
    community: str
    currency: str
    made_at: datetime
    due_date: date
    payments: tuple[Payment, ...]
    payer: Mapping[str, str]
    takes_arabic: bool = False


@dataclass(frozen=True, slots=True)
class RailFile:
    """A file to hand over; `left_out` are references of payments that this way cannot carry."""

    suffix: str
    media_type: str
    content: bytes
    payments_count: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rail:
    """One way of paying. `label` and `hint` are msgids, translated where they are shown."""

    code: str
    label: Any
    hint: Any
    kinds: frozenset[MethodKind]
    write: Callable[[Order], RailFile]
    currencies: frozenset[str] = frozenset()
    needs_payer: bool = False

    def carries(self, *, kind: str, currency: str) -> bool:
        return kind in self.kinds and (not self.currencies or currency in self.currencies)


def parted(payments: Iterable[Payment], fits: Callable[[Payment], bool]) -> tuple[tuple[Payment, ...], tuple[str, ...]]:
    """Those that fit, and the references of those that do not."""
    rows = tuple(payments)
    good = tuple(row for row in rows if fits(row))
    return good, tuple(row.reference for row in rows if not fits(row))
