from collections.abc import Sequence

from django.db.models import F

from diwan.trust.models.decision import Decision
from diwan.trust.models.report import Report
from diwan.trust.providers import texts_of
from diwan.trust.sorting.models.word_count import WordCount
from diwan.trust.sorting.words import signs_of

ALL = ""


def learn(decision: Decision, reports: Sequence[Report]) -> None:
    """Count the signs of a case under what was decided about it, in the decision's own transaction."""
    signs = [ALL, *_signs(decision, reports)]
    known = WordCount.objects.filter(community=decision.community_id, word__in=signs).values_list("word", flat=True)
    fresh = set(signs) - set(known)
    WordCount.objects.bulk_create(
        [WordCount(community_id=decision.community_id, word=word) for word in sorted(fresh)], ignore_conflicts=True
    )
    _count(decision, signs, 1)


def unlearn(decision: Decision) -> None:
    """An appeal was right: what this decision taught is taken back."""
    reports = list(decision.reports.all())
    _count(decision, [ALL, *_signs(decision, reports)], -1)


def _count(decision: Decision, signs: Sequence[str], step: int) -> None:
    column = "acted_count" if decision.acts else "left_count"
    rows = WordCount.objects.filter(community=decision.community_id, word__in=signs)
    if step < 0:  # a text may have been edited since: what was never learnt is not unlearnt
        rows = rows.filter(**{f"{column}__gt": 0})
    rows.update(**{column: F(column) + step})


def _signs(decision: Decision, reports: Sequence[Report]) -> list[str]:
    texts = texts_of(community_id=decision.community_id, object_refs=[decision.object_ref])
    people = len({report.reporter_id for report in reports if report.reporter_id})
    return signs_of(texts.get(decision.object_ref, ""), [report.reason for report in reports], people)
