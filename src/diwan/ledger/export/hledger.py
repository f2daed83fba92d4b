from datetime import date
from typing import TextIO
from uuid import UUID

from diwan.engine.money import exponent_of
from diwan.ledger.export.pages import Page, amount_text, one_line, pages
from diwan.ledger.shapes import EntryView


def export_hledger(
    *, community_id: int | None, out: TextIO, start: date | None = None, end: date | None = None
) -> None:
    """Write the books as an hledger journal that passes `hledger check --strict`.

    None writes every community's, each under its slug. Debits are positive; parties are sub-accounts P-<id>.

    `start` ≤ day < `end`; what stood before is one opening entry, so that the file balances alone.
    """
    books = pages(community_id, start=start, end=end)
    out.write("; The Book of Money, written by diwan ledger export.\ndecimal-mark .\n")
    for currency in sorted({page.currency for page in books}):
        decimals = exponent_of(currency)
        out.write(f"commodity 1000.{'0' * decimals} {currency}\n")
    for page in books:
        out.write(f"account {_prefix(page)}funds  ; type:E\n")
        for account, party in page.accounts:
            out.write(f"account {_name(page, account, party)}\n")
    for page in books:
        for entry in page.entries():
            _write_entry(page, entry, out)


def _write_entry(page: Page, entry: EntryView, out: TextIO) -> None:
    told = one_line([entry.description, f"({entry.key})"])
    out.write(f"\n{entry.effective_date} ({entry.number}) {one_line([entry.kind])} | {told}\n")
    for leg in entry.legs:
        out.write(f"    {_name(page, leg.account, leg.party)}  {amount_text(leg)}\n")


def _prefix(page: Page) -> str:
    return f"{page.place}:" if page.place else ""


def _name(page: Page, account: str, party: UUID | None) -> str:
    return _prefix(page) + account + ("" if party is None else f":{page.party_name(party)}")
