"""Holds: how much of a share waits for refunds, and whose money makes it wait. Pure.

Two rules, both told beside the plan:

* *Ordinary hold*: ⌊earned·bps/10000⌋ for the plan's number of periods.
* *Seasoning*: what came from an unseasoned payer waits whole, for at least four periods. A payer is unseasoned while
  younger than 120 days **and** only if money of theirs came through a card processor that month (a receipt with a
  processor fee): a chargeback cannot reach a bank transfer, a wallet receipt or cash approved by hand, so manual money
  is seasoned from the first day.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from diwan.distribution.enums import HoldKind
from diwan.engine.identities import Facts
from diwan.engine.plan import Holdback
from diwan.engine.public import Settlement, hold
from diwan.engine.rules.flows import VOICE

SEASONED_AFTER_DAYS = 120
SEASONING_PERIODS = 4


@dataclass(frozen=True, slots=True)
class HeldPart:
    """A part of a share that waits `periods` closes. Minor units, above zero."""

    kind: HoldKind
    amount_minor: int
    periods: int


def held_parts(*, earned_minor: int, unseasoned_minor: int, holdback: Holdback) -> tuple[HeldPart, ...]:
    """What of `earned_minor` waits, and how long. A plan that holds for no periods holds nothing of its own."""
    split = hold(earned_minor, holdback.bps if holdback.periods else 0, unseasoned=unseasoned_minor)
    parts = (
        HeldPart(HoldKind.ORDINARY, split.ordinary, holdback.periods),
        HeldPart(HoldKind.UNSEASONED, split.unseasoned, max(holdback.periods, SEASONING_PERIODS)),
    )
    return tuple(part for part in parts if part.amount_minor)


def unseasoned_payers(facts: Facts) -> frozenset[str]:
    """Persons younger than 120 days (strangers to the community too) some of whose money came by card."""
    by_card = {receipt.payer for receipt in facts.receipts if receipt.fee}
    seasoned = {person for person, member in facts.members.items() if member.tenure >= SEASONED_AFTER_DAYS}
    return frozenset(by_card - seasoned)


def unseasoned_shares(settlement: Settlement, payers: Collection[str]) -> dict[str, int]:
    """{person: minor units of their shares that came from these payers}, each pool rounded up.

    The same figure as the engine's `unseasoned_part`, for everybody in one pass over the edges.
    """
    total: Counter[tuple[str, str]] = Counter()
    new: Counter[tuple[str, str]] = Counter()
    for edge in settlement.edges:
        total[edge.pool, edge.recipient] += edge.amount
        if edge.payer in payers and edge.feed != VOICE:
            new[edge.pool, edge.recipient] += edge.amount
    waiting: Counter[str] = Counter()
    for (pool, person), amount in new.items():
        share = settlement.pools[pool].shares.get(person, 0)
        waiting[person] += -(-share * amount // total[pool, person])
    return dict(waiting)
