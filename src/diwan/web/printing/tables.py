"""Tables on paper: columns in reading order, figures at their end, the head again on every page."""

from diwan.web.printing.document import Column, Row, Table
from diwan.web.printing.sheet import QUIET, Sheet

_GAP = 3.0


def set_table(table: Table, sheet: Sheet, *, size: float, small: float) -> None:
    """Set a table where the sheet stands; a row is never cut by the end of a page."""
    _head(table, sheet, small)
    for row in table.rows:
        sheet.pen(size, bold=row.is_total)
        cells = _cells(row, table.columns, sheet)
        sheet.pen(small)
        note = sheet.lines(row.note, sheet.width * 0.8) if row.note else []
        note_height = len(note) * sheet.leading()
        sheet.pen(size, bold=row.is_total)
        if sheet.room(max(map(len, cells)) * sheet.leading() + note_height + 2):
            _head(table, sheet, small)
            sheet.pen(size, bold=row.is_total)
        _row(cells, table.columns, sheet)
        _note(note, sheet, small)
        sheet.y += 0.8
        sheet.rule(dark=row.is_total)
        sheet.y += 0.8
    sheet.y += 2


def _head(table: Table, sheet: Sheet, small: float) -> None:
    sheet.pen(small, bold=True, colour=QUIET)
    _row(_cells(Row(tuple(column.label for column in table.columns)), table.columns, sheet), table.columns, sheet)
    sheet.y += 0.6
    sheet.rule(dark=True)
    sheet.y += 1


def _spans(columns: tuple[Column, ...], width: float) -> list[tuple[float, float]]:
    """Where each column starts and how wide it is, with a gap between neighbours."""
    unit = width / sum(column.share for column in columns)
    spans, at = [], 0.0
    for column in columns:
        spans.append((at, column.share * unit - _GAP))
        at += column.share * unit
    spans[-1] = (spans[-1][0], spans[-1][1] + _GAP)
    return spans


def _cells(row: Row, columns: tuple[Column, ...], sheet: Sheet) -> list[list[str]]:
    spans = _spans(columns, sheet.width)
    return [sheet.lines(text, span[1]) for text, span in zip(row.cells, spans, strict=True)]


def _row(cells: list[list[str]], columns: tuple[Column, ...], sheet: Sheet) -> None:
    top = sheet.y
    for lines, column, (at, width) in zip(cells, columns, _spans(columns, sheet.width), strict=True):
        sheet.y = top
        for line in lines:
            sheet.put(line, at=at, width=width, side="end" if column.is_figure else "start", own=True)
            sheet.y += sheet.leading()
    sheet.y = top + max(map(len, cells)) * sheet.leading()


def _note(lines: list[str], sheet: Sheet, small: float) -> None:
    sheet.pen(small, colour=QUIET)
    for line in lines:
        sheet.put(line, at=0, width=sheet.width * 0.8)
        sheet.y += sheet.leading()
