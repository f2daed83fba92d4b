"""Invented people and talk for measuring: as many as asked for, always the same, skewed as real communities are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from diwan.demo.story import read
from diwan.gathering.public import BulkComment, BulkPost

# Drawn from a seed that is spelt out, so that the same figures give the same crowd everywhere.
Chance = Random
_SAID: dict[str, dict[str, str]] = read("crowd")
_FIRST, _LAST, _WORDS, _SYLLABLES = (
    {code: words.split() for code, words in _SAID[name].items()} for name in ("first", "last", "words", "syllables")
)
_VOCABULARY = 30_000
_BODIES = 5_000
_REPLY_OF_TEN = 2
_KINDS = ("question", "question", "discussion", "discussion", "guide")
SPAN = timedelta(days=900)


def names(count: int, chance: Random) -> Iterator[tuple[str, str]]:
    """(name, language) of so many people."""
    for number in range(count):
        language = "ar" if chance.random() < 0.7 else "en"
        yield f"{chance.choice(_FIRST[language])} {chance.choice(_LAST[language])} {number}", language


def comment_counts(posts: int, comments: int) -> list[int]:
    """How many comments each post has: half of all posts nearly none, a few of them thousands; they add up."""
    weights = [1 / (rank + 8) for rank in range(posts)]
    total = sum(weights)
    ends = [round(comments * part / total) for part in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def talk(
    *, posts: int, comments: int, authors: list[int], spaces: list[int], until: datetime, chance: Random
) -> Iterator[BulkPost]:
    """So many posts with so many comments under them, oldest first."""
    bodies = {code: [_body(code, chance) for _ in range(_BODIES)] for code in _WORDS}
    counts = comment_counts(posts, comments)
    chance.shuffle(counts)
    busy = authors[: max(1, len(authors) // 10)]
    for number, count in enumerate(counts):
        language = "ar" if chance.random() < 0.7 else "en"
        at = until - SPAN + SPAN * (number + 1) / (posts + 1)
        author = chance.choice(busy if chance.random() < 0.5 else authors)
        said = tuple(_comments(count, bodies[language], authors, at, until, chance))
        title = f"{_sentence(language, chance, 5)} {number}"
        yield BulkPost(
            space_id=chance.choice(spaces),
            author_id=author,
            kind=chance.choice(_KINDS),
            title=title,
            body=chance.choice(bodies[language]),
            language=language,
            at=at,
            comments=said,
        )


def _comments(
    count: int, bodies: list[str], authors: list[int], start: datetime, until: datetime, chance: Random
) -> Iterator[BulkComment]:
    span = min(until - start, timedelta(days=20))
    roots: list[int] = []
    for number in range(count):
        parent = chance.choice(roots) if roots and chance.randrange(10) < _REPLY_OF_TEN else None
        if parent is None:
            roots.append(number)
        at = start + span * (number + 1) / (count + 1)
        yield BulkComment(author_id=chance.choice(authors), body=chance.choice(bodies), at=at, parent=parent)


def _body(language: str, chance: Random) -> str:
    sentences = [_sentence(language, chance, chance.randrange(6, 14)) for _ in range(chance.randrange(1, 5))]
    return ". ".join(sentences) + "."


def _sentence(language: str, chance: Random, count: int) -> str:
    """Words by Zipf: the tenth of the list a tenth as often as the first, and a long tail that is hardly ever used."""
    return " ".join(_word(language, int(_VOCABULARY ** chance.random()) - 1) for _ in range(count))


@cache
def _word(language: str, rank: int) -> str:
    """A word of ours, or beyond them an invented one, made of the syllables of the language."""
    words = _WORDS[language]
    if rank < len(words):
        return words[rank]
    chance = Random(f"{language}{rank}")
    return "".join(chance.choice(_SYLLABLES[language]) for _ in range(chance.randrange(2, 5)))
