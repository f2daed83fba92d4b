"""What crosses the ledger's door: frozen facts. Every amount is a whole number of minor units."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from diwan.ledger.enums import Side


@dataclass(frozen=True, slots=True)
class LegSpec:
    """One line of an entry to post. `amount_minor` > 0; `party` exactly where the chart keeps the account per party."""

    account: str
    side: Side | str
    amount_minor: int
    party: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySpec:
    """An entry to post. `key` is unique in the community; `detail` is plain JSON without floats."""

    kind: str
    legs: Sequence[LegSpec]
    effective_date: date
    key: str
    currency: str
    source_ref: str = ""
    description: str = ""
    detail: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class LegView:
    account: str
    side: Side
    amount_minor: int
    party: uuid.UUID | None
    currency: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A stored entry. `reverses_id` is the entry it undoes, `reversed_by_id` the entry that undid it."""

    id: int
    number: int
    kind: str
    effective_date: date
    recorded_at: datetime
    key: str
    source_ref: str
    description: str
    detail: Mapping[str, Any]
    reverses_id: int | None
    reversed_by_id: int | None
    legs: tuple[LegView, ...]


@dataclass(frozen=True, slots=True)
class SealView:
    """A sealed month: `hash` covers every entry dated in it and the seal before."""

    label: str
    end_date: date
    entry_count: int
    hash: str
    previous_hash: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One account of the trial balance; `balance_minor` is positive on the account's normal side."""

    account: str
    normal_side: Side
    debit_minor: int
    credit_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One change of an account: by how much, and what it stood at after."""

    entry_id: int
    number: int
    kind: str
    effective_date: date
    description: str
    source_ref: str
    change_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class StatementView:
    opening_minor: int
    lines: tuple[StatementLine, ...]
    closing_minor: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the books: which row of which table, how much money it is about, and one plain sentence."""

    kind: str
    table: str
    row_id: str
    amount_minor: int
    sentence: str
