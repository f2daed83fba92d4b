from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from diwan.trust.enums import AppealOutcome, Outcome
from diwan.trust.models import Decision


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What was decided about a member before, undone decisions left out: how often by outcome, and when last."""

    counts: dict[str, int]
    latest_at: datetime | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def history_of(*, community_id: int, membership_ids: Collection[int]) -> dict[int, HistoryView]:
    """For moderators: the record of each of these members. One query."""
    rows = Decision.objects.filter(community=community_id, subject__in=membership_ids).exclude(outcome=Outcome.DISMISS)
    rows = rows.exclude(appeals__outcome=AppealOutcome.OVERTURNED).order_by("at")
    found: dict[int, list[tuple[str, datetime]]] = {pk: [] for pk in membership_ids}
    for subject_id, outcome, at in rows.values_list("subject", "outcome", "at"):
        found[subject_id].append((outcome, at))
    return {
        pk: HistoryView(dict(Counter(outcome for outcome, _at in facts)), facts[-1][1] if facts else None)
        for pk, facts in found.items()
    }


def upheld_outcomes(*, community_id: int, since: datetime) -> dict[int, frozenset[str]]:
    """By membership: the outcomes of decisions about it since then that stand. Who has none is absent. One query."""
    rows = Decision.objects.filter(community=community_id, at__gte=since).exclude(outcome=Outcome.DISMISS)
    rows = rows.exclude(subject=None).exclude(appeals__outcome=AppealOutcome.OVERTURNED)
    found: dict[int, set[str]] = {}
    for subject_id, outcome in rows.values_list("subject", "outcome"):
        found.setdefault(subject_id, set()).add(outcome)
    return {pk: frozenset(outcomes) for pk, outcomes in found.items()}
