from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from diwan.commerce import postings, rules, till
from diwan.commerce.enums import OrderStatus
from diwan.commerce.errors import OrderClosed
from diwan.commerce.models import Order
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import audit

TERM = "term"


def cancel_order(*, order_id: int, by: UUID, at: datetime) -> OrderView:
    """Give up an order that is not fully paid: by its payer or a keeper. What was paid becomes the payer's credit.

    Raises NoSuchOrder, OrderClosed, people.errors.NotAllowed.
    """
    order = rules.get_visible_order(order_id=order_id, viewer=by)
    if order.membership.party_id != by:
        rules.require_keeper(community_id=order.community_id, by=by)
    with transaction.atomic():
        till.hold(community_id=order.community_id)
        order.refresh_from_db(fields=["status", "paid_minor", "fee_minor"])
        if not order.is_open:
            raise OrderClosed(reference=order.reference)
        kept = _close(order, str(by), at)
        if order.membership.party_id != by:
            till.tell_payer(order=order, kind="order_cancelled", at=at, facts={"credited_minor": kept})
    return order_view(order.pk)


def close_unpaid(*, order: Order, at: datetime) -> None:
    """Close an order whose time to pay is over; what was paid becomes the payer's credit. A closed one stays.

    For other actions, in their transaction and under `till.hold`.
    """
    order.refresh_from_db(fields=["status", "paid_minor", "fee_minor"])
    if order.is_open:
        kept = _close(order, TERM, at)
        till.tell_payer(order=order, kind="order_cancelled", at=at, facts={"credited_minor": kept})


def _close(order: Order, actor: str, at: datetime) -> int:
    """Give what became credit, minor units."""
    kept = order.paid_minor
    if kept:
        _keep_as_credit(order, at)
    order.status, order.paid_minor, order.fee_minor = OrderStatus.CANCELLED, 0, 0
    order.save(update_fields=["status", "paid_minor", "fee_minor"])
    order.photos.filter(reviewed_at=None).update(reviewed_at=at)
    audit.record(
        scope=order.community_id,
        actor=actor,
        action="order_cancelled",
        object_ref=f"order:{order.pk}",
        at=at,
        detail={"credited_minor": kept},
    )
    return kept


def _keep_as_credit(order: Order, at: datetime) -> None:
    payer = order.membership.party_id
    till.book(
        community=order.community,
        kind="order_cancelled",
        legs=postings.order_cancelled(payer=payer, amount_minor=order.paid_minor, lost_fee_minor=order.fee_minor),
        key=f"commerce:order:{order.pk}:cancelled",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference},
    )
    order.payments.update(
        credited_minor=F("credited_minor") + F("applied_minor") - F("applied_back_minor"),
        applied_minor=F("applied_back_minor"),
    )
