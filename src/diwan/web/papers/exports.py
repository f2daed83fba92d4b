"""Files for the accountant: the journal and the documents of a stretch of days, in five shapes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.kernel.text.currencies import exponent_of
from diwan.kernel.text.money import as_decimal
from diwan.ledger import public as ledger
from diwan.people import public as people
from diwan.web.printing.workbook import CSV, XLSX, Cell, Sheet, csv_bytes, workbook


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whose books, and which days: `start` ≤ day < `end`."""

    community: people.Community
    start: date
    end: date
    is_rtl: bool

    @property
    def name(self) -> str:
        return f"{self.community.slug}-{self.start}-{self.end - timedelta(days=1)}"


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of file: how its name ends, its content type, and who writes it."""

    ending: str
    kind: str
    write: Callable[[Stretch], bytes]


def _journal(of: Stretch) -> Sheet:
    headings = (
        _("Number"), _("Day"), _("Kind of entry"), _("Account"), _("Party"), _("Debit"), _("Credit"), _("Currency"),
        _("Description"), _("Of what"),
    )  # fmt: skip
    return Sheet(_("Journal"), headings, _legs(of))


def _legs(of: Stretch) -> Iterator[tuple[Cell, ...]]:
    for row in ledger.journal_rows(community_id=of.community.pk, start=of.start, end=of.end):
        yield (
            row.number, row.effective_date, row.kind, row.account, row.party,
            as_decimal(row.debit_minor, row.currency), as_decimal(row.credit_minor, row.currency), row.currency,
            row.description, row.source_ref,
        )  # fmt: skip


def _documents(of: Stretch) -> Sheet:
    headings = (
        _("Number"), _("Day"), _("Corrects"), _("Customer"), _("Tax number of the customer"), _("What"),
        _("Before tax"), _("Tax"), _("Total"), _("Currency"), _("Why this tax"),
    )  # fmt: skip
    return Sheet(_("Documents"), headings, _rows(of))


def _rows(of: Stretch) -> Iterator[tuple[Cell, ...]]:
    """Credit notes are below zero, so that the columns add up to what the tax office is owed."""
    found = commerce.list_invoices(community_id=of.community.pk, start=of.start, end=of.end)
    for view in reversed(found):
        buyer = view.buyer
        sums = (as_decimal(view.sign * n, view.currency) for n in (view.net_minor, view.tax_minor, view.gross_minor))
        yield (
            view.code, view.issued_date, view.corrects_code,
            buyer.name_en if buyer else view.payer_name, buyer.number if buyer else "",
            view.title_in("ar" if of.is_rtl else "en"), *sums, view.currency,
            str(commerce.TaxNote(view.tax_note).label),
        )  # fmt: skip


def _book(of: Stretch) -> bytes:
    return workbook((_journal(of), _documents(of)), decimals=exponent_of(of.community.currency), is_rtl=of.is_rtl)


def _hledger(of: Stretch) -> bytes:
    out = StringIO()
    ledger.export_hledger(community_id=of.community.pk, out=out, start=of.start, end=of.end)
    return out.getvalue().encode()


def _beancount(of: Stretch) -> bytes:
    out = StringIO()
    ledger.export_beancount(community_id=of.community.pk, out=out, start=of.start, end=of.end)
    return out.getvalue().encode()


SHAPES = {
    "workbook": Shape("xlsx", XLSX, _book),
    "journal": Shape("journal.csv", CSV, lambda of: csv_bytes(_journal(of))),
    "documents": Shape("documents.csv", CSV, lambda of: csv_bytes(_documents(of))),
    "hledger": Shape("journal", "text/plain; charset=utf-8", _hledger),
    "beancount": Shape("beancount", "text/plain; charset=utf-8", _beancount),
}
