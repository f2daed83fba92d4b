"""Reading what a network exports: its own headings, its own words, either digits, commas or semicolons. Pure."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diwan.kernel.text.money import parse_money
from diwan.kernel.text.numbers import fold_digits
from diwan.promotion.enums import Column, CommissionStatus
from diwan.promotion.errors import TooLong, UnreadableFile

MOST_LINES = 5_000
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


class Trouble(StrEnum):
    """Why a line was left out."""

    REFERENCE = "reference"
    DATE = "date"
    AMOUNT = "amount"
    STATUS = "status"
    TWICE = "twice"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Told:
    """One sale as the file tells it. Minor units of the community's currency."""

    line: int
    reference: str
    code: str
    sale_date: date
    amount_minor: int
    status: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    line: int
    trouble: Trouble
    said: str


def read_file(
    *, text: str, columns: Mapping[str, str], words: Mapping[str, Sequence[str]], currency: str
) -> tuple[list[Told], list[LeftOut]]:
    """Every line: understood, or left out and why. Raises UnreadableFile when a column is missing, TooLong."""
    lines = text.lstrip("\ufeff").replace("\x00", "")
    if lines.count("\n") > MOST_LINES:
        raise TooLong(limit=MOST_LINES)
    rows = csv.DictReader(io.StringIO(lines), delimiter=_delimiter(lines))
    names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    for column in Column.values:
        if columns[column].casefold() not in names and column != Column.CODE:
            raise UnreadableFile(column=columns[column], columns=", ".join(name for name in rows.fieldnames or ()))
    told: list[Told] = []
    left: list[LeftOut] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        said = {column: (row.get(names.get(columns[column].casefold(), "")) or "").strip() for column in Column.values}
        if not any(said.values()):
            continue
        found = _read(number, said, words, currency, seen)
        if isinstance(found, Told):
            seen.add(found.reference)
            told.append(found)
        else:
            left.append(found)
    return told, left


def _read(
    line: int, said: Mapping[str, str], words: Mapping[str, Sequence[str]], currency: str, seen: set[str]
) -> Told | LeftOut:
    reference = said[Column.REFERENCE]
    if not reference or len(reference) > 80:
        return LeftOut(line, Trouble.REFERENCE, reference[:80])
    if reference in seen:
        return LeftOut(line, Trouble.TWICE, reference)
    day, amount = _date(said[Column.DATE]), _amount(said[Column.AMOUNT], currency)
    status = next((name for name, known in words.items() if said[Column.STATUS].casefold() in known), "")
    if day is None:
        return LeftOut(line, Trouble.DATE, said[Column.DATE][:40])
    if amount is None:
        return LeftOut(line, Trouble.AMOUNT, said[Column.AMOUNT][:40])
    if not status:
        return LeftOut(line, Trouble.STATUS, said[Column.STATUS][:40])
    # What a network calls paid is confirmed here: money is written down when somebody saw it arrive.
    known = CommissionStatus.CONFIRMED if status == CommissionStatus.PAID else CommissionStatus(status)
    return Told(line, reference, said[Column.CODE][:12], day, amount, known)


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _date(text: str) -> date | None:
    bare = fold_digits(text)
    try:
        if found := _ISO.match(bare):
            return date(*(int(part) for part in found.groups()))
        if found := _DAY_FIRST.match(bare):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    return None


def _amount(text: str, currency: str) -> int | None:
    try:
        minor = parse_money(text, currency)
    except ValueError:
        return None
    return minor if 0 < minor <= 10**12 else None
