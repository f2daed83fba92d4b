from datetime import datetime

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.actions.release_held import release_held
from diwan.commerce.tickets.enums import SaleStatus
from diwan.commerce.tickets.models import Event


def settle_ended(*, at: datetime) -> int:
    """Let go of the money of events that are over: from now on it is income. Give how many events."""
    over = Event.objects.filter(ends_at__lte=at, settled_at=None, cancelled_at=None)
    found = list(over.order_by("pk").values_list("pk", "community_id"))
    for event_id, community_id in found:
        with transaction.atomic():
            till.hold(community_id=community_id)
            event = over.filter(pk=event_id).first()
            if event is not None:
                _settle(event, at)
    return len(found)


def _settle(event: Event, at: datetime) -> None:
    for sale in event.sales.filter(status=SaleStatus.PAID).select_related("order__community").order_by("pk"):
        if sale.order is not None and sale.order.held_minor:
            release_held(order=sale.order, amount_minor=sale.order.held_minor, at=at)
    Event.objects.filter(pk=event.pk).update(settled_at=at)
