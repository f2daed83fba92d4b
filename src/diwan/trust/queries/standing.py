from dataclasses import dataclass
from datetime import datetime

from diwan.people.public import Membership
from diwan.trust import rules
from diwan.trust.enums import Outcome, SanctionKind
from diwan.trust.errors import NoSuchDecision, NoSuchSanction
from diwan.trust.models import Appeal, Decision, Sanction


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What was decided about a member, in words, and what came of the appeal (None: none was filed; '': waiting)."""

    decision_id: int
    object_ref: str
    outcome: str
    reason: str
    at: datetime
    appeal_outcome: str | None
    code: str = ""

    @property
    def may_be_appealed(self) -> bool:
        return self.appeal_outcome is None


@dataclass(frozen=True, slots=True)
class StandingView:
    """How a member stands: active, suspended or left; until when; and every decision about them, newest first.

    `limited_until`: their texts wait for a moderator until then; `is_limited` also without an end. `is_removed`: the
    suspension has no end by its nature.
    """

    standing: str
    sanction_id: int | None
    suspended_until: datetime | None
    decisions: tuple[DecisionView, ...]
    is_limited: bool = False
    limited_until: datetime | None = None
    is_removed: bool = False


def standing_of(*, membership: Membership, at: datetime) -> StandingView:
    """For the member's own page and for moderators. Names no reporter."""
    open_now = Sanction.objects.filter(membership=membership, lifted_at=None).order_by("pk")
    sanctions = {row.kind: row for row in open_now if not row.is_over(at)}
    sanction = sanctions.get(SanctionKind.REMOVAL) or sanctions.get(SanctionKind.SUSPENSION)
    limit = sanctions.get(SanctionKind.LIMIT)
    decisions = Decision.objects.filter(community=membership.community_id, subject=membership)
    appeals = dict(Appeal.objects.filter(by=membership).values_list("decision", "outcome"))
    return StandingView(
        standing=membership.standing,
        sanction_id=None if sanction is None else sanction.pk,
        suspended_until=None if sanction is None else sanction.ends_at,
        is_limited=limit is not None,
        limited_until=limit.ends_at if limit else None,
        is_removed=SanctionKind.REMOVAL in sanctions,
        decisions=tuple(
            DecisionView(row.pk, row.object_ref, row.outcome, row.reason, row.at, appeals.get(row.pk), row.code)
            for row in decisions.exclude(outcome=Outcome.DISMISS).order_by("-at", "-pk")
        ),
    )


def require_appealable(*, decision_id: int, by: Membership) -> None:
    """Raise NoSuchDecision, as `file_appeal` would, for a decision that does not touch the member or is elsewhere."""
    decision = Decision.objects.filter(pk=decision_id, community=by.community_id).first()
    if decision is None or not rules.may_appeal(by, decision):
        raise NoSuchDecision


def require_sanction(*, sanction_id: int, community_id: int) -> None:
    """Raise NoSuchSanction for one that is over, elsewhere or nowhere."""
    if not Sanction.objects.filter(pk=sanction_id, membership__community=community_id, lifted_at=None).exists():
        raise NoSuchSanction
