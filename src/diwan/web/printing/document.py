"""What a printed page says, before anybody sets it: blocks from top to bottom, every text finished in its language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Paper = Literal["a4", "a6"]
Tone = Literal["ink", "quiet", "strong", "zinjar", "zinjafr"]


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of the first page: the community's crest (`slug`) and name, the title, and facts beside it."""

    title: str
    community: str = ""
    slug: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str
    tone: Tone = "ink"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values in two columns: (label, value)."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Up to three addressees side by side: (heading, lines)."""

    sides: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width (shares are relative), and whether it holds figures."""

    label: str
    share: int = 1
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one text for each column in reading order, a small note under the first, and whether it is a total."""

    cells: tuple[str, ...]
    note: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its head is written again on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum at the end, on the far half of the page: (label, amount); the last one is the largest."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Parts of a whole as bars: (label, figure, basis points of the full width 0-10000)."""

    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with words beside it; `size_mm` is its edge."""

    data: str
    caption: str = ""
    size_mm: int = 32


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line, dashed where the paper is torn."""

    is_dashed: bool = False


Block = Masthead | Heading | Paragraph | Facts | Parties | Table | Totals | Bars | Code | Rule


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its title (also the file's), its language 'ar' or 'en', the moment it was made, its blocks.

    `foot` is a short line at the bottom of every page, before "page of pages" (`pages`: '%(page)s / %(pages)s').
    """

    title: str
    language: str
    made_at: datetime
    blocks: tuple[Block, ...]
    foot: str = ""
    paper: Paper = "a4"
    pages: str = "%(page)s / %(pages)s"
