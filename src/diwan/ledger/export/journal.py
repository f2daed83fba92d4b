from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diwan.ledger.enums import Side
from diwan.ledger.export.pages import pages


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One leg of an entry as accountants read it: an amount in one of two columns, minor units; `party` a number."""

    number: int
    effective_date: date
    kind: str
    account: str
    party: str
    debit_minor: int
    credit_minor: int
    currency: str
    description: str
    source_ref: str


def journal_rows(*, community_id: int, start: date | None = None, end: date | None = None) -> Iterator[JournalRow]:
    """Every leg of the days `start` ≤ day < `end`, after what stood before; debits and credits come to the same."""
    for page in pages(community_id, start=start, end=end):
        for entry in page.entries():
            for leg in entry.legs:
                is_debit = leg.side == Side.DEBIT
                yield JournalRow(
                    number=entry.number,
                    effective_date=entry.effective_date,
                    kind=entry.kind,
                    account=leg.account,
                    party=page.party_name(leg.party) if leg.party else "",
                    debit_minor=leg.amount_minor if is_debit else 0,
                    credit_minor=0 if is_debit else leg.amount_minor,
                    currency=leg.currency,
                    description=entry.description,
                    source_ref=entry.source_ref,
                )
