from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.ledger import public as ledger
from diwan.payouts import desk, postings, rules
from diwan.payouts.enums import PayoutStatus
from diwan.payouts.errors import PayoutClosed, ProofNeeded
from diwan.payouts.models import Payout
from diwan.payouts.queries.batches import PayoutView, payout_views


def mark_failed(*, payout_id: int, reason: str, by: UUID, at: datetime) -> PayoutView:
    """Say that a payment could not be sent, or was sent and came back: it is on the payee's balance again.

    Not after the payee has confirmed it. Raises NoSuchPayout, PayoutClosed, ProofNeeded (no reason given).
    """
    payout = rules.get_payout_for(payout_id=payout_id, by=by)
    why = reason.strip()[:300]
    if not why:
        raise ProofNeeded
    with transaction.atomic():
        rules.hold(community_id=payout.community_id)
        payout.refresh_from_db(fields=["status"])
        spec = _give_back(payout, why, at)
        ledger.post_many(community_id=payout.community_id, entries=[spec], at=at)
        payout.reason, payout.failed_at = why, at
        payout.save(update_fields=["status", "reason", "failed_at"])
        desk.write_down(
            community_id=payout.community_id,
            by=by,
            action="payout_failed",
            ref=f"payout:{payout.pk}",
            at=at,
            detail={"amount_minor": payout.amount_minor, "reason": why, "status": payout.status},
        )
        desk.tell_payee(payout=payout, kind="payout_failed", at=at, facts={"reason": why})
    return payout_views(Payout.objects.filter(pk=payout.pk))[0]


def _give_back(payout: Payout, why: str, at: datetime) -> ledger.EntrySpec:
    if payout.status == PayoutStatus.APPROVED:
        payout.status = PayoutStatus.FAILED
        legs = postings.payout_failed(party=payout.party, amount_minor=payout.amount_minor)
    elif payout.status == PayoutStatus.SENT:
        payout.status = PayoutStatus.RETURNED
        legs = postings.payout_returned(
            party=payout.party, amount_minor=payout.amount_minor, paid_from=payout.paid_from
        )
    else:
        raise PayoutClosed(reference=payout.reference)
    return desk.entry(payout=payout, kind="payout_returned", legs=legs, at=at, text=why)
