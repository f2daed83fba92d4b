from dataclasses import dataclass
from uuid import UUID

from diwan.ledger import public as ledger
from diwan.payouts.postings import HELD, IN_BATCH, OWED
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class PartyOwed:
    """What one person is owed now, what is held back for them, and what is on its way; minor units."""

    party: UUID
    name: str
    payable_minor: int
    held_minor: int
    in_batches_minor: int

    @property
    def total_minor(self) -> int:
        return self.payable_minor + self.held_minor + self.in_batches_minor


def list_owed(*, community_id: int) -> list[PartyOwed]:
    """Everyone the community owes anything, the largest first. For the keepers of the till alone (the edge asks)."""
    sums: dict[UUID, dict[str, int]] = {}
    for account in (OWED, HELD, IN_BATCH):
        for party, amount in ledger.balances_by_party(community_id=community_id, account=account).items():
            sums.setdefault(party, {})[account] = amount
    names = people.party_names(community_id=community_id, parties=list(sums))
    rows = [
        PartyOwed(party, names.get(party, ""), told.get(OWED, 0), told.get(HELD, 0), told.get(IN_BATCH, 0))
        for party, told in sums.items()
    ]
    return sorted(rows, key=lambda row: (-row.total_minor, row.name, str(row.party)))
