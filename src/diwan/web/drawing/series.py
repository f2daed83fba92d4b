"""Money over time: what happened as a line of ink, what is expected dotted in saffron, and its range as a wash."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from diwan.kernel.text.bidi import isolate, isolate_ltr
from diwan.kernel.text.currencies import exponent_of, sign_of
from diwan.kernel.text.money import format_money
from diwan.kernel.text.numbers import format_number
from diwan.kernel.text.reader import Reader

WIDTH, HEIGHT = 900, 300
_EDGE, _TOP, _FLOOR = 84, 24, 34


@dataclass(frozen=True, slots=True)
class Point:
    """One month: its label and amount (minor units). Expected months carry the range they should fall in."""

    label: str
    minor: int
    low_minor: int | None = None
    high_minor: int | None = None

    @property
    def is_expected(self) -> bool:
        """True for months that have not happened yet."""
        return self.low_minor is not None


def series(points: Sequence[Point], *, currency: str, reader: Reader, title: str) -> Markup:
    """An SVG of at least two months in reading direction, from zero. The latest and the last expected are labelled."""
    if len(points) < 2:
        raise ValueError("One month is a figure, not a line")
    plot = _Plot(points, _ceiling(points), currency, reader)
    return Markup(
        '<svg class="chart series" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, title, plot.drawn())  # fmt: skip


def _ceiling(points: Sequence[Point]) -> int:
    """The top of the axis: four even steps of 1, 2 or 5 times a power of ten, high enough for every point."""
    highest = max(max(point.minor, point.high_minor or 0) for point in points) or 1
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 4 >= highest:
                return step * factor * 4
        step *= 10


@dataclass(frozen=True, slots=True)
class _Plot:
    points: Sequence[Point]
    top: int
    currency: str
    reader: Reader

    def x(self, index: int) -> float:
        x = _EDGE + index * (WIDTH - 2 * _EDGE) / (len(self.points) - 1)
        return WIDTH - x if self.reader.is_rtl else x

    def y(self, minor: int) -> float:
        return HEIGHT - _FLOOR - minor * (HEIGHT - _FLOOR - _TOP) / self.top

    def drawn(self) -> Markup:
        happened = [index for index, point in enumerate(self.points) if not point.is_expected]
        expected = [index for index, point in enumerate(self.points) if point.is_expected]
        joint = happened[-1:] + expected
        body = self.grid() + self.months()
        if expected:
            body += self.band(joint) + self.line("expected", joint)
        body += self.line("actual", happened)
        for index in expected:
            body += self.mark(index)
        for index in {happened[-1] if happened else 0, len(self.points) - 1}:
            body += self.mark(index) + self.amount(index)
        return body

    def grid(self) -> Markup:
        edge = WIDTH - 4 if self.reader.is_rtl else 4
        anchor = "end" if self.reader.is_rtl else "start"
        lines = Markup("")
        for quarter in range(5):
            value = self.top * quarter // 4
            lines += Markup(
                '<path class="{}" d="M0 {y:.1f}H{w}"/>'
                '<text class="num" direction="ltr" x="{x}" y="{ty:.1f}" text-anchor="{a}">{v}</text>'
            ).format(
                "grid-line" if quarter else "axis", y=self.y(value), w=WIDTH, x=edge, ty=self.y(value) - 5, a=anchor,
                v=self.axis_label(value),
            )  # fmt: skip
        return lines

    def axis_label(self, minor: int) -> str:
        """An even step of the axis: no decimals when they would all be noughts."""
        whole, rest = divmod(minor, 10 ** exponent_of(self.currency))
        if rest:
            return format_money(minor, self.currency, self.reader)
        mark = sign_of(self.currency, self.reader.language)
        return isolate_ltr(isolate(mark) + format_number(whole, self.reader))

    def months(self) -> Markup:
        every = -(-len(self.points) // 12)
        return Markup("").join(
            Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                self.x(index), HEIGHT - 12, point.label
            )
            for index, point in enumerate(self.points)
            if index % every == 0
        )

    def line(self, kind: str, indexes: Sequence[int]) -> Markup:
        path = "L".join(f"{self.x(index):.1f} {self.y(self.points[index].minor):.1f}" for index in indexes)
        return Markup('<path class="{}" d="M{}"/>').format(kind, path) if path else Markup("")

    def band(self, indexes: Sequence[int]) -> Markup:
        def level(index: int, edge: int | None) -> str:
            minor = self.points[index].minor if edge is None else edge
            return f"{self.x(index):.1f} {self.y(minor):.1f}"

        upper = [level(index, self.points[index].high_minor) for index in indexes]
        lower = [level(index, self.points[index].low_minor) for index in reversed(indexes)]
        return Markup('<path class="band" d="M{}z"/>').format("L".join(upper + lower))

    def mark(self, index: int) -> Markup:
        x, y = self.x(index), self.y(self.points[index].minor)
        kind = "mark expected" if self.points[index].is_expected else "mark"
        return Markup(
            '<rect class="{}" x="{:.1f}" y="{:.1f}" width="8" height="8" rx="1" transform="rotate(45 {:.1f} {:.1f})"/>'
        ).format(kind, x - 4, y - 4, x, y)

    def amount(self, index: int) -> Markup:
        point = self.points[index]
        kind = "amt num expected" if point.is_expected else "amt num"
        return Markup('<text class="{}" direction="ltr" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
            kind, self.x(index), self.y(point.minor) - 14, format_money(point.minor, self.currency, self.reader)
        )
