from datetime import datetime
from uuid import UUID

from diwan.commerce import postings, rules, till
from diwan.commerce.actions.settle_order import settle_order
from diwan.commerce.enums import BY_HAND, Till
from diwan.commerce.errors import OrderClosed
from diwan.commerce.models import Order, Payment
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import audit, idempotency


def approve_payment(
    *, order_id: int, amount_minor: int, by: UUID, at: datetime, key: str, as_extra: bool = False
) -> OrderView:
    """Say that `amount_minor` (minor units) has arrived for the order, by an owner or treasurer who is not its payer.

    Less than the outstanding keeps the order open; more becomes the payer's credit. A closed order takes money only
    `as_extra`: all of it is credit. The key is shared by all keepers, so that two who send the same one approve once.
    Raises NoSuchOrder, OwnPayment, OrderClosed, BadAmount, people.errors.NotAllowed, kernel KeyReused.
    """
    order = rules.get_order_to_decide(order_id=order_id, by=by)
    till.require_amount(amount_minor)
    idempotency.once(
        scope=order.community_id,
        actor="till",
        endpoint="commerce.approve_payment",
        key=key,
        body={"order": order_id, "amount_minor": amount_minor, "as_extra": as_extra},
        at=at,
        run=lambda: {"payment": _approve(order, amount_minor, by, at, as_extra)},
    )
    return order_view(order.pk)


def _approve(order: Order, amount_minor: int, by: UUID, at: datetime, as_extra: bool) -> int:
    till.hold(community_id=order.community_id)
    order.refresh_from_db(fields=["status", "paid_minor", "method", "held_minor", "fee_minor"])
    if not order.is_open and not as_extra:
        raise OrderClosed(reference=order.reference)
    applied = min(amount_minor, order.outstanding_minor)
    payment = Payment.objects.create(
        order=order,
        paid_from=order.method if order.method in BY_HAND else Till.BANK,
        amount_minor=amount_minor,
        applied_minor=applied,
        credited_minor=amount_minor - applied,
        received_at=at,
        approved_by=by,
    )
    _book(order, payment, at)
    order.photos.filter(reviewed_at=None).update(reviewed_at=at)
    if applied:
        settle_order(order=order, applied_minor=applied, at=at)
    audit.record(
        scope=order.community_id,
        actor=str(by),
        action="payment_approved",
        object_ref=f"order:{order.pk}",
        at=at,
        detail={"payment": payment.pk, "amount_minor": amount_minor, "as_extra": as_extra},
    )
    amounts = {"amount_minor": amount_minor, "credited_minor": payment.credited_minor}
    till.tell_payer(order=order, kind="payment_approved", at=at, facts=amounts)
    return payment.pk


def _book(order: Order, payment: Payment, at: datetime) -> None:
    payer = order.membership.party_id
    till.book(
        community=order.community,
        kind="payment_received",
        legs=postings.payment_received(
            till=payment.paid_from,
            payer=payer,
            applied_minor=payment.applied_minor,
            credited_minor=payment.credited_minor,
        ),
        key=f"commerce:payment:{payment.pk}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference},
    )
