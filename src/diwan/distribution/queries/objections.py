"""Objections to a close, and the verdicts on them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.distribution.enums import ObjectionStatus
from diwan.distribution.errors import NoSuchObjection
from diwan.distribution.models import Line, Objection


@dataclass(frozen=True, slots=True)
class VerdictView:
    party: UUID
    decision: ObjectionStatus
    correction_minor: int
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """One objection. `line` is empty for the objector's own statement; the reason is published with the decision."""

    id: int
    community_id: int
    period: str
    party: UUID
    line: str
    text: str
    raised_at: datetime
    status: ObjectionStatus
    reason: str
    correction_minor: int
    decided_at: datetime | None
    corrected_at: datetime | None
    verdicts: tuple[VerdictView, ...]


def list_objections(*, community_id: int, period: str | None = None) -> list[ObjectionView]:
    """The community's objections, newest first, of one month or of all."""
    rows = Objection.objects.filter(period__community=community_id).select_related("period")
    if period is not None:
        rows = rows.filter(period__label=period)
    return [objection_view(row) for row in rows.prefetch_related("verdicts").order_by("-raised_at", "-pk")]


def get_objection(*, community_id: int, objection_id: int) -> ObjectionView:
    """Raises NoSuchObjection, also for an objection of another community."""
    row = Objection.objects.filter(period__community=community_id, pk=objection_id).select_related("period").first()
    if row is None:
        raise NoSuchObjection
    return objection_view(row)


def objection_view(row: Objection) -> ObjectionView:
    verdicts = sorted(row.verdicts.all(), key=lambda verdict: verdict.pk)
    return ObjectionView(
        id=row.pk,
        community_id=row.period.community_id,
        period=row.period.label,
        party=row.party,
        line=row.plan_line,
        text=row.text,
        raised_at=row.raised_at,
        status=ObjectionStatus(row.status),
        reason=row.reason,
        correction_minor=row.correction_minor,
        decided_at=row.decided_at,
        corrected_at=row.corrected_at,
        verdicts=tuple(
            VerdictView(one.party, ObjectionStatus(one.decision), one.correction_minor, one.reason, one.given_at)
            for one in verdicts
        ),
    )


def paid_by_line(row: Objection) -> frozenset[UUID]:
    """Whom the questioned line paid in that month; empty for an objection to one's own statement."""
    if not row.plan_line:
        return frozenset()
    return frozenset(
        line.party
        for line in Line.objects.filter(period=row.period, earned_minor__gt=0)
        if any(path.split("/")[-1] == row.plan_line for share in line.breakdown["shares"] for path in share["lines"])
    )
