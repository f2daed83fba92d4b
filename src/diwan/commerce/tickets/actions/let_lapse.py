from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from diwan.commerce import till
from diwan.commerce.actions.cancel_order import close_unpaid
from diwan.commerce.enums import OrderStatus
from diwan.commerce.tickets.enums import SaleStatus
from diwan.commerce.tickets.models import Event, Sale

UNPAID_AFTER = timedelta(days=2)


def let_lapse(*, at: datetime, event_id: int | None = None) -> int:
    """Free the places of orders given up, or not paid in two days; one whose receipt waits to be checked waits too."""
    waiting = Sale.objects.filter(status=SaleStatus.AWAITING)
    if event_id is not None:
        waiting = waiting.filter(event=event_id)
    given_up = Q(order__status=OrderStatus.CANCELLED)
    unpaid = Q(placed_at__lte=at - UNPAID_AFTER) & ~Q(order__status=OrderStatus.REVIEW)
    found = list(waiting.filter(given_up | unpaid).select_related("order").order_by("pk"))
    for sale in found:
        with transaction.atomic():
            till.hold(community_id=sale.community_id)
            let_go(sale=sale, at=at)
    return len(found)


def let_go(*, sale: Sale, at: datetime) -> None:
    """Free the places of one unpaid sale and close its order. For other actions, under the till's lock."""
    sale.refresh_from_db(fields=["status"])
    if sale.status != SaleStatus.AWAITING:
        return
    Sale.objects.filter(pk=sale.pk).update(status=SaleStatus.LAPSED)
    Event.objects.filter(pk=sale.event_id).update(taken_count=F("taken_count") - sale.quantity)
    if sale.order is not None and sale.order.status != OrderStatus.CANCELLED:
        close_unpaid(order=sale.order, at=at)
