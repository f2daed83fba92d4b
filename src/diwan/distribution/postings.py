"""From a close to journal entries. Pure, and the only file of this room that names ledger accounts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from diwan.engine.plan import PROCESSOR, TAX
from diwan.ledger.public import LegSpec

SETTLEMENT_POSTED = "settlement_posted"
SETTLEMENT_ADJUSTED = "settlement_adjusted"
HOLD_RELEASED = "hold_released"
OBJECTION_CORRECTED = "objection_corrected"

MEMBERS = "liabilities:members"
HELD = "liabilities:held"
CARRIED = "assets:carried"
IN_PAYOUT = "liabilities:payouts"
TO_RECOVER = "assets:refunds_to_recover"
FEES = "expenses:processor_fees"
LOSSES = "expenses:losses"
OWNER = "liabilities:owner"
TAX_DUE = "liabilities:tax"
INCOME = "income:"


@dataclass(frozen=True, slots=True)
class Earned:
    """One party's share: payable now, and held. Minor units."""

    party: UUID
    payable_minor: int
    held_minor: int


@dataclass(frozen=True, slots=True)
class Charge:
    """A party's change by a replay and how it is met: below zero from hold, payable and future; above zero paid out.

    For a loss the three parts add up to −change; for a gain `carried_minor` (below zero) pays off what was carried.
    """

    party: UUID
    change_minor: int
    from_hold_minor: int
    from_payable_minor: int
    carried_minor: int


def settlement_legs(
    *,
    income: Mapping[tuple[str, UUID], int],
    fees: Mapping[UUID, int],
    accounts: Mapping[str, int],
    earned: Iterable[Earned],
) -> tuple[LegSpec, ...]:
    """`income` {(kind, payer): gross − tax} and `fees` {payer: fee} are zeroed; the rest goes where the plan sent it.

    `accounts` is the alloc of plan accounts; tax and processor are in it and were booked when the income was
    recognised, so only what a plan line itself sent there beyond that (never, in a checked plan) would be missing.
    """
    legs = [LegSpec(f"{INCOME}{kind}", "debit", amount, payer) for (kind, payer), amount in income.items()]
    legs += [LegSpec(FEES, "credit", fee, payer) for payer, fee in fees.items()]
    booked = (TAX, PROCESSOR)
    legs += [LegSpec(account_of(name), "credit", amount) for name, amount in accounts.items() if name not in booked]
    for one in earned:
        legs.append(LegSpec(MEMBERS, "credit", one.payable_minor, one.party))
        legs.append(LegSpec(HELD, "credit", one.held_minor, one.party))
    return _ordered(legs)


def account_of(plan_account: str) -> str:
    """The ledger account of a plan's account: the owner is owed, everything else is a fund of the community."""
    special = {"acct:owner": OWNER, TAX: TAX_DUE, PROCESSOR: LOSSES}
    return special.get(plan_account, f"funds:{plan_account.removeprefix('acct:')}")


def release_legs(*, party: UUID, amount_minor: int) -> tuple[LegSpec, ...]:
    """A hold has run its time: what was held is payable."""
    return (LegSpec(HELD, "debit", amount_minor, party), LegSpec(MEMBERS, "credit", amount_minor, party))


def carried_legs(
    *, party: UUID, from_earnings_minor: int, from_reserve_minor: int, reserve: str
) -> tuple[LegSpec, ...]:
    """What a refund left carried is paid by this month's earnings; after a year, what remains by the community."""
    return _ordered(
        (
            LegSpec(MEMBERS, "debit", from_earnings_minor, party),
            LegSpec(account_of(reserve), "debit", from_reserve_minor),
            LegSpec(CARRIED, "credit", from_earnings_minor + from_reserve_minor, party),
        )
    )


def correction_legs(*, party: UUID, amount_minor: int, from_account: str) -> tuple[LegSpec, ...]:
    """An accepted objection: the community's account pays; never another member."""
    return (LegSpec(account_of(from_account), "debit", amount_minor), LegSpec(MEMBERS, "credit", amount_minor, party))


def adjustment_legs(
    *, accounts: Mapping[str, int], charges: Sequence[Charge], refunded_minor: int, dust_to: str
) -> tuple[LegSpec, ...]:
    """A replay's entry: the refund that waited is cleared, and everybody's difference is met.

    `accounts` {plan account: change}. What the processor keeps of the fee is a loss. A refund that differs from the
    gross of the reversed receipts leaves the rest with the community's account.
    """
    legs = [LegSpec(TO_RECOVER, "credit", refunded_minor)]
    legs += [_signed(account_of(name), change) for name, change in accounts.items()]
    for one in charges:
        legs += [LegSpec(HELD, "debit", one.from_hold_minor, one.party)]
        legs += [LegSpec(MEMBERS, "debit", one.from_payable_minor, one.party)]
        legs += [_signed(CARRIED, -one.carried_minor, one.party)]
        legs += [LegSpec(MEMBERS, "credit", max(0, one.change_minor + one.carried_minor), one.party)]
    reversed_gross = -sum(accounts.values()) - sum(one.change_minor for one in charges)
    legs += [_signed(account_of(dust_to), reversed_gross - refunded_minor)]
    return _ordered(legs)


def _signed(account: str, change: int, party: UUID | None = None) -> LegSpec:
    return LegSpec(account, "credit" if change >= 0 else "debit", abs(change), party)


def _ordered(legs: Iterable[LegSpec]) -> tuple[LegSpec, ...]:
    """One leg per account, side and party, without zeros, in one order: the same close writes the same entry."""
    sums: Counter[tuple[str, str, UUID | None]] = Counter()
    for leg in legs:
        sums[leg.account, leg.side, leg.party] += leg.amount_minor
    kept = (key for key, amount in sums.items() if amount)
    ordered = sorted(kept, key=lambda key: (key[0], key[1], str(key[2] or "")))
    return tuple(LegSpec(account, side, sums[account, side, party], party) for account, side, party in ordered)
