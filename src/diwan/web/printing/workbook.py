"""Tables for spreadsheets, as CSV and as a workbook: no cell of either is ever a formula."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # the library ships no types

from diwan.kernel.text.csv_cells import safe_text

Cell = str | int | date | Decimal
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Nothing that is typed becomes more than text; and the same table is the same file.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_MADE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its headings, its rows. Amounts are exact Decimals in major units."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as CSV with a mark, so that a spreadsheet reads Arabic."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_text(heading) for heading in sheet.headings])
    writer.writerows([safe_text(cell) if isinstance(cell, str) else str(cell) for cell in row] for row in sheet.rows)
    return ("\ufeff" + out.getvalue()).encode()


def workbook(sheets: Sequence[Sheet], *, decimals: int, is_rtl: bool) -> bytes:
    """The tables as one workbook; in Arabic its columns run from the right."""
    out = BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "money": book.add_format({"num_format": "#,##0." + "0" * decimals if decimals else "#,##0"}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:31])
            page.freeze_panes(1, 0)
            if is_rtl:
                page.right_to_left()
            for column, heading in enumerate(sheet.headings):
                page.write_string(0, column, heading, formats["head"])
            page.set_column(0, len(sheet.headings) - 1, 18)
            for line, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    _write(page, line, column, cell, formats)
    return out.getvalue()


def _write(page: Any, line: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, Decimal):
        page.write_number(line, column, cell, formats["money"])
    elif isinstance(cell, date):
        page.write_datetime(line, column, cell, formats["day"])
    elif isinstance(cell, int):
        page.write_number(line, column, cell)
    else:
        page.write_string(line, column, cell)
