"""Drawings that stand in for photographs: plates in the quarter-circle manner of the face, and slips of paper."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

_SIZE = (1280, 560)
_PALE, _LEAF, _DARK, _FRESH = "#e3eadc", "#2f7a55", "#1f5a41", "#69a26f"
_CELLS = [(244, 80, "#8fae4f"), (372, 140, "#cfc257"), (508, 164, "#e0c95a")]
_MORE_CELLS = [(644, 164, "#e3cd62"), (780, 140, "#d5c459"), (912, 64, "#a7b751")]
_SEEDS = ["#7a4b22", "#c65f3a", "#12382c", "#d9a236", "#2f7a55", "#a9774a"]
_LAYERS = [(180, "#a9c9a0"), (265, "#d9a236"), (345, "#a9774a"), (425, "#6b4426"), (500, "#3a2718")]


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def leaf() -> bytes:
    """One leaf, yellow between green veins."""
    image = Image.new("RGB", _SIZE, _PALE)
    draw = ImageDraw.Draw(image)
    draw.ellipse((130, -120, 1160, 690), fill=_LEAF)
    draw.rectangle((0, 0, 1280, 84), fill=_PALE)
    draw.rectangle((0, 520, 1280, 560), fill=_PALE)
    for left, height, colour in [*_CELLS, *_MORE_CELLS]:
        draw.pieslice((left - 20, 286 - height * 1.3, left + 110, 286 + height * 1.3), 180, 270, fill=colour)
        draw.pieslice((left - 20, 318 - height * 1.3, left + 110, 318 + height * 1.3), 90, 180, fill=colour)
    draw.line((0, 304, 1150, 304), fill=_DARK, width=14)
    return _png(image)


def seeds() -> bytes:
    """A tray of seeds."""
    image = Image.new("RGB", _SIZE, "#f0e8d4")
    draw = ImageDraw.Draw(image)
    for place in range(40):
        x, y = 90 + 122 * (place % 10), 80 + 132 * (place // 10)
        wide, tall = 20 + place % 3 * 7, 40 - place % 4 * 5
        draw.ellipse((x - wide, y - tall, x + wide, y + tall), fill=_SEEDS[place % 6])
    return _png(image)


def soil() -> bytes:
    """Layers of a pot, from mulch down to gravel."""
    image = Image.new("RGB", _SIZE, "#e9eadf")
    draw = ImageDraw.Draw(image)
    for place, (top, colour) in enumerate(_LAYERS):
        draw.rectangle((0, top, 1280, 560), fill=colour)
        for x in range(0, 1280, 160):
            shift = 80 * (place % 2)
            draw.pieslice((x + shift, top - 30, x + shift + 80, top + 30), 180, 360, fill=colour)
    return _png(image)


def drip() -> bytes:
    """A drip line and its drops."""
    image = Image.new("RGB", _SIZE, "#dfe8ee")
    draw = ImageDraw.Draw(image)
    draw.line((80, 120, 1200, 120), fill="#31597f", width=18)
    for place in range(6):
        x, y = 180 + place * 184, 210 + place % 2 * 60
        colour = "#3b69b5" if place % 2 else "#6d95d9"
        draw.polygon([(x, y - 40), (x - 44, y + 60), (x + 44, y + 60)], fill=colour)
        draw.ellipse((x - 46, y + 20, x + 46, y + 112), fill=colour)
    draw.line((80, 500, 1200, 500), fill=_FRESH, width=36)
    return _png(image)


def lemon() -> bytes:
    """A small lemon tree in a pot."""
    image = Image.new("RGB", _SIZE, "#e8edd9")
    draw = ImageDraw.Draw(image)
    draw.polygon([(500, 390), (780, 390), (740, 550), (540, 550)], fill="#c65f3a")
    draw.rectangle((485, 358, 795, 396), fill="#a94a2b")
    draw.line((640, 360, 640, 180), fill=_DARK, width=18)
    draw.pieslice((380, 40, 900, 330), 120, 270, fill=_LEAF)
    draw.pieslice((380, 20, 900, 310), 270, 60, fill=_FRESH)
    for x, y, colour in [(560, 230, "#d9a236"), (735, 215, "#e7bd4f"), (650, 120, "#d9a236")]:
        draw.ellipse((x - 42, y - 42, x + 42, y + 42), fill=colour)
    return _png(image)


PLATES: dict[str, Callable[[], bytes]] = {"leaf": leaf, "seeds": seeds, "soil": soil, "drip": drip, "lemon": lemon}


def receipt(*, reference: str, amount_minor: int, currency: str, at: datetime) -> bytes:
    """A bank's slip, photographed: what a treasurer compares with an order. `amount_minor` of `currency`."""
    places = 3 if currency == "KWD" else 2
    whole, part = divmod(amount_minor, 10**places)
    image = Image.new("RGB", (360, 520), "#5d6862")
    draw = ImageDraw.Draw(image)
    draw.rectangle((24, 24, 336, 496), fill="#fcfcfa")
    draw.rectangle((24, 24, 336, 92), fill="#31597f")
    large, small = ImageFont.load_default(34), ImageFont.load_default(17)
    draw.text((42, 42), "TRANSFER SLIP", font=ImageFont.load_default(24), fill="#fcfcfa")
    draw.text((42, 124), f"{whole}.{part:0{places}d} {currency}", font=large, fill="#15231d")
    lines = [("Reference", reference), ("Date", f"{at:%Y-%m-%d %H:%M}"), ("Status", "Completed")]
    for place, (name, value) in enumerate(lines):
        y = 210 + place * 68
        draw.text((42, y), name, font=small, fill="#5d6862")
        draw.text((42, y + 24), value, font=ImageFont.load_default(22), fill="#15231d")
        draw.line((42, y + 58, 318, y + 58), fill="#cfd6cf")
    return _png(image)
