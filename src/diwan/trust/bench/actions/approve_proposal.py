import hmac
from datetime import datetime, timedelta

from django.db import transaction

from diwan.kernel import audit, locks
from diwan.people.public import Membership, notify
from diwan.trust import rules
from diwan.trust.actions.decide_report import carry_decision
from diwan.trust.bench.models.proposal import Proposal
from diwan.trust.bench.queries.eligible import involved_in
from diwan.trust.enums import Outcome, ProposalStatus
from diwan.trust.errors import ContentChanged, NeedsAnotherPerson, NoSuchProposal, ReasonMissing, TooEarly
from diwan.trust.models import Decision


def approve_proposal(*, proposal_id: int, content_hash: str, by: Membership, at: datetime) -> Decision:
    """Agree to a proposal, and carry it out; alone only where nobody else could, after a day.

    Raises NotAllowed, NoSuchProposal, NeedsAnotherPerson, TooEarly, ContentChanged, AlreadyDecided and whatever
    carrying it out refuses.
    """
    with transaction.atomic():
        proposal = _waiting(proposal_id, by)
        _require_second(proposal, by, at)
        if not hmac.compare_digest(content_hash, proposal.content_hash):
            raise ContentChanged
        until = at + timedelta(days=proposal.days) if proposal.days else None
        decision = carry_decision(
            report=proposal.report,
            by=proposal.by,
            outcome=Outcome(proposal.outcome),
            code=proposal.code,
            reason=proposal.reason,
            at=at,
            until=until,
        )
        proposal.decision = decision
        _answer(proposal, ProposalStatus.CARRIED, by, "", at)
    return decision


def decline_proposal(*, proposal_id: int, by: Membership, answer: str, at: datetime) -> Proposal:
    """Not agree, with a reason: the report waits again. Whoever proposed it may take it back so.

    Raises NotAllowed, NoSuchProposal, NeedsAnotherPerson, ReasonMissing.
    """
    with transaction.atomic():
        proposal = _waiting(proposal_id, by)
        if by.pk != proposal.by_id:
            rules.require_stranger(by, *involved_in(proposal.report))
        if not answer.strip():
            raise ReasonMissing
        _answer(proposal, ProposalStatus.DECLINED, by, answer, at)
    return proposal


def _waiting(proposal_id: int, by: Membership) -> Proposal:
    rules.require_moderator(by, by.community_id)
    locks.exclusive(f"proposal:{proposal_id}")
    rows = Proposal.objects.select_related("report__subject", "by__person")
    found = rows.filter(pk=proposal_id, community=by.community_id, status=ProposalStatus.WAITING).first()
    if found is None:
        raise NoSuchProposal
    return found


def _require_second(proposal: Proposal, by: Membership, at: datetime) -> None:
    """Another person without a part in it; or the same, where they were alone and a day has passed."""
    if proposal.alone_from is not None and by.pk == proposal.by_id:
        if at < proposal.alone_from:
            raise TooEarly
        return
    rules.require_stranger(by, proposal.by_id, *involved_in(proposal.report))
    if by.pk == proposal.by_id:
        raise NeedsAnotherPerson


def _answer(proposal: Proposal, status: ProposalStatus, by: Membership, answer: str, at: datetime) -> None:
    proposal.status, proposal.answered_by, proposal.answered_at, proposal.answer = status, by, at, answer
    proposal.save(update_fields=["status", "answered_by", "answered_at", "answer", "decision"])
    if by.pk != proposal.by_id:
        facts = {"by": by.person.display_name, "outcome": status.value, "answer": answer}
        notify(membership_id=proposal.by_id, kind="proposal_answered", facts=facts, url="", at=at)
    audit.record(
        scope=proposal.community_id,
        actor=str(by.party_id),
        action=f"proposal_{status}",
        object_ref=proposal.report.object_ref,
        at=at,
        detail={"proposal": proposal.pk, "content": proposal.content_hash, "answer": answer},
    )
