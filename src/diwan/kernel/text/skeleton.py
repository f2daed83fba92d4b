"""Skeletons: what is left of a name when everything a glance overlooks is taken away.

Two names with a skeleton in common look the same to somebody in a hurry: other alphabets' twins of our letters
(Unicode's own table, UTS #39, in `data/`), spellings that `folding.fold` holds to be one (hamza, ة/ه, ى/ي/ی, ك/ک,
marks, tatweel, digits), case, accents, blanks, points and everything invisible. A skeleton is compared, never shown.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

from diwan.kernel.text.folding import fold
from diwan.kernel.text.numbers import fold_digits

_TABLE = Path(__file__).parent / "data" / "confusables.txt"
# Not in Unicode's table, yet read as the same letter: Arabic letters that lose their points in a small face stay apart
# on purpose (ب and ت make other names), but these signs only ever stand for a letter in a borrowed name.
_OURS = {"@": "a", "$": "s", "!": "l", "|": "l", "ۂ": "ه", "ۀ": "ه", "ۃ": "ه", "ۍ": "ي", "ێ": "ي"}


@lru_cache(maxsize=32_768)
def skeletons(name: str) -> frozenset[str]:
    """The skeletons of a name: as it is written, and as it would be in small letters; empty for no name at all.

    Two of them, because a capital I is an l in disguise while the capital of «ali» is not.
    """
    bare = _bare(fold_digits(name))
    return frozenset({_bones(bare), _bones(bare.casefold())} - {""})


def looks_like(one: str, other: str) -> bool:
    """Whether somebody in a hurry takes one of the names for the other."""
    return not skeletons(one).isdisjoint(skeletons(other))


def _bare(text: str) -> str:
    """Decomposed, without marks and without what nobody sees."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Me", "Cf", "Cc"))


def _bones(bare: str) -> str:
    folded = fold(_bare("".join(map(_twin, bare))))
    # A second time, for what only folding brought to light: 'İ' decomposes, a Persian kaf becomes an Arabic one.
    folded = fold("".join(map(_twin, folded)))
    return "".join(letter for letter in folded if letter.isalnum())


def _twin(letter: str) -> str:
    """What the letter looks like. Arabic letters are first read as our folding reads them: ې is a ya to us."""
    if "\u0600" <= letter <= "\u06ff" and letter not in _OURS:
        return "".join(_twins().get(one, one) for one in fold(letter))
    return _twins().get(letter, letter)


@lru_cache(maxsize=1)
def _twins() -> dict[str, str]:
    """Each letter that looks like others → those others."""
    found: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            looks, letters = (_letters(points) for points in line.split("\t"))
            # A twin that needs a mark (ث as ى with three points) would lose it, and with it the difference.
            if all(unicodedata.category(letter) != "Mn" for letter in looks):
                found |= dict.fromkeys(letters, "".join(looks))
    return found | _OURS


def _letters(points: str) -> list[str]:
    return [chr(int(point, 16)) for point in points.split()]
