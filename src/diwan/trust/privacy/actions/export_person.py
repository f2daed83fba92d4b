import csv
import html
import io
import json
import zipfile
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.kernel import ids
from diwan.kernel.text.csv_cells import safe_cell
from diwan.trust.privacy import gathered
from diwan.trust.privacy.models import DataExport

KEPT_DAYS = 7


def export_person(*, person_id: int, at: datetime) -> DataExport:
    """Write everything about a person into one zip (data.json, a CSV for each table, index.html) and keep it a week."""
    name = f"exports/{ids.file_name()}.zip"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        row_count = _write(archive, gathered.subject_of(person_id), at)
    kept = default_storage.save(name, File(out))
    return DataExport.objects.create(
        person_id=person_id, file=kept, byte_count=out.tell(), row_count=row_count, made_at=at,
        expires_at=at + timedelta(days=KEPT_DAYS),
    )  # fmt: skip


def _write(archive: zipfile.ZipFile, subject: Any, at: datetime) -> int:
    everything: dict[str, Any] = {}
    page = [_head(at)]
    count = 0
    for table in gathered.tables(subject):
        rows = [[_plain(value) for value in row] for row in table.rows]
        if not rows:
            continue
        count += len(rows)
        everything[table.label] = [dict(zip(table.columns, row, strict=True)) for row in rows]
        with archive.open(f"{table.label}.csv", "w") as file:
            _csv(file, table.columns, rows)
        page.append(_section(table, rows))
    text = json.dumps({"made_at": at.isoformat(), "tables": everything}, ensure_ascii=False, indent=1)
    archive.writestr("data.json", text)
    archive.writestr("index.html", "".join([*page, "</body></html>"]))
    return count


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _csv(file: IO[bytes], columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    """With a byte-order mark, so that a spreadsheet reads the Arabic; no cell is taken for a formula."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[safe_cell(value) for value in row] for row in rows])
    text.flush()
    text.detach()


def _head(at: datetime) -> str:
    language = "en" if get_language() == "en" else "ar"
    title = html.escape(_("Everything kept about you"))
    direction = "ltr" if language == "en" else "rtl"
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font-family:sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}"
        "td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:start;vertical-align:top}"
        f"</style></head><body><h1>{title}</h1><p>{at.isoformat()}</p>"
    )


def _section(table: gathered.Table, rows: list[list[Any]]) -> str:
    heads = "".join(f"<th>{html.escape(name)}</th>" for name in table.columns)
    lines = "".join(
        "<tr>"
        + "".join(f'<td dir="auto">{html.escape(str("" if cell is None else cell))}</td>' for cell in row)
        + "</tr>"
        for row in rows
    )
    return (
        f"<h2>{html.escape(table.label)}</h2><p>{html.escape(table.purpose)}</p><table><tr>{heads}</tr>{lines}</table>"
    )
