"""What each member received: one rhombic dot per member, stacked by amount; the reader's own is filled."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from diwan.kernel.text.numbers import in_digits
from diwan.kernel.text.reader import Reader

_CELL, _STEP, _FLOOR, _ROWS = 74, 12, 38, 9


@dataclass(frozen=True, slots=True)
class Bin:
    """A column: its label in figures ('5–10'), how many members, and whether the reader is one of them."""

    label: str
    count: int
    holds_reader: bool = False


def dotplot(bins: Sequence[Bin], *, reader: Reader, title: str, you: str = "") -> Markup:
    """An SVG of the bins from the smallest amount to the largest, in reading direction.

    Up to 36 members a column each have their dot; when a column is taller, one dot stands for several in every
    column alike, and `title` should say so (see `members_per_dot`). `you` labels the reader's dot.
    """
    per = members_per_dot(bins)
    width, height = _CELL * max(len(bins), 1), _FLOOR + 40 + _ROWS * (_STEP + 2)
    body = Markup("").join(_column(index, column, per, width, height, reader, you) for index, column in enumerate(bins))
    axis = Markup('<path class="axis" d="M0 {y}H{w}"/>').format(y=height - 25, w=width)
    return Markup('<svg class="chart dotplot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        width, height, title, body, axis
    )


def members_per_dot(bins: Sequence[Bin]) -> int:
    """How many members one dot stands for: 1 until a column would rise above nine rows of four."""
    tallest = max((column.count for column in bins), default=0)
    return max(1, -(-tallest // (4 * _ROWS)))


def _column(index: int, column: Bin, per: int, width: int, height: int, reader: Reader, you: str) -> Markup:
    dots = -(-column.count // per)
    own = dots - 1 if column.holds_reader else -1
    drawn = Markup("")
    for place in range(dots):
        x = index * _CELL + 19 + (place % 4) * _STEP
        y = height - _FLOOR - (place // 4) * (_STEP + 2)
        drawn += _dot(width - x if reader.is_rtl else x, y, mine=place == own, you=you)
    centre = index * _CELL + _CELL / 2
    label = in_digits(column.label, reader)
    return drawn + Markup('<text class="num" direction="ltr" text-anchor="middle" x="{:.1f}" y="{}">{}</text>').format(
        width - centre if reader.is_rtl else centre, height - 8, label
    )


def _dot(x: float, y: float, *, mine: bool, you: str) -> Markup:
    dot = Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="7.2" height="7.2" rx="1" transform="rotate(45 {:.1f} {:.1f})"/>'
    ).format("you" if mine else "dot", x - 3.6, y - 3.6, x, y)
    if not (mine and you):
        return dot
    pointer = Markup('<path class="pointer" d="M{x:.1f} {y1:.1f}V{y2:.1f}"/>').format(x=x, y1=y - 9, y2=y - 30)
    words = Markup('<text class="you-text" text-anchor="middle" x="{:.1f}" y="{:.1f}">{}</text>').format(x, y - 38, you)
    return dot + pointer + words
