"""The picture that stands for a page where its address is shared: crest, title, community, in shaped Arabic or Latin.

Pillow draws with raqm, which shapes and joins letters. No font of ours holds both scripts, so a line is cut into runs
of one script each, laid out in the direction of the title.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from diwan.kernel.text.bidi import direction_of, without_controls
from diwan.web.drawing.mosaic import UNIT, tiles

WIDTH, HEIGHT = 1200, 630
_FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
_PAPER, _INK, _QUIET = "#fbfcf9", "#15201c", "#5b6762"
_MARGIN, _CREST, _BAND = 72, 120, 24
_TITLE_SIZES = (68, 58, 48)
_LINES = 4
_ARC = 12
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")


@dataclass(frozen=True, slots=True)
class Face:
    """One size and weight in both scripts."""

    size: int
    weight: int = 600

    def of(self, text: str) -> ImageFont.FreeTypeFont:
        return _font("arabic" if _is_arabic(text) else "latin", self.weight, self.size)

    def width(self, word: str) -> float:
        return sum(self.of(piece).getlength(piece) for piece in _pieces(word))


def card(*, slug: str, title: str, community: str) -> bytes:
    """A PNG of 1200 × 630 for a title in any language; what no font of ours can write is left out."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    title, community = _writable(title), _writable(community)
    is_rtl = direction_of(title or community) == "rtl"
    image.paste(_mosaic(slug, WIDTH // _BAND // 2, 1, _BAND * 2), (0, HEIGHT - _BAND * 2))
    left = WIDTH - _MARGIN - _CREST if is_rtl else _MARGIN
    image.paste(_mosaic(slug, 4, 4, _CREST // 4), (left, _MARGIN))
    name = Face(36, 500)
    edge = left - 28 if is_rtl else left + _CREST + 28
    _write(draw, community.split(), name, edge, _MARGIN + (_CREST - 50) // 2, is_rtl=is_rtl, fill=_QUIET)
    face, lines = _fitted(title)
    top = _MARGIN + _CREST + 48
    for line in lines:
        _write(draw, line, face, WIDTH - _MARGIN if is_rtl else _MARGIN, top, is_rtl=is_rtl, fill=_INK)
        top += face.size * 3 // 2
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitted(title: str) -> tuple[Face, list[list[str]]]:
    """The largest face in which the title fits; in the smallest it is cut."""
    for size in _TITLE_SIZES:
        face = Face(size)
        lines = _lines(title.split(), face)
        if len(lines) * size * 3 // 2 <= HEIGHT - _MARGIN - _CREST - 48 - 3 * _BAND and len(lines) <= _LINES:
            return face, lines
    lines = lines[:_LINES]
    lines[-1] = [*lines[-1][:-1], lines[-1][-1] + "…"]
    return face, lines


def _lines(words: list[str], face: Face) -> list[list[str]]:
    lines: list[list[str]] = []
    room, blank = WIDTH - 2 * _MARGIN, face.width(" ")
    used = room + 1.0
    for word in words:
        width = face.width(word)
        if used + blank + width > room:
            lines.append([])
            used = -blank
        lines[-1].append(word)
        used += blank + width
    return lines


def _write(
    draw: ImageDraw.ImageDraw, words: list[str], face: Face, edge: float, top: float, *, is_rtl: bool, fill: str
) -> None:
    """One line from its beginning: words of the same script stay together in their own order."""
    blank = face.width(" ")
    for run in _runs(words):
        width = sum(map(face.width, run)) + blank * (len(run) - 1)
        goes_left = _is_arabic(run[0])
        x = edge if goes_left == is_rtl else edge - width if is_rtl else edge + width
        for word in run:
            x = _write_word(draw, word, face, x, top + face.size, goes_left=goes_left, fill=fill)
            x += -blank if goes_left else blank
        edge += -(width + blank) if is_rtl else width + blank


def _write_word(
    draw: ImageDraw.ImageDraw, word: str, face: Face, x: float, baseline: float, *, goes_left: bool, fill: str
) -> float:
    """Draw from x on; give where it ends. Brackets face the way the line goes."""
    for piece in _pieces(word):
        is_arabic = _is_arabic(piece)
        text = piece.translate(_MIRRORED) if goes_left and not is_arabic else piece
        font = face.of(piece)
        width = font.getlength(piece)
        at = (x - width if goes_left else x, baseline)
        draw.text(at, text, font=font, fill=fill, anchor="ls", direction="rtl" if is_arabic else "ltr")
        x += -width if goes_left else width
    return x


def _pieces(word: str) -> list[str]:
    """The word cut where its letters change from one font to the other: ':' and brackets are in one alone."""
    return ["".join(letters) for _is_one, letters in groupby(word, _is_arabic)]


def _runs(words: list[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for word in words:
        if runs and _is_arabic(runs[-1][0]) == _is_arabic(word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_arabic(word: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in word)


def _writable(text: str) -> str:
    """Without direction marks, and without signs (emoji, other scripts) that would be drawn as empty boxes."""
    kept = (letter if _has(letter) or letter.isspace() else " " for letter in without_controls(text))
    return " ".join("".join(kept).split())


def _has(letter: str) -> bool:
    if _is_arabic(letter):
        return True
    return ord(letter) < 0x250 or (0x2010 <= ord(letter) <= 0x2026 and not unicodedata.category(letter).startswith("C"))


@cache
def _font(script: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"plex-{script}-{weight}.woff2", size, layout_engine=ImageFont.Layout.RAQM)


def _mosaic(slug: str, columns: int, rows: int, side: int) -> Image.Image:
    """The community's tiles, drawn four times as large and shrunk, so that arcs are smooth."""
    scale = 4 * side / UNIT
    image = Image.new("RGB", (4 * columns * side, 4 * rows * side))
    draw = ImageDraw.Draw(image)
    for tile in tiles(slug, columns, rows):
        corner = (tile.x * scale, tile.y * scale)
        draw.rectangle((*corner, corner[0] + 4 * side, corner[1] + 4 * side), fill=tile.ground)
        shape = [_turned(point, tile.turn) for point in _shape(tile.shape)]
        draw.polygon([(corner[0] + x * scale, corner[1] + y * scale) for x, y in shape], fill=tile.figure)
    return image.resize((columns * side, rows * side), Image.Resampling.LANCZOS)


def _turned(point: tuple[float, float], degrees: int) -> tuple[float, float]:
    x, y = point[0] - UNIT / 2, point[1] - UNIT / 2
    for _ in range(degrees // 90):
        x, y = -y, x
    return x + UNIT / 2, y + UNIT / 2


def _shape(number: int) -> list[tuple[float, float]]:
    """The outline of one of the mosaic's five figures on a tile of 40 × 40."""
    half = UNIT / 2
    figures: tuple[list[tuple[float, float]], ...] = (
        [*_arc(0, UNIT, UNIT, -90, 0), *_arc(UNIT, 0, UNIT, 90, 180)],  # a leaf
        [(0, 0), *_arc(0, 0, UNIT, 0, 90)],  # a quarter disc
        [(20, 7.2), (32.8, 20), (20, 32.8), (7.2, 20)],  # a nuqta
        [(0, UNIT), *_arc(half, half, half, 180, 360), (UNIT, UNIT)],  # an arch
        [(0, 0), (UNIT, 0), (0, UNIT)],  # a half
    )
    return figures[number]


def _arc(x: float, y: float, radius: float, start: int, stop: int) -> list[tuple[float, float]]:
    steps = (start + (stop - start) * step / _ARC for step in range(_ARC + 1))
    return [(x + radius * cos(pi * angle / 180), y + radius * sin(pi * angle / 180)) for angle in steps]
