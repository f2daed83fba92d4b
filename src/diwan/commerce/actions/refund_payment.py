from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from diwan.commerce import rules, till
from diwan.commerce.actions.give_back import give_back, going_of
from diwan.commerce.actions.take_back import take_back
from diwan.commerce.errors import NoSuchOrder, OwnPayment, ReasonNeeded, TooMuchRefunded
from diwan.commerce.models import Order, Payment, Receipt, Refund
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import audit, idempotency
from diwan.people import public as people


def refund_payment(*, payment_id: int, amount_minor: int, by: UUID, at: datetime, reason: str, key: str) -> OrderView:
    """Give back `amount_minor` of a payment: credit it left first, then what is held, then the latest months.

    When nothing of the order's price is left, its term and entitlement close at `at`. Raises NoSuchOrder, OwnPayment,
    BadAmount, ReasonNeeded, TooMuchRefunded, people.errors.NotAllowed, kernel KeyReused.
    """
    payment = Payment.objects.select_related("order").filter(pk=payment_id).first()
    if payment is None:
        raise NoSuchOrder
    order = rules.get_order_to_decide(order_id=payment.order_id, by=by)
    _once(
        community_id=order.community_id,
        key=key,
        ref=f"payment:{payment_id}",
        amount_minor=amount_minor,
        reason=reason,
        by=by,
        at=at,
        run=lambda why: _refund_payment(payment_id, order, amount_minor, by, at, why),
    )
    return order_view(order.pk)


def refund_receipt(*, receipt_id: int, amount_minor: int, by: UUID, at: datetime, reason: str, key: str) -> int:
    """Give back money recorded without an order (a tip, a sponsor's); give what is left of the receipt, minor units.

    Raises NoSuchOrder, OwnPayment, BadAmount, ReasonNeeded, TooMuchRefunded, people.errors.NotAllowed,
    kernel KeyReused.
    """
    receipt = Receipt.objects.select_related("community").filter(pk=receipt_id, order=None).first()
    if receipt is None or people.get_membership_by_party(community_id=receipt.community_id, party=by) is None:
        raise NoSuchOrder
    keeper = rules.require_keeper(community_id=receipt.community_id, by=by)
    payer = people.get_membership_by_party(community_id=receipt.community_id, party=receipt.payer)
    if payer is not None and rules.same_person(keeper, payer):
        raise OwnPayment
    _once(
        community_id=receipt.community_id,
        key=key,
        ref=f"receipt:{receipt_id}",
        amount_minor=amount_minor,
        reason=reason,
        by=by,
        at=at,
        run=lambda why: _refund_receipt(receipt, amount_minor, by, at, why),
    )
    receipt.refresh_from_db()
    return receipt.gross_minor - receipt.refunded_minor


def _once(
    *,
    community_id: int,
    key: str,
    ref: str,
    amount_minor: int,
    reason: str,
    by: UUID,
    at: datetime,
    run: Callable[[str], Refund],
) -> None:
    till.require_amount(amount_minor)
    why = reason.strip()[:300]
    if not why:
        raise ReasonNeeded
    detail = {"of": ref, "amount_minor": amount_minor, "reason": why}

    def refund_and_write_down() -> dict[str, int]:
        till.hold(community_id=community_id)
        made = run(why)
        audit.record(scope=community_id, actor=str(by), action="refunded", object_ref=ref, at=at, detail=detail)
        return {"refund": made.pk}

    idempotency.once(
        scope=community_id,
        actor="till",
        endpoint="commerce.refund",
        key=key,
        body=detail,
        at=at,
        run=refund_and_write_down,
    )


def _refund_receipt(receipt: Receipt, amount_minor: int, by: UUID, at: datetime, why: str) -> Refund:
    receipt.refresh_from_db(fields=["refunded_minor"])
    if amount_minor > receipt.gross_minor - receipt.refunded_minor:
        raise TooMuchRefunded
    refund = Refund.objects.create(
        receipt=receipt,
        amount_minor=amount_minor,
        paid_from=receipt.paid_into,
        reason=why,
        refunded_by=by,
        refunded_at=at,
    )
    take_back(receipts=[receipt], refund=refund, amount_minor=amount_minor, at=at)
    return refund


def _refund_payment(payment_id: int, order: Order, amount_minor: int, by: UUID, at: datetime, why: str) -> Refund:
    payment = Payment.objects.get(pk=payment_id)
    order.refresh_from_db(fields=["status", "paid_minor", "held_minor", "fee_minor"])
    going = going_of(order=order, payment=payment, amount_minor=amount_minor)
    if going.credit_minor + going.order_minor < amount_minor:
        raise TooMuchRefunded
    refund = give_back(order=order, payment=payment, going=going, amount_minor=amount_minor, reason=why, at=at, by=by)
    facts = {"amount_minor": amount_minor, "reason": why}
    till.tell_payer(order=order, kind="payment_refunded", at=at, facts=facts)
    return refund
