"""From a line in reading order to runs in the order they stand on paper.

The library resolves the levels of the bidirectional algorithm well, but knows only two of them when it sets a line, so
a sign inside an isolate inside an Arabic sentence would wander. Here every level is put in its place first.
"""

import unicodedata
from itertools import groupby
from typing import NamedTuple

from fpdf.bidi import BidiCharacter, BidiParagraph
from fpdf.enums import TextDirection

_FROM_RIGHT = frozenset(("R", "AL", "AN", "RLI", "FSI"))
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


class Run(NamedTuple):
    """Letters of one direction, in reading order."""

    text: str
    is_rtl: bool


def runs_of(line: str, *, is_rtl: bool) -> list[Run]:
    """The runs of a line from the left edge to the right one."""
    if not is_rtl and not any(unicodedata.bidirectional(letter) in _FROM_RIGHT for letter in line):
        bare = "".join(letter for letter in line if letter not in _ISOLATES)
        return [Run(bare, is_rtl=False)] if bare else []
    base = TextDirection.RTL if is_rtl else TextDirection.LTR
    placed = BidiParagraph(line, base, preserve_bn_chars=True).get_reordered_characters()
    seen = [letter for letter in placed if letter.character not in _ISOLATES]
    return [_run(list(letters)) for _, letters in groupby(seen, key=lambda letter: letter.embedding_level)]


def _run(letters: list[BidiCharacter]) -> Run:
    is_rtl = letters[0].embedding_level % 2 == 1
    in_order = reversed(letters) if is_rtl else iter(letters)
    return Run("".join(letter.character for letter in in_order), is_rtl)
