"""A batch as a CSV file for the bank: in a spreadsheet it stays text, whatever members call themselves. Pure."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from diwan.engine.money import decimal_text, exponent_of

HEADINGS = ("reference", "name", "amount", "currency", "method", "holder", "destination", "place")
# A spreadsheet runs what begins like this, full-width forms included; a leading apostrophe makes it text.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
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
        writer.writerow([harmless(cell) for cell in cells])
    return _BYTE_ORDER_MARK + out.getvalue()


def harmless(cell: str) -> str:
    """The cell, never a formula: also not behind blanks or marks of direction."""
    bare = cell.lstrip(" \u00a0\u200e\u200f\u061c\u202a\u202b\u202d\u202e\u2066\u2067\u2068\ufeff\0")
    return f"'{cell}" if bare.startswith(_STARTS_A_FORMULA) or cell.startswith(_STARTS_A_FORMULA) else cell


def _destination(details: dict[str, str]) -> str:
    return next((details[name] for name in ("account", "phone", "email", "note") if name in details), "")


def _place(details: dict[str, str]) -> str:
    return details.get("bank_name") or details.get("provider", "")
