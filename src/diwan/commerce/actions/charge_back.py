from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.actions.give_back import give_back, going_of
from diwan.commerce.actions.settle_external import PROVIDER
from diwan.commerce.enums import PaidFrom
from diwan.commerce.errors import BadAmount, NoSuchOrder, RefReused
from diwan.commerce.events import CHARGED_BACK
from diwan.commerce.models import Order, Payment, Refund
from diwan.kernel import audit, registry

REASON = "taken back by the provider"


def charge_back(*, payment_id: int, amount_minor: int, fee_minor: int, external_ref: str, at: datetime) -> None:
    """Book money a provider took back (a dispute lost, a refund made on its own pages). For the gateways.

    It goes the way of a refund: credit that is left, held money, the latest months first, closed months by replay. What
    the payer's money no longer covers and the provider's own `fee_minor` are losses. The same `external_ref` counts
    once. Raises NoSuchOrder (also for a payment that came by hand), BadAmount, RefReused.
    """
    payment = Payment.objects.select_related("order__community", "order__membership", "order__offer")
    found = payment.filter(pk=payment_id, paid_from=PaidFrom.ONLINE).first()
    if found is None:
        raise NoSuchOrder
    till.require_amount(amount_minor)
    if fee_minor < 0 or not external_ref:
        raise BadAmount
    till.hold(community_id=found.order.community_id)
    known = Refund.objects.filter(payment__order__community=found.order.community_id, external_ref=external_ref).first()
    if known is None:
        _charge_back(found, amount_minor, fee_minor, external_ref, at)
    elif (known.payment_id, known.amount_minor) != (payment_id, amount_minor):
        raise RefReused


def _charge_back(payment: Payment, amount_minor: int, fee_minor: int, external_ref: str, at: datetime) -> None:
    order = payment.order
    payment.refresh_from_db(fields=["applied_minor", "applied_back_minor", "credited_minor", "credited_back_minor"])
    order.refresh_from_db(fields=["status", "paid_minor", "held_minor", "fee_minor"])
    going = going_of(order=order, payment=payment, amount_minor=amount_minor)
    refund = give_back(
        order=order,
        payment=payment,
        going=going,
        amount_minor=amount_minor,
        reason=REASON,
        at=at,
        external_ref=external_ref,
    )
    lost = amount_minor - going.credit_minor - going.order_minor + fee_minor
    if lost:
        _book_loss(order, refund, lost, at)
    ref = f"payment:{payment.pk}"
    detail = {"amount_minor": amount_minor, "fee_minor": fee_minor, "external_ref": external_ref}
    audit.record(scope=order.community_id, actor=PROVIDER, action="charged_back", object_ref=ref, at=at, detail=detail)
    registry.announce(
        CHARGED_BACK,
        community_id=order.community_id,
        order_id=order.pk,
        payment_id=payment.pk,
        refund_id=refund.pk,
        amount_minor=amount_minor,
        at=at,
    )


def _book_loss(order: Order, refund: Refund, lost_minor: int, at: datetime) -> None:
    till.book(
        community=order.community,
        kind="charge_back_lost",
        legs=postings.charge_back_lost(till=refund.paid_from, amount_minor=lost_minor),
        key=f"commerce:refund:{refund.pk}:lost",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(order.membership.party_id), "refund": refund.pk},
        description=refund.reason,
    )
