"""What of an earned amount waits, and who bears a refund that comes late.

A part of every share waits for the refund window; all of what came from payers too new to trust waits with it.
A refund is charged to the hold of its own period, then to the unpaid balance, then to future earnings, and when
patience ends to the community's reserve. A member is never invoiced, and a small balance is never forfeited.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from diwan.engine.reading import BPS
from diwan.engine.rules.flows import VOICE
from diwan.engine.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Hold:
    """An earned amount in three parts (minor units): ordinary + unseasoned wait, payable does not."""

    earned: int
    ordinary: int
    unseasoned: int

    @property
    def held(self) -> int:
        """What waits."""
        return self.ordinary + self.unseasoned

    @property
    def payable(self) -> int:
        """What joins the member's balance at the close."""
        return self.earned - self.held


@dataclass(frozen=True, slots=True)
class Charge:
    """Where a debt was taken from this period (minor units), and what is carried to the next."""

    from_hold: int
    from_balance: int
    from_earnings: int
    from_reserve: int
    carried: int


def hold(earned: int, bps: int, *, unseasoned: int = 0) -> Hold:
    """⌊earned·bps/10000⌋ waits, and the unseasoned part on top, together never more than what was earned."""
    ordinary = earned * bps // BPS
    return Hold(earned, ordinary, min(unseasoned, earned - ordinary))


def unseasoned_part(settlement: Settlement, person: str, payers: Collection[str]) -> int:
    """How much of a person's shares came from these payers, minor units, each pool rounded up.

    Counted edge by edge; a voice has no money of its own and does not count.
    """
    part = 0
    for pool, sharing in settlement.sharings.items():
        mine = sharing.edges_to(person)
        received = sum(edge.amount for edge in mine)
        new = sum(edge.amount for edge in mine if edge.payer in payers and edge.feed != VOICE)
        if new:
            part += ceil(Fraction(settlement.pools[pool].shares.get(person, 0) * new, received))
    return part


def payable_now(balance: int, min_payout: int) -> int:
    """The whole balance once it reaches the minimum payout; below that nothing, and the balance goes on growing."""
    return balance if balance >= min_payout else 0


def charge(debt: int, *, hold: int, balance: int, earnings: int, waited: int, patience: int) -> Charge:
    """Take a debt (a positive number) from hold, balance and earnings in this order; the rest waits.

    `waited` counts the periods the debt has already been carried; once it reaches `patience` the reserve pays.
    """
    from_hold = min(debt, hold)
    from_balance = min(debt - from_hold, balance)
    from_earnings = min(debt - from_hold - from_balance, earnings)
    rest = debt - from_hold - from_balance - from_earnings
    from_reserve = rest if waited >= patience else 0
    return Charge(from_hold, from_balance, from_earnings, from_reserve, rest - from_reserve)
