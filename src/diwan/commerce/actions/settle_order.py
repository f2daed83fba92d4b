"""What follows when money meets an order: it is partly paid, or it is paid and what it bought begins."""

from datetime import datetime
from uuid import UUID

from diwan.commerce import fulfilments
from diwan.commerce.actions.open_receipt import open_receipt, write_off_fee
from diwan.commerce.enums import IncomeKind, OrderStatus
from diwan.commerce.events import ORDER_PAID
from diwan.commerce.models import Order, Steer
from diwan.commerce.pricing.prices import split_steered
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
    """Open the order's receipt, and one for each person a share of a fee is steered to: as a tip, like any gift."""
    earned = spread or fulfilments.Spread(first=Period.of(at, order.community.timezone), months=1)
    fee, left = order.fee_minor, order.due_minor
    for to, part_minor in _steered(order):
        share = fee * part_minor // order.due_minor
        open_receipt(
            order=order, gross_minor=part_minor, fee_minor=share, to=to, kind=IncomeKind.TIP, spread=earned, at=at
        )
        left -= part_minor
    if left:
        open_receipt(
            order=order, gross_minor=left, fee_minor=order.fee_minor, to=order.to, kind=order.kind, spread=earned, at=at
        )
    write_off_fee(order=order, at=at)


def _steered(order: Order) -> list[tuple[UUID, int]]:
    most = order.offer.steer_most_bp if order.offer and order.kind == IncomeKind.MEMBERSHIP else 0
    rows = list(Steer.objects.filter(membership=order.membership_id).order_by("pk")) if most else []
    asked = sum(row.share_bp for row in rows)
    shares = [row.share_bp if asked <= most else row.share_bp * most // asked for row in rows]
    parts = split_steered(order.due_minor, shares)
    return [(row.to, part) for row, part in zip(rows, parts, strict=True) if part]
