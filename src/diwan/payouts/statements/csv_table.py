"""A bank's CSV: the row of headings is found by its words (English or Arabic), whatever stands above it. Pure."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from diwan.payouts.statements.line import Line, Unreadable
from diwan.payouts.statements.xml_parts import minor

MOST_LINES = 100_000
_WORDS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "booking date", "value date", "transaction date", "posting date", "التاريخ", "تاريخ"),
    "amount": ("amount", "transaction amount", "المبلغ", "مبلغ"),
    "debit": ("debit", "withdrawal", "withdrawals", "paid out", "debit amount", "مدين", "سحب", "المدين"),
    "credit": ("credit", "deposit", "deposits", "paid in", "credit amount", "دائن", "إيداع", "الدائن"),
    "text": (
        "description",
        "details",
        "narrative",
        "narration",
        "remarks",
        "particulars",
        "البيان",
        "الوصف",
        "التفاصيل",
    ),
    "reference": ("reference", "customer reference", "end to end id", "ref", "المرجع", "مرجع"),
    "bank": ("bank reference", "transaction id", "transaction reference", "رقم العملية", "رقم الحركة"),
    "currency": ("currency", "ccy", "العملة"),
    "reason": ("reason", "return reason", "status", "السبب", "سبب الإرجاع"),
}
_NAMED = {word: field for field, words in _WORDS.items() for word in words}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%d-%b-%Y", "%Y%m%d")


def lines(content: bytes, currency: str) -> list[Line]:
    """The rows below the headings; `currency` is that of the account. Raises Unreadable."""
    rows = _rows(content)
    for place, row in enumerate(rows):
        columns = {_NAMED[cell]: index for index, cell in reversed(list(enumerate(map(_tidy, row)))) if cell in _NAMED}
        if columns.keys() & {"amount", "debit"} and columns.keys() & {"text", "reference"}:
            found = [
                _line({name: _cell(below, at) for name, at in columns.items()}, currency) for below in rows[place + 1 :]
            ]
            return [line for line in found if line is not None]
    raise Unreadable


def _rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel of an Arabic Windows.
        text = content.decode("cp1256", errors="replace")
    head = text[:4_000]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Unreadable from error
    if len(rows) > MOST_LINES:
        raise Unreadable
    return rows


def _line(cells: Mapping[str, str], currency: str) -> Line | None:
    signed = _signed(cells, cells.get("currency", "").upper() or currency)
    if not signed:
        return None
    said = " ".join(filter(None, (cells.get("text", ""), cells.get("reference", ""))))
    return Line(
        amount_minor=abs(signed),
        currency=cells.get("currency", "").upper() or currency,
        is_out=signed < 0,
        is_failure=signed > 0,
        booked_date=_date(cells.get("date", "")),
        reference="",
        bank_reference=(cells.get("bank") or "")[:120],
        text=said[:1_000],
        reason=(cells.get("reason") or cells.get("text") or "")[:300],
    )


def _signed(cells: Mapping[str, str], currency: str) -> int:
    """Minor units, below zero for what left; 0 for a row without an amount (a balance, a heading repeated)."""
    if "amount" in cells:
        return _figure(cells["amount"], currency)
    return abs(_figure(cells.get("credit", ""), currency)) - abs(_figure(cells.get("debit", ""), currency))


def _figure(text: str, currency: str) -> int:
    plain = re.sub(r"[^\d.,()+-]", "", text.translate(_DIGITS))
    is_minus = plain.startswith(("-", "(")) or plain.endswith("-")
    digits = plain.strip("()+-")
    if re.search(r",\d{2}$", digits) and digits.count(",") == 1:
        digits = digits.replace(".", "").replace(",", ".")
    try:
        figure = minor(digits.replace(",", ""), currency)
    except Unreadable:
        return 0
    return -figure if is_minus else figure


def _date(text: str) -> date | None:
    for form in _DATES:
        try:
            return datetime.strptime(text.translate(_DIGITS)[:11].strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _tidy(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").lower().split())


def _cell(row: list[str], index: int) -> str:
    return " ".join(row[index].split()) if index < len(row) else ""
