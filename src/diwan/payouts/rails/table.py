"""Tables for banks and providers: in a spreadsheet every cell stays text, whatever members call themselves. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

from diwan.engine.money import decimal_text, exponent_of
from diwan.kernel.text.csv_cells import safe_text

_BYTE_ORDER_MARK = "\ufeff"


def table(*, headings: Sequence[str], rows: Iterable[Sequence[str]], is_marked: bool = False) -> bytes:
    """UTF-8 CSV, every cell quoted; `is_marked` adds the mark by which spreadsheets know it. No headings, no line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    if headings:
        writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_text(cell) for cell in row])
    return ((_BYTE_ORDER_MARK if is_marked else "") + out.getvalue()).encode()


def amount(amount_minor: int, currency: str) -> str:
    """Minor units in decimal digits of the currency: 12500 KWD is 12.500."""
    return decimal_text(amount_minor, exponent_of(currency))
