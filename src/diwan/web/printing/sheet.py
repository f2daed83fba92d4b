"""A sheet of paper one writes on from the start of the line: right in Arabic, left in English. Lengths are in mm."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the library ships no types
from fpdf import FPDF
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from diwan.kernel.text.bidi import direction_of
from diwan.web.printing.runs import Run, runs_of
from diwan.web.printing.words import lines_of, printable

FONTS = Path(__file__).resolve().parent / "fonts"
FAMILY = "DiwanPrint"
INK, QUIET, LINE = (21, 32, 28), (91, 103, 98), (205, 212, 207)
COLOURS = {"ink": INK, "quiet": QUIET, "strong": INK, "zinjar": (11, 110, 86), "zinjafr": (166, 44, 30)}
MARGINS = {"a4": 20.0, "a6": 9.0}
Side = Literal["start", "end", "middle"]
_LEADING = 0.62  # millimetres of line height for each point of size: Arabic needs the room


class _Paper(FPDF):
    """The library's page, which cuts a run where a vowel mark stands (it is of no script); one run is one word here."""

    def _parse_chars(self, text: str, markdown: bool, **_: object) -> Iterator[Fragment]:
        yield Fragment(text, self._get_current_graphics_state(), self.k)


class Sheet:
    """Paper, pen and the place where it stands; knows direction, fonts and page ends, not what is written."""

    def __init__(self, *, title: str, language: str, made_at: datetime, paper: str) -> None:
        self.is_rtl = language == "ar"
        self.margin = MARGINS[paper]
        self.pdf = _Paper(format=paper)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.set_auto_page_break(False)
        self.pdf.alias_nb_pages("")  # no word of the text stands for the number of pages
        self.pdf.set_creation_date(made_at)
        self.pdf.set_title(title)
        self.pdf.set_lang(language)
        self.pdf.set_producer("Diwan")
        self.pdf.add_font(FAMILY, "", FONTS / "diwan-print-400.ttf")
        self.pdf.add_font(FAMILY, "B", FONTS / "diwan-print-600.ttf")
        self.pdf.set_text_shaping(True)
        self.drawn = _drawn_by(400) & _drawn_by(600)
        self.width = self.pdf.w - 2 * self.margin
        self.bottom = self.pdf.h - self.margin - 8
        self.turn()

    def close(self) -> None:
        """Let go of the fonts' files."""
        for font in self.pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def turn(self) -> None:
        """Take a new page and stand at its top."""
        self.pdf.add_page()
        self.y = self.margin

    def room(self, height: float) -> bool:
        """Turn the page unless `height` still fits on it; True when it was turned."""
        if self.y + height <= self.bottom or self.y <= self.margin:
            return False
        self.turn()
        return True

    def pen(self, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        """Choose how the next words look: points, weight, colour."""
        self.pdf.set_font(FAMILY, "B" if bold else "", size)
        self.pdf.set_text_color(*colour)

    def leading(self) -> float:
        """The height of one line of the present pen."""
        return self.pdf.font_size_pt * _LEADING

    def lines(self, text: str, width: float) -> list[str]:
        """The text in lines of at most `width`, broken in reading order before anything is turned round."""
        return lines_of(printable(text, self.drawn), width, self.pdf.get_string_width)

    def put(self, line: str, *, at: float, width: float, side: Side = "start", own: bool = False) -> None:
        """Write one line in the box that begins `at` from the start of the page's width.

        With `own` the line's first letter decides its direction (names, titles); without, the page's language does.
        """
        runs = runs_of(line, is_rtl=self._is_rtl(line, own=own))
        widths = [self._measured(run) for run in runs]
        spare = width - sum(widths)
        far = side == ("start" if self.is_rtl else "end")
        left = self._left(at, width) + (spare / 2 if side == "middle" else spare if far else 0)
        for run, taken in zip(runs, widths, strict=True):
            self._direct(run)
            self.pdf.set_xy(left, self.y)
            self.pdf.cell(taken, self.leading(), run.text)
            left += taken

    def write(self, text: str, *, at: float = 0.0, width: float = 0.0, side: Side = "start", own: bool = False) -> None:
        """Write a text line under line, moving down, turning the page where it ends."""
        width = width or self.width - at
        for line in self.lines(text, width):
            self.room(self.leading())
            self.put(line, at=at, width=width, side=side, own=own)
            self.y += self.leading()

    def rule(self, *, at: float = 0.0, width: float = 0.0, dashed: bool = False, dark: bool = False) -> None:
        """A line across the width where the pen stands."""
        width = width or self.width - at
        left = self._left(at, width)
        self.pdf.set_draw_color(*(INK if dark else LINE))
        self.pdf.set_line_width(0.3 if dark else 0.2)
        self.pdf.set_dash_pattern(1, 1) if dashed else self.pdf.set_dash_pattern()
        self.pdf.line(left, self.y, left + width, self.y)
        self.pdf.set_dash_pattern()

    def bar(self, *, at: float, width: float, height: float, colour: tuple[int, int, int]) -> None:
        """A filled bar that grows from the start."""
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(self._left(at, width), self.y, width, height, style="F")

    def picture(self, png: bytes, *, at: float, size: float) -> None:
        """A square picture at the height where the pen stands; the pen does not move."""
        self.pdf.image(BytesIO(png), x=self._left(at, size), y=self.y, w=size, h=size)

    def _left(self, at: float, width: float) -> float:
        return self.pdf.w - self.margin - at - width if self.is_rtl else self.margin + at

    def _is_rtl(self, line: str, *, own: bool) -> bool:
        direction = direction_of(line) if own else "auto"
        return self.is_rtl if direction == "auto" else direction == "rtl"

    def _measured(self, run: Run) -> float:
        self._direct(run)
        return float(self.pdf.get_string_width(run.text))

    def _direct(self, run: Run) -> None:
        self.pdf.set_text_shaping(True, direction=TextDirection.RTL if run.is_rtl else TextDirection.LTR)


@lru_cache(maxsize=2)
def _drawn_by(weight: int) -> frozenset[int]:
    """The characters a weight can draw."""
    with TTFont(FONTS / f"diwan-print-{weight}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())
