from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, locks, registry
from diwan.people.public import Membership, notify, suspend_membership
from diwan.trust import rules
from diwan.trust.enums import Outcome, ReportStatus, SanctionKind
from diwan.trust.errors import AlreadyDecided, BadTerm, NobodyToSuspend, NoSuchReport, ReasonMissing
from diwan.trust.models import Decision, Report, Sanction

OBJECT_HIDDEN = "trust.object_hidden"


def decide_report(
    *, report_id: int, by: Membership, outcome: Outcome, reason: str, at: datetime, until: datetime | None = None
) -> Decision:
    """Answer a report, and every other open report on its object. `until` ends a suspension by itself.

    Raises NoSuchReport (foreign ones too), NotAllowed, NeedsAnotherPerson, AlreadyDecided, ReasonMissing, BadTerm,
    NobodyToSuspend.
    """
    with transaction.atomic():
        report = _lock(report_id, by)
        open_reports = Report.objects.filter(
            community=report.community_id, object_ref=report.object_ref, status=ReportStatus.OPEN
        )
        rules.require_stranger(by, report.subject_id, *open_reports.values_list("reporter", flat=True))
        if not reason.strip():
            raise ReasonMissing
        decision = Decision.objects.create(
            community_id=report.community_id,
            object_ref=report.object_ref,
            subject=report.subject,
            by=by,
            outcome=outcome,
            reason=reason,
            at=at,
        )
        _tell(decision, list(open_reports))
        upheld = ReportStatus.UPHELD if decision.hides else ReportStatus.DISMISSED
        open_reports.update(status=upheld, decision=decision)
        _carry_out(decision, until)
        _write_down(decision, until)
    return decision


def _lock(report_id: int, by: Membership) -> Report:
    """The open report, alone, if `by` may moderate where it lies."""
    report = Report.objects.filter(pk=report_id, community=by.community_id).first()
    if report is None:
        raise NoSuchReport
    rules.require_moderator(by, report.community_id)
    locks.exclusive(f"trust:{report.community_id}:{report.object_ref}")
    report = Report.objects.select_related("subject").get(pk=report_id)
    if report.status != ReportStatus.OPEN:
        raise AlreadyDecided
    return report


def _carry_out(decision: Decision, until: datetime | None) -> None:
    if decision.hides:
        facts = {"community_id": decision.community_id, "object_ref": decision.object_ref, "at": decision.at}
        registry.announce(OBJECT_HIDDEN, **facts)
    if decision.outcome != Outcome.SUSPEND:
        return
    if decision.subject is None or not decision.subject.is_active:
        raise NobodyToSuspend
    if until is not None and until <= decision.at:
        raise BadTerm
    rules.require_rank(decision.by, decision.subject)
    # One that was ended by hand elsewhere is closed here; a member has one open suspension.
    Sanction.objects.filter(membership=decision.subject, lifted_at=None).update(lifted_at=decision.at)
    Sanction.objects.create(
        membership=decision.subject,
        kind=SanctionKind.SUSPENSION,
        decision=decision,
        starts_at=decision.at,
        ends_at=until,
    )
    suspend_membership(membership=decision.subject, by=decision.by, reason=decision.reason, at=decision.at)


def _tell(decision: Decision, reports: list[Report]) -> None:
    facts = {"object_ref": decision.object_ref, "outcome": decision.outcome, "decision": decision.pk}
    for report in reports:
        notify(membership_id=report.reporter_id, kind="report_decided", facts=facts, url="", at=decision.at)
    if decision.subject_id is not None and decision.hides:
        told = facts | {"reason": decision.reason}
        notify(membership_id=decision.subject_id, kind="decision_about_you", facts=told, url="", at=decision.at)


def _write_down(decision: Decision, until: datetime | None) -> None:
    audit.record(
        scope=decision.community_id,
        actor=str(decision.by.party_id),
        action=f"report_{decision.outcome}",
        object_ref=decision.object_ref,
        at=decision.at,
        detail={
            "decision": decision.pk,
            "subject": decision.subject and str(decision.subject.party_id),
            "reason": decision.reason,
            "until": until and until.isoformat(),
        },
    )
