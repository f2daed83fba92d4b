from datetime import datetime

from django.db import transaction

from diwan.kernel import locks, registry
from diwan.people.public import Membership
from diwan.trust import rules
from diwan.trust.actions.carry_out import carry_out
from diwan.trust.actions.tell_decision import tell_decision, write_down
from diwan.trust.bench.queries.stakes import needs_second, stake_in
from diwan.trust.enums import Outcome, ReportStatus
from diwan.trust.errors import AlreadyDecided, NeedsSecondPerson, NoSuchReport, ReasonMissing
from diwan.trust.models import Decision, Report
from diwan.trust.sorting.learn import learn

OBJECT_HIDDEN = "trust.object_hidden"
OBJECT_SHOWN = "trust.object_shown"


def decide_report(
    *,
    report_id: int,
    by: Membership,
    outcome: Outcome,
    reason: str,
    at: datetime,
    until: datetime | None = None,
    code: str = "",
) -> Decision:
    """Answer a report, and every other open report on its object. `until` ends a limit or suspension by itself.

    Raises NoSuchReport (foreign ones too), NotAllowed, NeedsAnotherPerson, AlreadyDecided, ReasonMissing, BadTerm,
    NobodyToSuspend, and NeedsSecondPerson for what touches money (`bench.answer_report` proposes it instead).
    """
    with transaction.atomic():
        report = lock_report(report_id, by)
        stake = stake_in(report=report, at=at)
        if needs_second(community_id=report.community_id, outcome=outcome, stake=stake):
            raise NeedsSecondPerson
        return carry_decision(report=report, by=by, outcome=outcome, code=code, reason=reason, at=at, until=until)


def lock_report(report_id: int, by: Membership) -> Report:
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


def carry_decision(
    *, report: Report, by: Membership, outcome: Outcome, code: str, reason: str, at: datetime, until: datetime | None
) -> Decision:
    """Write the decision and do what it says, in the caller's transaction. Who may, and whether alone, is settled."""
    if Report.objects.filter(pk=report.pk).exclude(status=ReportStatus.OPEN).exists():
        raise AlreadyDecided
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
        code=code,
        reason=reason,
        at=at,
    )
    answered = list(open_reports)
    learn(decision, answered)
    upheld = ReportStatus.UPHELD if decision.acts else ReportStatus.DISMISSED
    open_reports.update(status=upheld, decision=decision)
    tell_decision(decision, answered)
    _show_or_hide(decision, answered)
    carry_out(decision, until)
    write_down(decision, until)
    return decision


def _show_or_hide(decision: Decision, answered: list[Report]) -> None:
    """Hide what is to be hidden; show what only a rule had held."""
    facts = {"community_id": decision.community_id, "object_ref": decision.object_ref, "at": decision.at}
    if decision.hides:
        registry.announce(OBJECT_HIDDEN, **facts)
    elif any(report.is_by_rule for report in answered) and not is_kept_hidden(decision):
        registry.announce(OBJECT_SHOWN, **facts)


def is_kept_hidden(decision: Decision) -> bool:
    """Whether another decision, which no appeal undid, hides the same object."""
    others = Decision.objects.filter(community=decision.community_id, object_ref=decision.object_ref)
    standing = others.exclude(pk=decision.pk).exclude(appeals__outcome="overturned")
    return any(other.hides for other in standing)
