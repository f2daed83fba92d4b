"""Entries as text: what may be posted, how it is written canonically, and how one entry follows another. Pure."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from diwan.engine.money import EXPONENTS
from diwan.ledger import chart
from diwan.ledger.enums import Side
from diwan.ledger.errors import BadEntry, PartyMismatch, Unbalanced
from diwan.ledger.shapes import EntrySpec, LegSpec

GENESIS = "0" * 64
# The largest amount a database's 64-bit integer holds, with room for sums.
_MOST = 10**15


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry found fit to post: balanced, in known accounts, with its canonical text and hash."""

    spec: EntrySpec
    detail: dict[str, Any]
    total_minor: int
    legs_text: str
    body_hash: str


def draft(spec: EntrySpec) -> Draft:
    """Check `spec` and write it canonically. Raises Unbalanced, UnknownAccount, PartyMismatch or BadEntry."""
    _check_words(spec)
    for leg in spec.legs:
        _check_leg(leg)
    total_minor = balanced(spec.legs)
    detail = plain(spec.detail) if spec.detail else {}
    legs_text = text_of([[leg.account, leg.side, leg.amount_minor, leg.party] for leg in spec.legs])
    body = body_hash(
        kind=spec.kind,
        effective_date=spec.effective_date,
        source_ref=spec.source_ref,
        description=spec.description,
        detail=detail,
        currency=spec.currency,
        legs_text=legs_text,
    )
    return Draft(spec, detail, total_minor, legs_text, body)


def balanced(legs: Sequence[LegSpec]) -> int:
    """The entry's total in minor units: what its debits and its credits each come to. Raises Unbalanced."""
    debit_minor = sum(leg.amount_minor for leg in legs if leg.side == Side.DEBIT)
    credit_minor = sum(leg.amount_minor for leg in legs if leg.side == Side.CREDIT)
    if debit_minor != credit_minor or not debit_minor:
        raise Unbalanced(debit_minor=debit_minor, credit_minor=credit_minor)
    return debit_minor


def body_hash(
    *,
    kind: str,
    effective_date: date,
    source_ref: str,
    description: str,
    detail: dict[str, Any],
    currency: str,
    legs_text: str,
) -> str:
    """What the entry says, apart from when and in which order it was recorded."""
    return _hash([kind, effective_date.isoformat(), source_ref, description, detail, currency, legs_text])


def entry_hash(
    *,
    previous_hash: str,
    community_id: int,
    number: int,
    key: str,
    recorded_at: datetime,
    running_minor: int,
    reverses: int | None,
    body: str,
) -> str:
    """One link of the chain: the entry's body, its place and the link before it."""
    recorded = recorded_at.astimezone(UTC).isoformat()
    return _hash([previous_hash, community_id, number, key, recorded, running_minor, reverses, body])


def seal_hash(*, previous_hash: str, community_id: int, label: str, end_date: date, entry_hashes: Sequence[str]) -> str:
    """The seal of a month over the hashes of its entries, in order of their numbers, and the seal before it."""
    return _hash([previous_hash, community_id, label, end_date.isoformat(), list(entry_hashes)])


def plain(detail: Any) -> dict[str, Any]:
    """`detail` as JSON keeps it: UUIDs and dates become text. Raises BadEntry for a float, which money never is."""
    try:
        made: dict[str, Any] = json.loads(text_of(detail), parse_float=_no_float)
    except (TypeError, ValueError) as error:
        raise BadEntry(reason=str(error)) from error
    return made


def text_of(value: Any) -> str:
    """Canonical JSON: sorted keys, no blanks, letters as they are."""
    return _ENCODER.encode(value)


def legs_of(legs_text: str) -> list[list[Any]]:
    """The legs written in `legs_text`: [account, side, amount_minor, party or None] each; none if it was spoilt."""
    try:
        legs = json.loads(legs_text)
    except ValueError:
        return []
    is_whole = isinstance(legs, list) and all(isinstance(leg, list) and len(leg) == 4 for leg in legs)
    return legs if is_whole and all(type(leg[2]) is int for leg in legs) else []


def _as_text(value: Any) -> str:
    if isinstance(value, uuid.UUID | date):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not plain data")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_text)


def _no_float(text: str) -> Any:
    raise ValueError(f"{text} is not a whole number")


def _check_words(spec: EntrySpec) -> None:
    limits = {"kind": (spec.kind, 40), "key": (spec.key, 160)}
    for name, (value, most) in limits.items():
        if not 0 < len(value) <= most:
            raise BadEntry(reason=f"{name} has {len(value)} letters, of at most {most}")
    for name, value, most in (("source_ref", spec.source_ref, 160), ("description", spec.description, 300)):
        if len(value) > most:
            raise BadEntry(reason=f"{name} has {len(value)} letters, of at most {most}")
    if isinstance(spec.effective_date, datetime):
        raise BadEntry(reason="effective_date is an instant, not a day")
    if spec.currency not in EXPONENTS:
        raise BadEntry(reason=f"{spec.currency} is not a currency of ISO 4217")


def _check_leg(leg: LegSpec) -> None:
    if leg.side not in Side.values:
        raise BadEntry(reason=f"{leg.side} is not a side")
    if type(leg.amount_minor) is not int or not 0 < leg.amount_minor <= _MOST:
        raise BadEntry(reason=f"{leg.amount_minor} is not a positive whole number of minor units")
    if chart.find(leg.account).per_party is not (leg.party is not None):
        raise PartyMismatch(account=leg.account)


def _hash(facts: list[Any]) -> str:
    return hashlib.sha256(text_of(facts).encode()).hexdigest()
