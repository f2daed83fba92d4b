"""Reports gathered into cases: one object, everyone who reported it, what it says and what it earned."""

from dataclasses import dataclass

from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.trust import public as trust
from diwan.web.scope import CommunityRequest, member_of


@dataclass(frozen=True, slots=True)
class Case:
    """`earned`: milli-points of value that hiding the object would take back. `text` is None for what is gone."""

    ref: str
    reports: list[trust.Report]
    text: gathering.QuotedText | None
    earned: int

    @property
    def first(self) -> trust.Report:
        return self.reports[0]


def list_cases(request: CommunityRequest, *, open_only: bool) -> list[Case]:
    """The cases the reader may decide, those waiting longest first; a fixed number of queries."""
    scope = request.community.pk
    grouped: dict[tuple[str, int | None], list[trust.Report]] = {}
    for report in trust.list_reports(community_id=scope, viewer=request.membership, open_only=open_only)[:200]:
        grouped.setdefault((report.object_ref, report.decision_id), []).append(report)
    refs = {ref for ref, _decision in grouped}
    viewer_id = member_of(request).pk
    texts = gathering.quote_texts(community_id=scope, object_refs=refs, viewer_id=viewer_id)
    earned = contributions.points_by_object(community_id=scope, object_refs=refs)
    return [
        Case(ref, reports, texts.get(ref), sum(earned.get(ref, {}).values()))
        for (ref, _decision), reports in grouped.items()
    ]
