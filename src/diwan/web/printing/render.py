"""From a document to the bytes of a PDF: one function for each kind of block."""

from contextlib import closing
from functools import singledispatch
from io import BytesIO

import segno

from diwan.web.drawing.raster import crest_png
from diwan.web.printing import document as said
from diwan.web.printing.sheet import COLOURS, LINE, QUIET, Sheet
from diwan.web.printing.tables import set_table

_BODY, _SMALL, _TITLE, _HEADING, _SUM = 9.5, 8.0, 19.0, 11.5, 13.0
_CREST_MM = 14.0


def render(document: said.Document) -> bytes:
    """The document as a PDF; the same document gives the same bytes."""
    with closing(_sheet(document)) as sheet:
        for block in document.blocks:
            set_block(block, sheet)
        _feet(sheet, document)
        return bytes(sheet.pdf.output())


def _sheet(document: said.Document) -> Sheet:
    return Sheet(title=document.title, language=document.language, made_at=document.made_at, paper=document.paper)


def _feet(sheet: Sheet, document: said.Document) -> None:
    pages = len(sheet.pdf.pages)
    for page in range(1, pages + 1):
        sheet.pdf.page = page
        sheet.y = sheet.pdf.h - sheet.margin - 4
        sheet.rule()
        sheet.y += 1
        sheet.pen(7.0, colour=QUIET)
        for line in sheet.lines(document.foot, sheet.width * 0.8)[:1]:
            sheet.put(line, at=0, width=sheet.width * 0.8)
        numbers = document.pages % {"page": page, "pages": pages}
        sheet.put(numbers, at=sheet.width * 0.8, width=sheet.width * 0.2, side="end")
    sheet.pdf.page = pages


@singledispatch
def set_block(block: said.Block, sheet: Sheet) -> None:
    """Set one block where the sheet stands."""
    raise TypeError(block)


@set_block.register
def _masthead(block: said.Masthead, sheet: Sheet) -> None:
    top, indent = sheet.y, 0.0
    if block.slug:
        sheet.picture(crest_png(block.slug, 256), at=0, size=_CREST_MM)
        indent = _CREST_MM + 4
    sheet.pen(_SMALL, colour=QUIET)
    share = sheet.width * (0.6 if block.facts else 1.0) - indent
    sheet.write(block.community, at=indent, width=share)
    sheet.pen(_TITLE, bold=True)
    sheet.write(block.title, at=indent, width=share)
    below, sheet.y = sheet.y, top
    _beside(sheet, block.facts, at=sheet.width * 0.62)
    sheet.y = max(below, sheet.y, top + (_CREST_MM if block.slug else 0)) + 3
    sheet.rule(dark=True)
    sheet.y += 4


def _beside(sheet: Sheet, facts: tuple[tuple[str, str], ...], *, at: float) -> None:
    """Small facts in the far corner of the masthead, label and value under one another."""
    width = sheet.width - at
    for label, value in facts:
        top = sheet.y
        sheet.pen(_SMALL, colour=QUIET)
        sheet.write(label, at=at, width=width * 0.45)
        low, sheet.y = sheet.y, top
        sheet.pen(_SMALL, bold=True)
        sheet.write(value, at=at + width * 0.45, width=width * 0.55, side="end")
        sheet.y = max(low, sheet.y)


@set_block.register
def _heading(block: said.Heading, sheet: Sheet) -> None:
    sheet.room(24)
    sheet.y += 4
    sheet.pen(_HEADING, bold=True)
    sheet.write(block.text)
    sheet.y += 1


@set_block.register
def _paragraph(block: said.Paragraph, sheet: Sheet) -> None:
    sheet.pen(_BODY if block.tone != "quiet" else _SMALL, bold=block.tone == "strong", colour=COLOURS[block.tone])
    sheet.write(block.text)
    sheet.y += 1.5


@set_block.register
def _facts(block: said.Facts, sheet: Sheet) -> None:
    for label, value in block.rows:
        _pair(sheet, label, value, at=0, size=_BODY)
    sheet.y += 2


def _pair(sheet: Sheet, label: str, value: str, *, at: float, size: float, bold: bool = False) -> None:
    """A label at the start and its value at the end, with a hairline under them."""
    width = sheet.width - at
    sheet.pen(size, bold=bold)
    labels, values = sheet.lines(label, width * 0.55), sheet.lines(value, width * 0.43)
    sheet.room(sheet.leading() * max(len(labels), len(values)) + 1)
    top = sheet.y
    for lines, start, share, side in ((labels, at, 0.55, "start"), (values, at + width * 0.57, 0.43, "end")):
        sheet.y = top
        for line in lines:
            sheet.put(line, at=start, width=width * share, side="start" if side == "start" else "end")
            sheet.y += sheet.leading()
    sheet.y = top + sheet.leading() * max(len(labels), len(values)) + 0.4
    sheet.rule(at=at, width=width)
    sheet.y += 0.6


@set_block.register
def _parties(block: said.Parties, sheet: Sheet) -> None:
    count = max(2, len(block.sides))
    width, top, low = sheet.width / count, sheet.y, sheet.y
    for index, (heading, lines) in enumerate(block.sides):
        sheet.y = top
        sheet.pen(_SMALL, colour=QUIET)
        sheet.write(heading, at=index * width, width=width - 4)
        for place, line in enumerate(lines):
            sheet.pen(_BODY, bold=place == 0)
            sheet.write(line, at=index * width, width=width - 4, own=True)
        low = max(low, sheet.y)
    sheet.y = low + 5


@set_block.register
def _table(block: said.Table, sheet: Sheet) -> None:
    set_table(block, sheet, size=_BODY, small=_SMALL)


@set_block.register
def _totals(block: said.Totals, sheet: Sheet) -> None:
    sheet.y += 1
    start = sheet.width * 0.45 if sheet.width > 100 else 0.0
    for index, (label, amount) in enumerate(block.rows):
        is_last = index == len(block.rows) - 1
        _pair(sheet, label, amount, at=start, size=_SUM if is_last else _BODY, bold=is_last)
    sheet.y += 4


@set_block.register
def _bars(block: said.Bars, sheet: Sheet) -> None:
    for label, figure, share_bp in block.rows:
        sheet.room(9)
        sheet.pen(_BODY)
        for text, side in ((label, "start"), (figure, "end")):
            for line in sheet.lines(text, sheet.width * 0.6)[:1]:
                sheet.put(line, at=0, width=sheet.width, side="start" if side == "start" else "end")
        sheet.y += sheet.leading() + 0.2
        sheet.bar(at=0, width=sheet.width, height=1.4, colour=LINE)
        if share_bp:
            sheet.bar(at=0, width=sheet.width * min(share_bp, 10_000) / 10_000, height=1.4, colour=COLOURS["zinjar"])
        sheet.y += 3
    sheet.y += 2


@set_block.register
def _code(block: said.Code, sheet: Sheet) -> None:
    sheet.room(block.size_mm + 2)
    top = sheet.y
    out = BytesIO()
    segno.make(block.data, error="m", micro=False).save(out, kind="png", scale=8, border=2)
    sheet.picture(out.getvalue(), at=0, size=block.size_mm)
    sheet.y += 2
    sheet.pen(_SMALL, colour=QUIET)
    if block.caption:
        sheet.write(block.caption, at=block.size_mm + 4)
    sheet.y = max(sheet.y, top + block.size_mm) + 3


@set_block.register
def _rule(block: said.Rule, sheet: Sheet) -> None:
    sheet.y += 2
    sheet.rule(dashed=block.is_dashed)
    sheet.y += 3
