"""Invented people and talk for measuring: as many as asked for, always the same, skewed as real communities are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from diwan.gathering.public import BulkComment, BulkPost

_FIRST = {
    "ar": "نادية سامر ليلى طارق منى هدى رامي كريم سلمى يوسف مريم زياد رنا فادي دانة أنس لينا باسل جنى عمر".split(),
    "en": "Nadia Samer Layla Tariq Mona Huda Rami Karim Salma Joseph Mary Ziad Rana Fadi Dana Anna Lina Basil Jana".split(),
}
_LAST = {
    "ar": "الحداد النجار الخطيب العلي السعيد البستاني المالكي القاضي الشامي الحلبي المصري العمري الزين نصر".split(),
    "en": "Haddad Najjar Khatib Ali Said Bustani Maliki Kadi Shami Halabi Masri Omari Zein Nasr".split(),
}
_WORDS = {
    "ar": (
        "الماء التربة الطماطم الأوراق البذور الشمس الظل السماد الحديد الملوحة الري المساء الصباح الحوض السطح الشرفة "
        "النعناع الليمون الريحان الجذور الزهرة الثمرة البرد الحر الريح الرمل الطين المزيج النسبة الأسبوع الشهر الموسم "
        "جرّبت وجدت سألت رأيت أظن أعرف أضفت قلّلت زرعت نقلت سقيت قطفت قرأت تعلّمت نجحت فشلت لاحظت أنصح أكرّر أغيّر "
        "لأن لكن مع بعد قبل عند حين كل بعض أكثر أقل جدًا قليلًا دائمًا أحيانًا غالبًا هنا هناك اليوم أمس غدًا"
    ).split(),
    "en": (
        "water soil tomato leaves seeds sun shade compost iron salt watering evening morning bed roof balcony mint "
        "lemon basil roots flower fruit cold heat wind sand clay mixture ratio week month season tried found asked saw "
        "think know added reduced planted moved watered picked read learned worked failed noticed advise repeat change "
        "because but with after before when every some more less very slightly always sometimes often here there today"
    ).split(),
}
_BODIES = 1_500
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
    """Words by Zipf: the first of the list a hundred times as often as the last."""
    words = _WORDS[language]
    return " ".join(words[int(len(words) ** chance.random()) - 1] for _ in range(count))
