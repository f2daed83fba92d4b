"""What the Book of Money holds for a close, read through the ledger's door."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from diwan.distribution import postings
from diwan.engine.plan import KINDS
from diwan.ledger.public import balance, balances_by_party


@dataclass(frozen=True, slots=True)
class Booked:
    """{(kind, payer): income} and {payer: processor fee} waiting to be shared, zeros omitted. Minor units."""

    income: dict[tuple[str, UUID], int]
    fees: dict[UUID, int]


def booked(community_id: int, until: date) -> Booked:
    """Income and fees before the day `until`: all of them are the month's, for every close zeroes its own."""
    income = {
        (kind, payer): amount
        for kind in sorted(KINDS)
        for payer, amount in balances_by_party(
            community_id=community_id, account=f"{postings.INCOME}{kind}", until=until
        ).items()
    }
    return Booked(income, balances_by_party(community_id=community_id, account=postings.FEES, until=until))


def payable(community_id: int, party: UUID) -> int:
    """What the community owes the party and has not yet put into a payout batch."""
    return balance(community_id=community_id, account=postings.MEMBERS, party=party)


def carried_by_party(community_id: int) -> dict[UUID, int]:
    """Debts of refunds that wait for future earnings, above zero."""
    return balances_by_party(community_id=community_id, account=postings.CARRIED)
