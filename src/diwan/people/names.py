"""What a name may be made of. A name stands beside amounts and other names: it must not turn, hide or imitate them."""

import unicodedata

from diwan.kernel.text.bidi import without_controls

LONGEST = 80
NON_JOINER, JOINER = "\u200c", "\u200d"


def tidy_name(name: str) -> str:
    """The name on one line, without marks of direction and without characters nobody sees.

    The non-joiner stays where Persian writes it, between two Arabic letters, and the joiner where it makes one picture
    of several. May come out empty: then it was no name.
    """
    whole = unicodedata.normalize("NFC", without_controls(name))
    line = "".join(" " if letter.isspace() else letter for letter in whole)
    seen = "".join(letter for place, letter in enumerate(line) if _is_seen(line, place, letter))
    return " ".join(seen.split())[:LONGEST].strip()


def _is_seen(line: str, place: int, letter: str) -> bool:
    if letter in (NON_JOINER, JOINER):
        before, after = line[place - 1 : place], line[place + 1 : place + 2]
        return _joins(letter, before) and _joins(letter, after)
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") and letter not in _BLANKS


def _joins(mark: str, neighbour: str) -> bool:
    if not neighbour:
        return False
    if mark == NON_JOINER:
        return unicodedata.bidirectional(neighbour) == "AL"
    return unicodedata.category(neighbour) in ("So", "Sk", "Mn")


# Letters by their category, nothing to the eye: Hangul fillers and the blank of Braille.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
