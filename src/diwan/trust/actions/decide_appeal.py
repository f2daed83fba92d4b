from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, locks, registry
from diwan.people.public import Membership, notify
from diwan.trust import rules
from diwan.trust.actions.decide_report import OBJECT_SHOWN, is_kept_hidden
from diwan.trust.actions.lift_sanction import end
from diwan.trust.enums import AppealOutcome, ReportStatus
from diwan.trust.errors import AlreadyDecided, NoSuchAppeal, ReasonMissing
from diwan.trust.models import Appeal, Decision, Report
from diwan.trust.sorting.learn import unlearn


def decide_appeal(*, appeal_id: int, by: Membership, overturn: bool, answer: str, at: datetime) -> Appeal:
    """Answer an appeal. Overturned: what was hidden is shown, a suspension ends, dismissed reports are open again.

    Raises NotAllowed, NoSuchAppeal, AlreadyDecided, NeedsAnotherPerson (whoever decided, appeals, reported, or is the
    one it is about), ReasonMissing.
    """
    rules.require_moderator(by, by.community_id)
    with transaction.atomic():
        locks.exclusive(f"appeal:{appeal_id}")
        rows = Appeal.objects.select_related("decision")
        appeal = rows.filter(pk=appeal_id, decision__community=by.community_id).first()
        if appeal is None:
            raise NoSuchAppeal
        if appeal.outcome:
            raise AlreadyDecided
        decision = appeal.decision
        reporters = decision.reports.values_list("reporter", flat=True)
        rules.require_stranger(by, decision.by_id, decision.subject_id, appeal.by_id, *reporters)
        if not answer.strip():
            raise ReasonMissing
        appeal.outcome = AppealOutcome.OVERTURNED if overturn else AppealOutcome.CONFIRMED
        appeal.answer, appeal.decided_by, appeal.decided_at = answer, by, at
        appeal.save()
        if overturn:
            _undo(decision, by, answer, at)
        _tell_and_write_down(appeal)
    return appeal


def _undo(decision: Decision, by: Membership, answer: str, at: datetime) -> None:
    unlearn(decision)
    if not decision.acts:
        _reopen(decision)
        return
    if decision.hides and not is_kept_hidden(decision):
        facts = {"community_id": decision.community_id, "object_ref": decision.object_ref, "at": at}
        registry.announce(OBJECT_SHOWN, **facts)
    for sanction in decision.sanctions.filter(lifted_at=None).select_related("membership"):
        end(sanction, by=by, reason=answer, at=at)
    decision.reports.update(status=ReportStatus.DISMISSED)


def _reopen(decision: Decision) -> None:
    """Open the dismissed reports again, but not that of a member who has filed a new one meanwhile."""
    waiting = Report.objects.filter(
        community=decision.community_id, object_ref=decision.object_ref, status=ReportStatus.OPEN
    )
    again = decision.reports.exclude(reporter__in=list(waiting.values_list("reporter", flat=True)))
    again.update(status=ReportStatus.OPEN)


def _tell_and_write_down(appeal: Appeal) -> None:
    assert appeal.decided_by is not None
    assert appeal.decided_at is not None
    facts = {"object_ref": appeal.decision.object_ref, "outcome": appeal.outcome, "answer": appeal.answer}
    notify(membership_id=appeal.by_id, kind="appeal_decided", facts=facts, url="", at=appeal.decided_at, by_mail=True)
    audit.record(
        scope=appeal.decision.community_id,
        actor=str(appeal.decided_by.party_id),
        action=f"appeal_{appeal.outcome}",
        object_ref=appeal.decision.object_ref,
        at=appeal.decided_at,
        detail={"decision": appeal.decision_id, "appeal": appeal.pk, "answer": appeal.answer},
    )
