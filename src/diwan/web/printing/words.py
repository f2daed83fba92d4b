"""Cutting a text into lines in the order it is read. Turning mixed directions round happens later, line by line."""

from collections.abc import Callable

from diwan.kernel.text.bidi import FSI, LRI, PDI, RLI

_OPENERS = (LRI, RLI, FSI)
_KEPT = frozenset(map(ord, (*_OPENERS, PDI, "\u200c", "\u200d", "\u00a0")))
_SPACES = dict.fromkeys(map(ord, "\t\r\n\v\f\u2028\u2029\u202f\u2009"), " ")
Width = Callable[[str], float]


def printable(text: str, drawn: frozenset[int]) -> str:
    """The text without what no glyph draws and without marks that could reach out of their cell."""
    return "".join(letter for letter in text.translate(_SPACES) if ord(letter) in drawn or ord(letter) in _KEPT)


def lines_of(text: str, width: float, measure: Width) -> list[str]:
    """Lines no wider than `width`; an isolate that a break cuts is closed before it and opened again after it."""
    lines: list[str] = []
    line = ""
    for word in _words(text, width, measure):
        longer = f"{line} {word}" if line else word
        if line and measure(_bare(longer)) > width:
            lines.append(line)
            longer = word
        line = longer
    return _balanced([*lines, line])


def _words(text: str, width: float, measure: Width) -> list[str]:
    """Words; one that is wider than a whole line comes in pieces."""
    return [piece for word in text.split(" ") if word for piece in _pieces(word, width, measure)]


def _pieces(word: str, width: float, measure: Width) -> list[str]:
    if measure(_bare(word)) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and measure(_bare(piece + letter)) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in _OPENERS and letter != PDI)


def _balanced(lines: list[str]) -> list[str]:
    """Each line with its isolates opened and closed inside itself."""
    balanced: list[str] = []
    opened: list[str] = []
    for line in lines:
        start = "".join(opened)
        kept = []
        for letter in line:
            if letter == PDI:
                if not opened:
                    continue
                opened.pop()
            elif letter in _OPENERS:
                opened.append(letter)
            kept.append(letter)
        balanced.append(start + "".join(kept) + PDI * len(opened))
    return balanced
