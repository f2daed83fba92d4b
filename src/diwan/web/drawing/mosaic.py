"""A community's crest and cover: beds of quarter-leaves grown from its slug."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from diwan.web.drawing.seeds import Seeded

UNIT = 40
_WEIGHTS = (50, 60, 60, 50, 60, 20, 13, 40)
PALETTES = {
    "sea": ("#1c4a6e", "#2b6d96", "#69a3bd", "#a9cdd6", "#e0edec", "#e2b04a", "#d0694a", "#10304a"),
    "clay": ("#7c3f2a", "#a85a3a", "#cd8f68", "#e2bf9e", "#f3e8da", "#2f7a72", "#d9a236", "#4a2418"),
    "garden": ("#1f5a41", "#2f7a55", "#69a26f", "#a9c9a0", "#e4edd9", "#d9a236", "#c65f3a", "#12382c"),
    "dusk": ("#4b3a6e", "#6d5596", "#9c86bd", "#c9bcd9", "#ece6ef", "#d99a4a", "#b8506a", "#2b2147"),
    "ink": ("#2b3a36", "#46524d", "#84918b", "#bcc6bf", "#eef1ec", "#c48605", "#a93119", "#15201c"),
}
_SHAPES = (
    f"M0 0A{UNIT} {UNIT} 0 0 1 {UNIT} {UNIT}A{UNIT} {UNIT} 0 0 1 0 0z",  # a leaf
    f"M0 0H{UNIT}A{UNIT} {UNIT} 0 0 1 0 {UNIT}z",  # a quarter disc
    "M20 7.2L32.8 20L20 32.8L7.2 20z",  # a nuqta
    f"M0 {UNIT}V20A20 20 0 0 1 {UNIT} 20V{UNIT}z",  # an arch
    f"M0 0H{UNIT}L0 {UNIT}z",  # a half
)
_SHAPE_WEIGHTS = (46, 28, 10, 9, 7)


def palette_of(slug: str) -> str:
    """The palette a community has until it chooses one: sea, clay, garden, dusk or ink, by its slug."""
    names = tuple(PALETTES)
    return names[Seeded(f"palette:{slug}").below(len(names))]


@dataclass(frozen=True, slots=True)
class Tile:
    """One bed: its corner, the ground's colour, and a figure (index of `_SHAPES`) turned by quarter turns."""

    x: int
    y: int
    ground: str
    figure: str
    shape: int
    turn: int


def tiles(slug: str, columns: int, rows: int, palette: str | None = None) -> list[Tile]:
    """Every tile of a mosaic, row by row; always the same for the same arguments."""
    colours = PALETTES[palette or palette_of(slug)]
    chance = Seeded(f"mosaic:{slug}:{columns}x{rows}")
    return [_tile(chance, colours, column * UNIT, row * UNIT) for row in range(rows) for column in range(columns)]


@lru_cache(maxsize=200)
def mosaic(slug: str, columns: int, rows: int, palette: str | None = None) -> Markup:
    """A decorative SVG of columns × rows tiles; hidden from screen readers."""
    drawn = Markup("").join(_svg(tile) for tile in tiles(slug, columns, rows, palette))
    frame = (
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{}</svg>'
    )
    return Markup(frame).format(columns * UNIT, rows * UNIT, drawn)


def crest(slug: str, palette: str | None = None) -> Markup:
    """The small square sign of a community, to be framed by `.crest`."""
    return mosaic(slug, 4, 4, palette)


def cover(slug: str, palette: str | None = None, *, wide: bool = False) -> Markup:
    """The large picture of a community: 7 × 8 tiles, or a band of 15 × 3 when `wide`."""
    return mosaic(slug, 15, 3, palette) if wide else mosaic(slug, 7, 8, palette)


def _tile(chance: Seeded, colours: tuple[str, ...], x: int, y: int) -> Tile:
    ground, figure = chance.weighted(_WEIGHTS), chance.weighted(_WEIGHTS)
    if figure == ground:
        figure = (ground + 3) % 5
    shape, turn = chance.weighted(_SHAPE_WEIGHTS), 90 * chance.below(4)
    return Tile(x, y, colours[ground], colours[figure], shape, turn)


def _svg(tile: Tile) -> Markup:
    # A hair of overlap keeps neighbouring tiles from showing a seam between them.
    return Markup(
        '<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="{ground}"/>'
        '<path transform="translate({x} {y}) rotate({turn} 20 20)" d="{shape}" fill="{figure}"/>'
    ).format(
        x=tile.x, y=tile.y, side=UNIT + 0.4, ground=tile.ground, turn=tile.turn, shape=_SHAPES[tile.shape],
        figure=tile.figure,
    )  # fmt: skip
