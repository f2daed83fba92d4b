from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.enums import OrderStatus
from diwan.commerce.errors import NothingToReject, ReasonNeeded
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import audit


def reject_payment(*, order_id: int, reason: str, by: UUID, at: datetime) -> OrderView:
    """Say that the receipt sent does not show the payment; the payer reads why and may send another.

    What was paid before stays paid. Raises NoSuchOrder, OwnPayment, NothingToReject, ReasonNeeded,
    people.errors.NotAllowed.
    """
    order = rules.get_order_to_decide(order_id=order_id, by=by)
    why = reason.strip()[:300]
    if not why:
        raise ReasonNeeded
    with transaction.atomic():
        till.hold(community_id=order.community_id)
        order.refresh_from_db(fields=["status", "paid_minor"])
        if order.status != OrderStatus.REVIEW:
            raise NothingToReject(reference=order.reference)
        order.status = OrderStatus.PART_PAID if order.paid_minor else OrderStatus.REJECTED
        order.reason = why
        order.save(update_fields=["status", "reason"])
        order.photos.filter(reviewed_at=None).update(reviewed_at=at)
        audit.record(
            scope=order.community_id,
            actor=str(by),
            action="payment_rejected",
            object_ref=f"order:{order.pk}",
            at=at,
            detail={"reason": why},
        )
        till.tell_payer(order=order, kind="payment_rejected", at=at, facts={"reason": why})
    return order_view(order.pk)
