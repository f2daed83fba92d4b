"""Which order a row of a statement may pay: by its code, its amount and the payer's name. Pure; a person decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from diwan.commerce.tills.enums import Likelihood
from diwan.kernel.text.folding import fold, variants, words

MOST_CANDIDATES = 3
_SAME_NAME_BP = 5000
_NOT_CODE = re.compile(r"[^0-9a-z]")
_LATIN = str.maketrans(dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "btsjhkddrzsssdtzgfkklmnh", strict=True)))
_SOUNDS = (("kh", "k"), ("sh", "s"), ("th", "s"), ("gh", "g"), ("dh", "d"), ("ch", "s"), ("ck", "k"), ("ph", "f"))
_ALIKE = str.maketrans({"q": "k", "c": "k", "p": "b", "v": "f", "x": "k", "g": "j"})
_SILENT = re.compile(r"[^bdfhjklmnrstz]")
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"^(?:ال|al(?=.{4})|el(?=.{4}))")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order that waits: its code, what is missing in minor units, who should pay."""

    order_id: int
    code: str
    outstanding_minor: int
    payer_name: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order a row may pay, and why: its code is in the text, the amount is the same, the name resembles."""

    order_id: int
    has_code: bool
    is_exact: bool
    name_bp: int

    @property
    def likelihood(self) -> Likelihood:
        if self.has_code and self.is_exact:
            return Likelihood.CERTAIN
        if self.has_code or (self.is_exact and self.name_bp >= _SAME_NAME_BP):
            return Likelihood.LIKELY
        return Likelihood.POSSIBLE

    @property
    def weight(self) -> int:
        return 100_000 * self.has_code + 40_000 * self.is_exact + 4 * self.name_bp


def candidates(*, text: str, amount_minor: int, wanted: Iterable[Wanted]) -> list[Candidate]:
    """The likeliest orders first, at most MOST_CANDIDATES; an order that shares nothing with the row is none."""
    squeezed = _NOT_CODE.sub("", fold(text))
    spoken = _sounds(text)
    found = [
        Candidate(one.order_id, bool(one.code) and fold(one.code) in squeezed, one.outstanding_minor == amount_minor,
                  _share(one.payer_name, text, spoken))
        for one in wanted
    ]  # fmt: skip
    likely = [one for one in found if one.has_code or one.is_exact or one.name_bp >= 2 * _SAME_NAME_BP]
    return sorted(likely, key=lambda one: (-one.weight, one.order_id))[:MOST_CANDIDATES]


def _share(name: str, text: str, spoken: frozenset[str]) -> int:
    """How much of a name the text holds, in basis points: word for word in one script, by sound across two."""
    asked = [word for word in words(name) if len(word) > 1]
    if not asked:
        return 0
    written = {form for word in words(text) for form in variants(word)}
    held = sum(1 for word in asked if written.intersection(variants(word)) or sound(word) in spoken)
    return held * 10_000 // len(asked)


def _sounds(text: str) -> frozenset[str]:
    return frozenset(one for one in map(sound, words(text)) if one)


def sound(word: str) -> str:
    """The consonants of a name, alike in both scripts: أحمد and Ahmed are both 'hmd'; '' when too few remain."""
    bare = _ARTICLE.sub("", _DOUBLED.sub(r"\1", fold(word)))
    for written, heard in _SOUNDS:
        bare = bare.replace(written, heard)
    heard = _SILENT.sub("", bare.translate(_LATIN).translate(_ALIKE))
    heard = heard.removesuffix("h")
    return heard if len(heard) > 1 else ""
