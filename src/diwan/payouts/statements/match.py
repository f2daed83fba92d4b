"""Which of our payments a line speaks of, and what it says. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from diwan.payouts.enums import PayoutStatus, StatementEffect
from diwan.payouts.statements.line import Line

_WORD = re.compile(r"[A-Z0-9]{6,12}")
_WAITING = (PayoutStatus.APPROVED, PayoutStatus.SENT)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a payment of ours: minor units, and the day the bank already confirmed."""

    id: int
    amount_minor: int
    status: str
    cleared_date: date | None


@dataclass(frozen=True, slots=True)
class Match:
    payout_id: int
    effect: StatementEffect
    line: Line


def matches(lines: Iterable[Line], known: Mapping[str, Known], currency: str) -> list[Match]:
    """Every line that names a payment of ours, those that confirm before those that return."""
    found = [
        Match(one.id, effect(line, one, currency), line)
        for line in lines
        for one in [known.get(named(line, known))]
        if one is not None
    ]
    return sorted(found, key=lambda match: match.effect == StatementEffect.RETURNS)


def named(line: Line, known: Mapping[str, Known]) -> str:
    """The reference of ours in a line, "" if none or if it names more than one."""
    words = {line.reference.upper(), *_WORD.findall(line.text.upper())}
    ours = sorted(word for word in words if word in known)
    return ours[0] if len(ours) == 1 else ""


def effect(line: Line, known: Known, currency: str) -> StatementEffect:
    """A report that names no amount is believed about the payment it names; any other must agree to the unit."""
    is_silent = line.is_failure and line.is_out and not line.currency
    if not is_silent and (line.amount_minor != known.amount_minor or line.currency != currency):
        return StatementEffect.DIFFERS
    if line.is_failure:
        if known.status in _WAITING:
            return StatementEffect.RETURNS
        is_back = known.status in (PayoutStatus.FAILED, PayoutStatus.RETURNED)
        return StatementEffect.KNOWN if is_back else StatementEffect.DIFFERS
    if not line.is_out:
        return StatementEffect.DIFFERS
    if known.cleared_date is not None:
        return StatementEffect.KNOWN
    is_ours = known.status in (*_WAITING, PayoutStatus.CONFIRMED)
    return StatementEffect.CONFIRMS if is_ours else StatementEffect.DIFFERS
