"""Payday: one keeper drafts the batch, another approves it, payments are sent, payees say that they arrived."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from diwan.demo.scene import Scene
from diwan.payouts import public as payouts
from diwan.payouts.errors import NothingDue

# The payment of this month, by its place in the batch, comes back from the bank.
_FAILS = (3, 2)
_REASON = "أعاده المصرف: الحساب مغلق. Returned: account closed."
_UNCONFIRMED_EVERY = 6


def plan_payday(scene: Scene, month: int, sealed_at: datetime) -> None:
    scene.agenda.plan(sealed_at + timedelta(hours=4), partial(_draft, scene, month))


def _draft(scene: Scene, month: int, at: datetime) -> None:
    drafter, approver = desk_of(scene)
    try:
        batch = payouts.draft_batch(community_id=scene.id, by=scene.cast[drafter].party, at=at)
    except NothingDue:
        return
    pause = timedelta(hours=25) if drafter == approver else timedelta(hours=6)
    scene.agenda.plan(at + pause, partial(_approve, scene, month, batch, approver))


def desk_of(scene: Scene) -> tuple[str, str]:
    """Who drafts and who approves: the treasurer and the owner, or the owner alone, a day later."""
    return ("tariq" if "tariq" in scene.cast else "mona", "mona")


def _approve(scene: Scene, month: int, batch: payouts.BatchView, approver: str, at: datetime) -> None:
    approved = payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=scene.cast[approver].party, at=at)
    for place, payout in enumerate(approved.payouts):
        sent = at + timedelta(hours=16, minutes=7 * place)
        scene.agenda.plan(sent, partial(_send, scene, month, payout, place))


def _send(scene: Scene, month: int, payout: payouts.PayoutView, place: int, at: datetime) -> None:
    drafter, _ = desk_of(scene)
    by = scene.cast[drafter].party
    proof = f"TR{at:%y%m%d}-{payout.reference}"
    payouts.mark_sent(payout_id=payout.id, proof=proof, by=by, at=at)
    if (month, place) == _FAILS:
        scene.agenda.plan(at + timedelta(days=2), partial(_fail, payout.id, by))
    elif place % _UNCONFIRMED_EVERY != _UNCONFIRMED_EVERY - 1:
        hours = scene.chance.uniform(3, 60)
        scene.agenda.plan(at + timedelta(hours=hours), partial(_confirm, payout))


def _confirm(payout: payouts.PayoutView, at: datetime) -> None:
    payouts.confirm_receipt(payout_id=payout.id, by=payout.party, at=at)


def _fail(payout_id: int, by: UUID, at: datetime) -> None:
    payouts.mark_failed(payout_id=payout_id, reason=_REASON, by=by, at=at)
