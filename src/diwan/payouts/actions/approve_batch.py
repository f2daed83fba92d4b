import hmac
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.ledger import public as ledger
from diwan.payouts import desk, postings, rules, screened
from diwan.payouts.actions.draft_batch import hash_of
from diwan.payouts.enums import BatchStatus, PayoutStatus
from diwan.payouts.errors import BatchChanged, BatchClosed, NotOwed
from diwan.payouts.models import Batch, Payout
from diwan.payouts.queries.batches import BatchView, batch_view
from diwan.people import public as people


def approve_batch(*, batch_id: int, batch_hash: str, by: UUID, at: datetime) -> BatchView:
    """Approve exactly the batch of that hash, by another person than its drafter; its money is set aside for sending.

    Raises NoSuchBatch, BatchClosed, BatchChanged (also when a destination has to wait since), NeedsAnotherPerson,
    TooEarly (a solo owner), NotOwed, ScreenedOut.
    """
    batch = rules.get_batch_for(batch_id=batch_id, by=by)
    with transaction.atomic():
        rules.hold(community_id=batch.community_id)
        batch.refresh_from_db()
        if batch.status != BatchStatus.DRAFT:
            raise BatchClosed(number=batch.number)
        rules.require_second_person(batch=batch, by=by, at=at)
        if not (hmac.compare_digest(batch_hash, batch.hash) and hmac.compare_digest(hash_of(batch), batch.hash)):
            raise BatchChanged(number=batch.number)
        payouts = list(batch.payouts.select_related("community", "method", "batch").order_by("pk"))
        if not all(payout.method.is_usable(at) for payout in payouts):
            raise BatchChanged(number=batch.number)
        screened.require_cleared(payouts=payouts)
        _set_aside(batch, payouts, at)
        batch.status, batch.decided_by, batch.decided_at = BatchStatus.APPROVED, by, at
        batch.save(update_fields=["status", "decided_by", "decided_at"])
        batch.payouts.update(status=PayoutStatus.APPROVED)
        _tell(batch, payouts, by, at)
    return batch_view(batch)


def _set_aside(batch: Batch, payouts: Sequence[Payout], at: datetime) -> None:
    entries = [
        desk.entry(
            payout=payout,
            kind="payout_batched",
            legs=postings.payout_batched(party=payout.party, amount_minor=payout.amount_minor),
            at=at,
        )
        for payout in payouts
    ]
    ledger.post_many(community_id=batch.community_id, entries=entries, at=at)
    # Looked at after posting: the book is locked by then, so no correction can slip in between.
    owed = ledger.balances_by_party(community_id=batch.community_id, account=postings.OWED)
    carried = ledger.balances_by_party(community_id=batch.community_id, account=postings.CARRIED)
    for payout in payouts:
        if owed.get(payout.party, 0) < carried.get(payout.party, 0):
            names = people.party_names(community_id=batch.community_id, parties=[payout.party])
            raise NotOwed(name=names.get(payout.party, payout.reference))


def _tell(batch: Batch, payouts: Sequence[Payout], by: UUID, at: datetime) -> None:
    is_alone = rules.is_same_person(community_id=batch.community_id, one=batch.drafted_by, other=by)
    desk.write_down(
        community_id=batch.community_id,
        by=by,
        action="payout_batch_approved",
        ref=f"batch:{batch.pk}",
        at=at,
        detail={"number": batch.number, "hash": batch.hash, "alone": is_alone},
    )
    if is_alone:
        approver = rules.require_keeper(community_id=batch.community_id, by=by)
        total = {"total_minor": batch.total_minor, "currency": batch.community.currency}
        facts = {"batch_id": batch.pk, "number": batch.number, **total}
        people.notify(
            membership_id=approver.pk, kind="payout_batch_approved_alone", facts=facts, url="", at=at, by_mail=True
        )
    desk.tell_payees(payouts={payout: {} for payout in payouts}, kind="payout_approved", at=at)
