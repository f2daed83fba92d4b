from datetime import datetime

from diwan.commerce.actions.charge_back import charge_back
from diwan.commerce.gateways.accounts import external_ref
from diwan.commerce.gateways.enums import RefundState
from diwan.commerce.gateways.models import GatewayPayment, GatewayRefund
from diwan.commerce.gateways.protocol import RefundTruth
from diwan.kernel import ids


def apply_refund(*, payment: GatewayPayment, truth: RefundTruth, at: datetime) -> bool:
    """Book a refund the provider tells of; one we asked for is found by its id, or is the one still waiting for its id.

    For other actions, in their transaction under the till's lock.
    """
    row = payment.refunds.filter(external_id=truth.external_id).first()
    if row is None:
        waiting = payment.refunds.filter(external_id="", amount_minor=truth.amount_minor, state=RefundState.WAITING)
        row = waiting.order_by("pk").first()
    if row is not None and row.state == RefundState.DONE:
        return False
    if row is None:
        if truth.state != RefundState.DONE:
            return False
        row = GatewayRefund(payment=payment, key=ids.file_name(), amount_minor=truth.amount_minor, made_at=at)
    return _step(row, truth, at)


def apply_refund_total(*, payment: GatewayPayment, total_minor: int, at: datetime) -> bool:
    """Book what is new in a total that went back: first the refunds we asked for, in their order, then the rest as one.

    For other actions, in their transaction under the till's lock. A smaller total than ours is old news.
    """
    rows = payment.refunds.order_by("pk")
    done = sum(row.amount_minor for row in rows.filter(state=RefundState.DONE))
    changed = False
    for row in rows.filter(state=RefundState.WAITING):
        if total_minor - done >= row.amount_minor:
            done += row.amount_minor
            truth = RefundTruth(f"{payment.external_id}:{done}", row.amount_minor, RefundState.DONE)
            changed |= _step(row, truth, at)
    if total_minor > done:
        truth = RefundTruth(f"{payment.external_id}:{total_minor}", total_minor - done, RefundState.DONE)
        changed |= apply_refund(payment=payment, truth=truth, at=at)
    return changed


def _step(row: GatewayRefund, truth: RefundTruth, at: datetime) -> bool:
    before = (row.external_id, row.state)
    row.external_id, row.state = truth.external_id, truth.state
    if before == (row.external_id, row.state):
        return False
    row.done_at = at if truth.state == RefundState.DONE else None
    row.save()
    if truth.state == RefundState.DONE:
        charge_back(
            payment_id=row.payment.payment_id,
            amount_minor=row.amount_minor,
            fee_minor=0,
            external_ref=external_ref(row.payment.account, f"refund:{row.pk}"),
            at=at,
        )
    return True
