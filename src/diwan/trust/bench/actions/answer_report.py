from datetime import datetime, timedelta

from django.db import transaction

from diwan.kernel import audit
from diwan.people.public import Membership, list_memberships_with_role, notify
from diwan.trust import rules
from diwan.trust.actions.decide_report import decide_report, lock_report
from diwan.trust.bench.models.proposal import Proposal
from diwan.trust.bench.queries.eligible import involved_in, others_who_could
from diwan.trust.bench.queries.stakes import needs_second, stake_in
from diwan.trust.enums import Outcome, ProposalStatus
from diwan.trust.errors import AlreadyDecided, CodeMissing, ReasonMissing
from diwan.trust.models import Decision, Report
from diwan.trust.providers import Stake

ALONE_AFTER = timedelta(hours=24)


def answer_report(
    *, report_id: int, by: Membership, outcome: Outcome, code: str, reason: str, days: int | None, at: datetime
) -> Decision | Proposal:
    """Decide a report, or propose the decision to a second person when it touches money.

    `days`: how long a limit or suspension lasts, None for one without an end. Raises what `decide_report` raises, and
    CodeMissing when anything is done without a published reason.
    """
    with transaction.atomic():
        report = lock_report(report_id, by)
        rules.require_stranger(by, *involved_in(report))
        if outcome != Outcome.DISMISS and not code:
            raise CodeMissing
        if not reason.strip():
            raise ReasonMissing
        stake = stake_in(report=report, at=at)
        if not needs_second(community_id=report.community_id, outcome=outcome, stake=stake):
            until = at + timedelta(days=days) if days else None
            return decide_report(
                report_id=report_id, by=by, outcome=outcome, code=code, reason=reason, at=at, until=until
            )
        return _propose(report, by, Proposal(outcome=outcome, code=code, reason=reason, days=days), stake, at)


def _propose(report: Report, by: Membership, proposal: Proposal, stake: Stake, at: datetime) -> Proposal:
    if Proposal.objects.filter(report__object_ref=report.object_ref, report__community=report.community_id,
                               status=ProposalStatus.WAITING).exists():  # fmt: skip
        raise AlreadyDecided
    if report.subject is not None and proposal.outcome in (Outcome.SUSPEND, Outcome.REMOVE):
        rules.require_rank(by, report.subject)
    others = others_who_could(report, by)
    proposal.community_id, proposal.report, proposal.by, proposal.at = report.community_id, report, by, at
    proposal.points, proposal.unpaid_minor = stake.points, stake.unpaid_minor
    proposal.alone_from = None if others else at + ALONE_AFTER
    proposal.save(force_insert=True)
    facts = {"by": by.person.display_name, "outcome": proposal.outcome, "proposal": proposal.pk}
    for member in others:
        notify(membership_id=member.pk, kind="decision_to_approve", facts=facts, url="", at=at)
    if not others:
        for owner in list_memberships_with_role(community_id=report.community_id, role="owner"):
            notify(membership_id=owner.pk, kind="decision_alone", facts=facts, url="", at=at, by_mail=True)
    audit.record(
        scope=report.community_id,
        actor=str(by.party_id),
        action=f"proposed_{proposal.outcome}",
        object_ref=report.object_ref,
        at=at,
        detail={
            "proposal": proposal.pk, "content": proposal.content_hash, "reason": proposal.reason,
            "points": stake.points, "unpaid_minor": stake.unpaid_minor,
        },
    )  # fmt: skip
    return proposal
