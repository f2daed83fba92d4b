"""The crest as pixels, for those who cannot draw SVG: a phone's home screen, a share card."""

import io
import math
from functools import lru_cache

from PIL import Image, ImageDraw

from diwan.web.drawing.mosaic import UNIT, Tile, tiles

_FINER = 4  # drawn so many times larger, then made small: smooth edges
_STEPS = 24
Point = tuple[float, float]


@lru_cache(maxsize=256)
def crest_png(slug: str, size: int) -> bytes:
    """The crest of a community as a square PNG without transparency, `size` pixels wide; safe to be masked round."""
    picture = crest_image(slug, size)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def crest_image(slug: str, size: int) -> Image.Image:
    scale = size * _FINER / (4 * UNIT)
    picture = Image.new("RGB", (size * _FINER, size * _FINER))
    pen = ImageDraw.Draw(picture)
    for tile in tiles(slug, 4, 4):
        _paint(pen, tile, scale)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _paint(pen: ImageDraw.ImageDraw, tile: Tile, scale: float) -> None:
    corner = (tile.x * scale, tile.y * scale)
    far = ((tile.x + UNIT) * scale, (tile.y + UNIT) * scale)
    pen.rectangle([corner, far], fill=tile.ground)
    outline = [_turned(point, tile.turn) for point in _OUTLINES[tile.shape]]
    pen.polygon([((tile.x + x) * scale, (tile.y + y) * scale) for x, y in outline], fill=tile.figure)


def _turned(point: Point, degrees: int) -> Point:
    """Turned round the middle of a tile by a multiple of 90°."""
    x, y = point[0] - UNIT / 2, point[1] - UNIT / 2
    for _ in range(degrees // 90):
        x, y = -y, x
    return x + UNIT / 2, y + UNIT / 2


def _arc(centre: Point, radius: float, start: int, end: int) -> list[Point]:
    angles = [math.radians(start + (end - start) * step / _STEPS) for step in range(_STEPS + 1)]
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]


# The same five figures as mosaic._SHAPES, in the same order: leaf, quarter disc, nuqta, arch, half.
_OUTLINES: tuple[list[Point], ...] = (
    [*_arc((0, UNIT), UNIT, -90, 0), *_arc((UNIT, 0), UNIT, 90, 180)],
    [(0, 0), *_arc((0, 0), UNIT, 0, 90)],
    [(20, 7.2), (32.8, 20), (20, 32.8), (7.2, 20)],
    [(0, UNIT), *_arc((20, 20), 20, 180, 360), (UNIT, UNIT)],
    [(0, 0), (UNIT, 0), (0, UNIT)],
)
