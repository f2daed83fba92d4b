from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from diwan.kernel import ids, pictures, registry
from diwan.ledger import public as ledger
from diwan.payouts import desk, postings, rules
from diwan.payouts.enums import PaidFrom, PayoutStatus
from diwan.payouts.errors import PayoutClosed, ProofNeeded
from diwan.payouts.events import PAYOUT_SENT
from diwan.payouts.models import Payout
from diwan.payouts.queries.batches import PayoutView, payout_views


def mark_sent(
    *, payout_id: int, proof: str, by: UUID, at: datetime, photo: bytes | None = None, paid_from: str = PaidFrom.BANK
) -> PayoutView:
    """Say that a payment of an approved batch was made: here the money leaves the bank in the books.

    `proof` is the bank's reference; a photo may stand beside it or for it. Raises NoSuchPayout, PayoutClosed,
    ProofNeeded, NotAPicture, PictureTooLarge.
    """
    payout = rules.get_payout_for(payout_id=payout_id, by=by)
    reference = proof.strip()[:120]
    if paid_from not in PaidFrom.values or not (reference or photo):
        raise ProofNeeded
    file = _keep(payout, photo) if photo else ""
    try:
        with transaction.atomic():
            _send(payout, reference, file, paid_from, by, at)
    except BaseException:
        if file:
            default_storage.delete(file)
        raise
    return payout_views(Payout.objects.filter(pk=payout.pk))[0]


def _keep(payout: Payout, photo: bytes) -> str:
    name = f"payouts/{payout.community_id}/{ids.random_id().hex}.webp"
    return default_storage.save(name, ContentFile(pictures.reencode(photo)))


def _send(payout: Payout, reference: str, file: str, paid_from: str, by: UUID, at: datetime) -> None:
    rules.hold(community_id=payout.community_id)
    payout.refresh_from_db(fields=["status"])
    if payout.status != PayoutStatus.APPROVED:
        raise PayoutClosed(reference=payout.reference)
    payout.status, payout.sent_at, payout.paid_from = PayoutStatus.SENT, at, paid_from
    payout.proof, payout.proof_photo = reference, file
    payout.save(update_fields=["status", "sent_at", "paid_from", "proof", "proof_photo"])
    legs = postings.payout_sent(party=payout.party, amount_minor=payout.amount_minor, paid_from=paid_from)
    spec = desk.entry(payout=payout, kind="payout_sent", legs=legs, at=at, text=reference)
    ledger.post_many(community_id=payout.community_id, entries=[spec], at=at)
    desk.write_down(
        community_id=payout.community_id,
        by=by,
        action="payout_sent",
        ref=f"payout:{payout.pk}",
        at=at,
        detail={"amount_minor": payout.amount_minor, "proof": reference, "paid_from": paid_from},
    )
    desk.tell_payee(payout=payout, kind="payout_sent", at=at, facts={"proof": reference})
    told = {"payout_id": payout.pk, "party": payout.party, "amount_minor": payout.amount_minor}
    registry.announce(PAYOUT_SENT, community_id=payout.community_id, at=at, **told)
