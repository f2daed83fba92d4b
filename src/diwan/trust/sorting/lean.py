"""Multinomial naive Bayes over the community's own decisions: how a case leans, and which words weighed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from diwan.trust.models.report import Report
from diwan.trust.providers import texts_of
from diwan.trust.sorting.learn import ALL
from diwan.trust.sorting.models.word_count import WordCount
from diwan.trust.sorting.words import signs_of

ENOUGH = 50
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Leaning:
    """`score_bp`: how likely moderators would act, 0 to 10,000. `words`: what weighed most, towards acting first."""

    score_bp: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Counts:
    acted: int
    left: int
    acted_signs: int
    left_signs: int
    known: int


def lean(*, community_id: int, cases: Mapping[str, Sequence[Report]]) -> dict[str, Leaning]:
    """For each object with its reports, how it leans; empty while too little was decided. Three queries."""
    counts = _counts(community_id)
    if min(counts.acted, counts.left) < ENOUGH or not cases:
        return {}
    texts = texts_of(community_id=community_id, object_refs=list(cases))
    signs = {
        ref: signs_of(
            texts.get(ref, ""), [row.reason for row in rows], len({row.reporter_id for row in rows if row.reporter_id})
        )
        for ref, rows in cases.items()
    }
    wanted = {sign for found in signs.values() for sign in found}
    rows = WordCount.objects.filter(community=community_id, word__in=wanted)
    known = {word: (acted, left) for word, acted, left in rows.values_list("word", "acted_count", "left_count")}
    return {ref: _leaning(found, known, counts) for ref, found in signs.items()}


def _counts(community_id: int) -> _Counts:
    rows = WordCount.objects.filter(community=community_id)
    total = rows.filter(word=ALL).values_list("acted_count", "left_count").first() or (0, 0)
    sums = rows.exclude(word=ALL).aggregate(acted=Sum("acted_count"), left=Sum("left_count"), known=Count("pk"))
    return _Counts(*total, sums["acted"] or 0, sums["left"] or 0, sums["known"])


def _leaning(signs: Sequence[str], known: Mapping[str, tuple[int, int]], counts: _Counts) -> Leaning:
    weights = {sign: _weight(*known[sign], counts) for sign in signs if sign in known}
    odds = math.log((counts.acted + 1) / (counts.left + 1)) + sum(weights.values())
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    heaviest = sorted(weights, key=lambda sign: (-abs(weights[sign]), sign))[:MOST_SHOWN]
    shown = sorted(heaviest, key=lambda sign: -weights[sign])
    return Leaning(round(score * 10_000), tuple(shown))


def _weight(acted: int, left: int, counts: _Counts) -> float:
    """How much a sign speaks for acting: the logarithm of how much likelier it is there, each count one too high."""
    for_acting = (acted + 1) / (counts.acted_signs + counts.known)
    for_leaving = (left + 1) / (counts.left_signs + counts.known)
    return math.log(for_acting / for_leaving)
