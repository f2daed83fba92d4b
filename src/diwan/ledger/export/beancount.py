from datetime import date
from typing import TextIO
from uuid import UUID

from diwan.ledger.export.pages import Page, amount_text, one_line, pages
from diwan.ledger.shapes import EntryView


def export_beancount(
    *, community_id: int | None, out: TextIO, start: date | None = None, end: date | None = None
) -> None:
    """Write the books as a beancount file that passes `bean-check`.

    None writes every community's, each under its slug. The roots are beancount's five, so funds are Equity:Funds.

    `start` ≤ day < `end`; what stood before is one opening entry, so that the file balances alone.
    """
    books = pages(community_id, start=start, end=end)
    out.write('option "title" "The Book of Money"\n')
    for currency in sorted({page.currency for page in books}):
        out.write(f'option "operating_currency" "{currency}"\n')
    for page in books:
        for account, party in page.accounts:
            out.write(f"{page.first_date} open {_name(page, account, party)} {page.currency}\n")
    for page in books:
        for entry in page.entries():
            _write_entry(page, entry, out)


def _write_entry(page: Page, entry: EntryView, out: TextIO) -> None:
    out.write(f"\n{entry.effective_date} * {_quoted(entry.kind)} {_quoted(entry.description)}\n")
    out.write(f"  number: {entry.number}\n  key: {_quoted(entry.key)}\n")
    for leg in entry.legs:
        out.write(f"  {_name(page, leg.account, leg.party)}  {amount_text(leg)}\n")


def _name(page: Page, account: str, party: UUID | None) -> str:
    root, *rest = f"equity:{account}".split(":") if account.startswith("funds:") else account.split(":")
    parts = [root, *([page.place] if page.place else []), *rest]
    named = ":".join(part[:1].upper() + part[1:].replace("_", "-") for part in parts)
    return named if party is None else f"{named}:{page.party_name(party)}"


def _quoted(text: str) -> str:
    escaped = one_line([text]).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
