"""From the bytes of a bank's file to rows of cells, and from those to what was paid in. Pure; nothing is invented."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from diwan.commerce.tills import figures
from diwan.commerce.tills.headings import Columns, recognise

MOST_BYTES, MOST_ROWS, MOST_CELLS, LONGEST_CELL, LOOK_FOR_HEADINGS = 1_000_000, 5_000, 40, 400, 40
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotATable(ValueError):
    """The bytes are no table of text with a column of days and one of amounts."""


@dataclass(frozen=True, slots=True)
class Table:
    """`headings` is the row that names the columns; `rows` carries each later row with its line in the file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the statement: minor units, above zero for money that came in."""

    number: int
    day: date
    amount_minor: int
    text: str
    name: str
    reference: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says by these columns. `unread`: lines whose day or amount could not be read."""

    lines: tuple[Line, ...]
    unread: tuple[int, ...]

    @property
    def incoming(self) -> list[Line]:
        return [line for line in self.lines if line.amount_minor > 0]


def read_table(raw: bytes) -> Table:
    """The table in a file. Raises NotATable for pictures, spreadsheets, empty and endless files."""
    if not raw.strip() or len(raw) > MOST_BYTES or raw[:2] == b"PK" or raw[:4] == b"%PDF":
        raise NotATable
    text = _decode(raw).replace("\x00", "")
    try:
        rows = [
            (reader.line_num, [" ".join(cell.split())[:LONGEST_CELL] for cell in row[:MOST_CELLS]])
            for reader in [csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))]
            for row in reader
        ]
    except csv.Error as error:
        raise NotATable from error
    filled = [(number, row) for number, row in rows if any(row)]
    place = _headings_at([row for _, row in filled])
    if len(filled) - place > MOST_ROWS + 1:
        raise NotATable
    return Table(tuple(filled[place][1]), tuple(filled[place + 1 :]))


def guess_columns(table: Table, *, exponent: int) -> tuple[Columns, bool]:
    """The columns by their headings; and whether the reading of the amounts is a guess to look at."""
    columns = recognise(table.headings)
    rows = [row for _, row in table.rows]
    amounts = figures.cells_of(rows, columns.amount, columns.credit, columns.debit)
    decimal, is_doubtful = figures.decimal_of(amounts, exponent)
    is_day_first = figures.day_comes_first(figures.cells_of(rows, columns.date))
    return columns.with_figures(is_day_first=is_day_first, decimal=decimal), is_doubtful


def read_lines(table: Table, columns: Columns, *, exponent: int) -> Reading:
    """Every row by these columns. Rows without a day (totals, page heads) are counted as unread, never guessed."""
    lines, unread = [], []
    for number, row in table.rows:
        day = figures.read_day(_cell(row, columns.date), is_day_first=columns.is_day_first)
        minor = _amount(row, columns, exponent)
        if day is None or not minor:
            unread.append(number)
            continue
        text = _cell(row, columns.text)
        lines.append(Line(number, day, minor, text, _cell(row, columns.name), _cell(row, columns.reference)[:80]))
    return Reading(tuple(lines), tuple(unread))


def _amount(row: list[str], columns: Columns, exponent: int) -> int | None:
    def read(place: int) -> int | None:
        return figures.read_amount(_cell(row, place), exponent=exponent, decimal=columns.decimal)

    if columns.credit >= 0:
        came, left = read(columns.credit), read(columns.debit)
        return came if came else (-abs(left) if left else came)
    minor = read(columns.amount)
    if minor is not None and columns.sign >= 0 and figures.says_out(_cell(row, columns.sign)):
        return -abs(minor)
    return minor


def _cell(row: list[str], place: int) -> str:
    return row[place] if 0 <= place < len(row) else ""


def _decode(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1256", "replace")


def _delimiter(text: str) -> str:
    """The sign that parts the cells: the one that most lines carry, and carry equally often."""
    lines = [line for line in text.splitlines() if line.strip()][:60]

    def steadiness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if sign in line]
        usual = max(set(counts), key=counts.count) if counts else 0
        return counts.count(usual) if usual else 0, usual

    return max(",;\t|", key=steadiness)


def _headings_at(rows: list[list[str]]) -> int:
    for place, row in enumerate(rows[:LOOK_FOR_HEADINGS]):
        if recognise(row).is_enough:
            return place
    raise NotATable
