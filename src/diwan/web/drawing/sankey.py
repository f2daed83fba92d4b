"""Where the money goes, as ribbons: income on the reading side, the pot in the middle, members and costs beyond."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from diwan.kernel.text.money import format_money
from diwan.kernel.text.reader import Reader

WIDTH, NODE, SLOT = 1000, 12, 46
POT_X = 470
_HEIGHT_OF_POT = 300


@dataclass(frozen=True, slots=True)
class Flow:
    """One ribbon: what it is, how much (minor units, above zero), and who it is for."""

    label: str
    minor: int
    tone: str


@dataclass(frozen=True, slots=True)
class _Place:
    top: float
    height: float
    centre: float


def sankey(
    inflows: Sequence[Flow], outflows: Sequence[Flow], *, currency: str, reader: Reader, title: str, pot: str
) -> Markup:
    """An SVG of both sides, which must be equal and above zero: ValueError otherwise.

    `title` names the figure for those who cannot see it, and should say that a table beside it has the same amounts.
    """
    total = sum(flow.minor for flow in inflows)
    if total <= 0 or total != sum(flow.minor for flow in outflows):
        raise ValueError("What comes in and what goes out must be equal, and more than nothing")
    height = max(470, SLOT * max(len(inflows), len(outflows)) + 90)
    page = _Page(total=total, height=height, currency=currency, reader=reader)
    body = page.side(inflows, leaving=False) + page.side(outflows, leaving=True) + page.pot(pot)
    return Markup(
        '<svg class="chart sankey" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, height, title, body)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Page:
    """The drawing in progress: its scale, its currency and its reader."""

    total: int
    height: int
    currency: str
    reader: Reader

    def x(self, x: float) -> float:
        return WIDTH - x if self.reader.is_rtl else x

    def tall(self, minor: int) -> float:
        return minor * _HEIGHT_OF_POT / self.total

    @property
    def pot_top(self) -> float:
        return (self.height - _HEIGHT_OF_POT) / 2

    def side(self, flows: Sequence[Flow], *, leaving: bool) -> Markup:
        """Ribbons first, then nodes and labels above them, so that a label is never under a ribbon."""
        places, level = self.places(flows), self.pot_top
        ribbons, nodes = Markup(""), Markup("")
        for flow, place in zip(flows, places, strict=True):
            tall = self.tall(flow.minor)
            if leaving:
                ribbons += self.ribbon(flow.tone, POT_X + NODE, level, tall, WIDTH - NODE, place.top, place.height)
                nodes += self.node(flow.tone, WIDTH - NODE, place.top, place.height)
            else:
                ribbons += self.ribbon(flow.tone, NODE, place.top, place.height, POT_X, level, tall)
                nodes += self.node(flow.tone, 0, place.top, place.height)
            nodes += self.label(flow, place, leaving=leaving)
            level += tall
        return ribbons + nodes

    def places(self, flows: Sequence[Flow]) -> list[_Place]:
        """Every node in a slot tall enough for its two lines of label, the column centred."""
        heights = [max(self.tall(flow.minor), 1.2) for flow in flows]
        slots = [max(height + 10, SLOT) for height in heights]
        top, places = (self.height - sum(slots)) / 2, []
        for height, slot in zip(heights, slots, strict=True):
            places.append(_Place(top + (slot - height) / 2, height, top + slot / 2))
            top += slot
        return places

    def ribbon(self, tone: str, x1: float, y1: float, h1: float, x2: float, y2: float, h2: float) -> Markup:
        a, b = self.x(x1), self.x(x2)
        c = (a + b) / 2
        path = (
            f"M{a:.1f} {y1:.1f}C{c:.1f} {y1:.1f} {c:.1f} {y2:.1f} {b:.1f} {y2:.1f}V{y2 + h2:.1f}"
            f"C{c:.1f} {y2 + h2:.1f} {c:.1f} {y1 + h1:.1f} {a:.1f} {y1 + h1:.1f}z"
        )
        return Markup('<path class="rib tone-{}" d="{}"/>').format(tone, path)

    def node(self, tone: str, x: float, y: float, height: float) -> Markup:
        left = min(self.x(x), self.x(x + NODE))
        return Markup('<rect class="node tone-{}" x="{:.1f}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
            tone, left, y, NODE, max(height, 1.5)
        )

    def label(self, flow: Flow, place: _Place, *, leaving: bool) -> Markup:
        x = self.x(WIDTH - NODE - 10 if leaving else NODE + 10)
        # An anchor follows its text's direction: an Arabic word "starts" at its right, a figure always at its left.
        word = "end" if leaving else "start"
        figure = "end" if leaving != self.reader.is_rtl else "start"
        amount = format_money(flow.minor, self.currency, self.reader)
        return Markup(
            '<text class="halo" x="{x:.1f}" y="{y1:.1f}" text-anchor="{word}">{label}</text>'
            '<text class="amt num halo" direction="ltr" x="{x:.1f}" y="{y2:.1f}" text-anchor="{figure}">{amount}</text>'
        ).format(
            x=x, y1=place.centre - 3, y2=place.centre + 15, word=word, figure=figure, label=flow.label, amount=amount
        )

    def pot(self, name: str) -> Markup:
        amount = format_money(self.total, self.currency, self.reader)
        return self.node("ink", POT_X, self.pot_top, _HEIGHT_OF_POT) + Markup(
            '<text class="amt" x="{x:.1f}" y="{y1:.1f}" text-anchor="middle">{name}</text>'
            '<text class="amt num" direction="ltr" x="{x:.1f}" y="{y2:.1f}" text-anchor="middle">{amount}</text>'
        ).format(x=self.x(POT_X + NODE / 2), y1=self.pot_top - 27, y2=self.pot_top - 9, name=name, amount=amount)
