"""Holds: how much of a share waits for refunds, and whose money makes it wait. Pure.

Three rules, all told beside the plan:

* *Ordinary hold*: ⌊earned·bps/10000⌋ for the plan's number of periods.
* *Seasoning*: what came from an unseasoned payer waits whole, for at least four periods. A payer is unseasoned while
  younger than 120 days **and** only if money of theirs came through a card processor that month (a receipt with a
  processor fee): a chargeback cannot reach a bank transfer, a wallet receipt or cash approved by hand, so manual money
  is seasoned from the first day.
* *Referral*: what somebody gets for having brought a payer waits whole, for at least one period: until the payer can
  hardly ask for the money back any more.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from diwan.distribution.enums import HoldKind
from diwan.engine.identities import Facts
from diwan.engine.plan import Holdback, Plan, Referral
from diwan.engine.public import Settlement, hold
from diwan.engine.rules.flows import VOICE

SEASONED_AFTER_DAYS = 120
SEASONING_PERIODS = 4
REFERRAL_PERIODS = 1


@dataclass(frozen=True, slots=True)
class HeldPart:
    """A part of a share that waits `periods` closes. Minor units, above zero."""

    kind: HoldKind
    amount_minor: int
    periods: int


def held_parts(
    *, earned_minor: int, unseasoned_minor: int, holdback: Holdback, referred_minor: int = 0
) -> tuple[HeldPart, ...]:
    """What of `earned_minor` waits, and how long. A plan that holds for no periods holds nothing of its own.

    `referred_minor` of it came from referrals and waits whole, so no ordinary hold is taken of that part.
    """
    own_minor = earned_minor - referred_minor
    split = hold(own_minor, holdback.bps if holdback.periods else 0, unseasoned=unseasoned_minor)
    parts = (
        HeldPart(HoldKind.REFERRAL, referred_minor, max(holdback.periods, REFERRAL_PERIODS)),
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


def referral_shares(plan: Plan, settlement: Settlement) -> dict[str, int]:
    """{person: minor units of their shares in pools that pay for having brought somebody}."""
    shares: Counter[str] = Counter()
    for name, pool in plan.pools.items():
        if isinstance(pool.rule, Referral) and name in settlement.pools:
            shares.update(settlement.pools[name].shares)
    return dict(shares)
