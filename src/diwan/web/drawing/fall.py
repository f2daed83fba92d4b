"""The waterfall of a month: income rises line by line, costs step it down, shares step it away, nothing is left."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class FallRow:
    """One line of the waterfall.

    `minor` ≥ 0; `kind` 'plus' adds to the running sum, 'minus' takes from it, 'share' takes from what a total left,
    'total' shows the running sum as it stands (its own `minor` is what the reader sees). `share_bp` is the line's
    part of all income in basis points, or None.
    """

    label: str
    minor: int
    kind: str
    tone: str = "slate"
    note: str = ""
    share_bp: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class FallLine:
    """A row with its bar drawn."""

    row: FallRow
    bar: Markup

    @property
    def shown_minor(self) -> int:
        """The amount as printed: costs are negative."""
        return -self.row.minor if self.row.kind == "minus" else self.row.minor


def fall(rows: Iterable[FallRow], *, rtl: bool) -> list[FallLine]:
    """Lay the rows out against the largest sum reached. Raises ValueError for a row of unknown kind."""
    rows = list(rows)
    spans = _spans(rows)
    top = max((start + width for start, width, _ in spans), default=0) or 1
    last = len(rows) - 1
    return [
        FallLine(row, _bar(row.tone, start / top, width / top, edge / top, rtl=rtl, joined=index < last))
        for index, (row, (start, width, edge)) in enumerate(zip(rows, spans, strict=True))
    ]


def _spans(rows: list[FallRow]) -> list[tuple[int, int, int]]:
    """For each row: where its bar starts, how long it is, and the level carried to the next row (minor units)."""
    level, shared, spans = 0, 0, []
    for row in rows:
        match row.kind:
            case "plus":
                spans.append((level, row.minor, level + row.minor))
                level += row.minor
            case "minus":
                level -= row.minor
                spans.append((max(level, 0), row.minor, max(level, 0)))
            case "share":
                spans.append((shared, row.minor, shared + row.minor))
                shared += row.minor
            case "total":
                spans.append((0, row.minor, row.minor))
            case _:
                raise ValueError(f"Unknown kind of line: {row.kind!r}")
    return spans


def _bar(tone: str, start: float, width: float, edge: float, *, rtl: bool, joined: bool) -> Markup:
    """A bar in percentages of its cell, and the dotted line that carries its level down to the next row."""
    shown = max(width * 100, 0.3) if width else 0.0
    x = 100 - start * 100 - shown if rtl else start * 100
    level = 100 - edge * 100 if rtl else edge * 100
    line = Markup('<line x1="{0:.3f}%" x2="{0:.3f}%" y1="0" y2="300%"/>').format(level) if joined else ""
    return Markup(
        '<svg class="bar tone-{}" aria-hidden="true" focusable="false">'
        '{}<rect x="{:.3f}%" width="{:.3f}%" height="100%" rx="1"/></svg>'
    ).format(tone, line, x, shown)
