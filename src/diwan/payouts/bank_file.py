"""A batch as a CSV file for the bank: in a spreadsheet it stays text, whatever members call themselves. Pure."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from diwan.engine.money import decimal_text, exponent_of
from diwan.kernel.text.csv_cells import safe_text

HEADINGS = ("reference", "name", "amount", "currency", "method", "holder", "destination", "place")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One payment, its destination in the clear."""

    reference: str
    name: str
    amount_minor: int
    kind: str
    details: dict[str, str]


def bank_file(*, rows: Iterable[Row], currency: str) -> str:
    """The CSV text (with the mark by which spreadsheets know UTF-8), amounts in decimal digits of the currency."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows:
        amount = decimal_text(row.amount_minor, exponent_of(currency))
        told = [row.details.get("holder", ""), _destination(row.details), _place(row.details)]
        cells = [row.reference, row.name, amount, currency, row.kind, *told]
        writer.writerow([safe_text(cell) for cell in cells])
    return _BYTE_ORDER_MARK + out.getvalue()


def _destination(details: dict[str, str]) -> str:
    return next((details[name] for name in ("account", "phone", "email", "note") if name in details), "")


def _place(details: dict[str, str]) -> str:
    return details.get("bank_name") or details.get("provider", "")
