from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.actions.settle_order import settle_order
from diwan.commerce.enums import PaidFrom, Till
from diwan.commerce.errors import BadAmount, NoSuchOrder, RefReused
from diwan.commerce.models import Order, Payment
from diwan.kernel import audit

PROVIDER = "provider"


def settle_external(*, order_id: int, amount_minor: int, fee_minor: int, external_ref: str, at: datetime) -> int:
    """Count money a provider collected for the order; give the payment's id. For the gateways, in their transaction.

    `fee_minor` is what the provider kept of `amount_minor`. The same `external_ref` of the community counts once, and
    what the order does not need is the payer's credit: a closed order turns all of it into credit.
    Raises NoSuchOrder, BadAmount, RefReused (known for another order or amount).
    """
    order = Order.objects.select_related("community", "membership", "offer").filter(pk=order_id).first()
    if order is None:
        raise NoSuchOrder
    till.require_amount(amount_minor)
    if not 0 <= fee_minor <= amount_minor or not external_ref:
        raise BadAmount
    till.hold(community_id=order.community_id)
    known = Payment.objects.filter(order__community=order.community_id, external_ref=external_ref).first()
    if known is not None:
        if (known.order_id, known.amount_minor) != (order.pk, amount_minor):
            raise RefReused
        return known.pk
    order.refresh_from_db(fields=["status", "paid_minor", "method", "held_minor", "fee_minor"])
    return _settle(order, amount_minor, fee_minor, external_ref, at).pk


def _settle(order: Order, amount_minor: int, fee_minor: int, external_ref: str, at: datetime) -> Payment:
    applied = min(amount_minor, order.outstanding_minor)
    payment = Payment.objects.create(
        order=order,
        paid_from=PaidFrom.ONLINE,
        amount_minor=amount_minor,
        applied_minor=applied,
        credited_minor=amount_minor - applied,
        fee_minor=fee_minor,
        external_ref=external_ref,
        received_at=at,
    )
    order.method = Till.ONLINE
    order.fee_minor += fee_minor if applied else 0
    order.save(update_fields=["method", "fee_minor"])
    _book(order, payment, at)
    if applied:
        settle_order(order=order, applied_minor=applied, at=at)
    facts = {"amount_minor": amount_minor, "credited_minor": payment.credited_minor}
    detail = {"payment": payment.pk, "external_ref": external_ref, **facts}
    ref = f"order:{order.pk}"
    audit.record(
        scope=order.community_id, actor=PROVIDER, action="payment_settled", object_ref=ref, at=at, detail=detail
    )
    till.tell_payer(order=order, kind="payment_approved", at=at, facts=facts)
    return payment


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
            fee_minor=payment.fee_minor,
            is_fee_lost=not payment.applied_minor,
        ),
        key=f"commerce:payment:{payment.pk}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference, "external_ref": payment.external_ref},
    )
