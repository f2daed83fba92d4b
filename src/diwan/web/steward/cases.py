"""Reports gathered into cases: one object, everyone who reported it, what it says, what is at stake, how it leans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from diwan.contributions import public as contributions
from diwan.conversation import public as conversation
from diwan.gathering import public as gathering
from diwan.trust import public as trust
from diwan.trust.enums import Outcome
from diwan.web.scope import CommunityRequest, member_of


@dataclass(frozen=True, slots=True)
class Case:
    """`earned`: milli-points of value that hiding the object would take back. `text` is None for what is gone.

    `talk`: of a reported message, that message and what stood right beside it; nothing else of a conversation is seen.
    """

    ref: str
    reports: list[trust.Report]
    text: gathering.QuotedText | None
    earned: int
    leaning: trust.Leaning | None = None
    talk: conversation.DisclosedTalk | None = None

    @property
    def first(self) -> trust.Report:
        return self.reports[0]

    @property
    def by_rule(self) -> trust.Report | None:
        """The report of the rule that holds it, if one does."""
        return next((report for report in self.reports if report.is_by_rule), None)

    @property
    def reporters(self) -> list[trust.Report]:
        return [report for report in self.reports if not report.is_by_rule]

    @property
    def signs(self) -> list[str]:
        """The words that weighed, for a reader: facts such as the number of links are left to the evidence."""
        return [word for word in self.leaning.words if not word.startswith("§")] if self.leaning else []


@dataclass(frozen=True, slots=True)
class Consequence:
    """What deciding a case would touch, as its page shows it before anything is chosen."""

    stake: trust.Stake
    seconds: frozenset[str]
    history: trust.HistoryView | None
    proposal: trust.Proposal | None

    @property
    def touches_money(self) -> bool:
        """Whether a step short of removing somebody needs a second person because of what is at stake."""
        return bool(self.seconds - {Outcome.REMOVE.value})

    @property
    def dots(self) -> int:
        return self.stake.points // 1000

    @property
    def month_dots(self) -> int:
        return self.stake.month_points // 1000

    @property
    def record(self) -> list[tuple[str, int]]:
        """What was decided about the author before, heaviest first."""
        counts = self.history.counts if self.history else {}
        return [(str(step.label), counts[step.value]) for step in reversed(Outcome) if step.value in counts]


def list_cases(request: CommunityRequest, *, open_only: bool) -> list[Case]:
    """The cases the reader may decide; a fixed number of queries.

    Those waiting longest first; once the community has decided enough, what its moderators would act on first.
    """
    scope = request.community.pk
    grouped: dict[tuple[str, int | None], list[trust.Report]] = {}
    for report in trust.list_reports(community_id=scope, viewer=request.membership, open_only=open_only)[:200]:
        grouped.setdefault((report.object_ref, report.decision_id), []).append(report)
    refs = {ref for ref, _decision in grouped}
    viewer_id = member_of(request).pk
    texts = gathering.quote_texts(community_id=scope, object_refs=refs, viewer_id=viewer_id)
    talks = conversation.list_disclosed(community_id=scope, object_refs=refs, viewer_id=viewer_id)
    earned = contributions.points_by_object(community_id=scope, object_refs=refs)
    leanings = _leanings(scope, grouped) if open_only else {}
    cases = [
        Case(ref, reports, texts.get(ref), sum(earned.get(ref, {}).values()), leanings.get(ref), talks.get(ref))
        for (ref, _decision), reports in grouped.items()
    ]
    return sorted(cases, key=lambda case: -case.leaning.score_bp if case.leaning else 0)


def _leanings(scope: int, grouped: dict[tuple[str, int | None], list[trust.Report]]) -> dict[str, trust.Leaning]:
    cases: dict[str, Sequence[trust.Report]] = {ref: reports for (ref, _decision), reports in grouped.items()}
    return trust.lean(community_id=scope, cases=cases)


def consequence_of(case: Case, at: datetime) -> Consequence:
    """What every step of the ladder would touch, and which of them need a second person."""
    report = case.first
    stake = trust.stake_in(report=report, at=at)
    seconds = frozenset(
        step.value
        for step in Outcome
        if trust.needs_second(community_id=report.community_id, outcome=step, stake=stake)
    )
    authors = [report.subject_id] if report.subject_id else []
    history = trust.history_of(community_id=report.community_id, membership_ids=authors)
    waiting = trust.waiting_proposal(report=report)
    return Consequence(stake, seconds, history.get(report.subject_id or 0), waiting)
