"""Build the fonts of printed pages: one TTF for each weight that holds Arabic and Latin together.

A PDF is set with one font for both scripts: two subsets under one family name print wrong glyphs, and a run that
changes its font in the middle of a line loses its joins. The sources are the web fonts the project already keeps;
their licence lies beside the result.

    uv run --with fonttools --with brotli python tools/build_print_fonts.py
"""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src" / "diwan" / "web" / "static" / "fonts"
TARGET = ROOT / "src" / "diwan" / "web" / "printing" / "fonts"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
FAMILY = "Diwan Print"
_HINTING = ("fpgm", "prep", "cvt ", "gasp")


def unpacked(source: Path, folder: Path, kept: set[int] | None = None) -> Path:
    """A web font as a plain TTF without hinting, cut to the characters of `kept` when they are given."""
    font = TTFont(source)
    if kept is not None:
        options = Options(layout_features=["*"], notdef_outline=True, glyph_names=True)
        cutter = Subsetter(options)
        cutter.populate(unicodes=kept)
        cutter.subset(font)
    for table in _HINTING:
        if table in font:
            del font[table]
    font.flavor = None
    path = folder / f"{source.stem}.ttf"
    font.save(path)
    return path


def merged(weight: int, folder: Path) -> TTFont:
    """Latin and Arabic of one weight in one font; what both have comes from the Latin one."""
    latin = TTFont(FONTS / f"plex-latin-{weight}.woff2")
    arabic = TTFont(FONTS / f"plex-arabic-{weight}.woff2")
    rest = set(arabic.getBestCmap()) - set(latin.getBestCmap())
    parts = [
        unpacked(FONTS / f"plex-latin-{weight}.woff2", folder),
        unpacked(FONTS / f"plex-arabic-{weight}.woff2", folder, rest),
    ]
    return Merger().merge([str(path) for path in parts])


def named(font: TTFont, style: str) -> TTFont:
    """Renamed, as the licence asks of changed fonts, and dated so that building again gives the same bytes."""
    words = {1: FAMILY, 2: style, 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}", 6: f"DiwanPrint-{style}"}
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    for number, text in words.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 3_800_000_000
    font.recalcTimestamp = False
    return font


def main() -> None:
    """Write both weights."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for weight, style in WEIGHTS.items():
            font = named(merged(weight, Path(folder)), style)
            font.save(TARGET / f"diwan-print-{weight}.ttf")


if __name__ == "__main__":
    main()
