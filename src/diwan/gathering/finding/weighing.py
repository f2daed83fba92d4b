"""How well a text answers: BM25 over the texts that were found, the same on every database."""

from collections.abc import Sequence
from math import log

from diwan.gathering.finding.matching import Terms, opening

_SATURATION, _LENGTH_MATTERS = 1.2, 0.75


def weigh(texts: Sequence[str], terms: Terms) -> list[int]:
    """A whole number for each folded text, larger for better, so that a cursor can name it exactly.

    A word counts the more the fewer of these texts hold it, the oftener it stands in one, and the shorter that one is.
    """
    if not texts:
        return []
    padded = [f" {text} " for text in texts]
    counts = [_counts(padded, forms) for forms in terms]
    rarity = [1 + log(len(texts) / max(1, sum(map(bool, of_term)))) for of_term in counts]
    mean = sum(map(len, padded)) / len(padded)
    norms = [_SATURATION * (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * len(text) / mean) for text in padded]
    weights = [0.0] * len(texts)
    for share, of_term in zip(rarity, counts, strict=True):
        for place, count in enumerate(of_term):
            if count:
                weights[place] += share * count * (_SATURATION + 1) / (count + norms[place])
    return [int(1_000_000 * weight) for weight in weights]


def _counts(padded: Sequence[str], forms: tuple[str, ...]) -> list[int]:
    """How often each text holds a word; its stems are indexed beside it, so the form that stands most often says it."""
    sought = [opening(form) for form in forms]
    if len(sought) == 1:
        return [text.count(sought[0]) for text in padded]
    return [max(map(text.count, sought)) for text in padded]
