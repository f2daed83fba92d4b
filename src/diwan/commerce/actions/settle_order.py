"""What follows when money meets an order: it is partly paid, or it is paid and what it bought begins."""

from datetime import datetime

from diwan.commerce import fulfilments
from diwan.commerce.actions.open_receipt import open_receipt, write_off_fee
from diwan.commerce.enums import OrderStatus
from diwan.commerce.events import ORDER_PAID
from diwan.commerce.models import Order
from diwan.kernel import registry
from diwan.kernel.periods import Period


def settle_order(*, order: Order, applied_minor: int, at: datetime) -> None:
    """Count `applied_minor` towards the order; a paid one is fulfilled and its receipt opens. For other actions.

    Held money opens no receipt: it waits for `release_held` or `return_held`.
    """
    order.paid_minor += applied_minor
    if order.paid_minor < order.due_minor:
        order.status = OrderStatus.PART_PAID if order.paid_minor else order.status
        order.save(update_fields=["paid_minor", "status"])
        return
    order.status, order.paid_at, order.reason = OrderStatus.PAID, at, ""
    order.held_minor = order.due_minor if order.is_held else 0
    order.save(update_fields=["paid_minor", "held_minor", "status", "paid_at", "reason"])
    fulfil = fulfilments.fulfilment_of(order)
    said = fulfil(order=order, at=at) if fulfil else None
    if order.due_minor and not order.is_held:
        _earn(order, said if isinstance(said, fulfilments.Spread) else None, at)
    registry.announce(
        ORDER_PAID, community_id=order.community_id, order_id=order.pk, membership_id=order.membership_id, at=at
    )


def _earn(order: Order, spread: fulfilments.Spread | None, at: datetime) -> None:
    earned = spread or fulfilments.Spread(first=Period.of(at, order.community.timezone), months=1)
    open_receipt(order=order, gross_minor=order.due_minor, fee_minor=order.fee_minor, to=order.to, spread=earned, at=at)
    write_off_fee(order=order, at=at)
