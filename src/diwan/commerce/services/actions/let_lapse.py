from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from diwan.commerce import till
from diwan.commerce.actions.cancel_order import close_unpaid
from diwan.commerce.enums import OrderStatus
from diwan.commerce.services import story
from diwan.commerce.services.enums import BookingStatus, StepKind
from diwan.commerce.services.models import Booking

UNPAID_AFTER = timedelta(days=3)


def let_lapse(*, at: datetime, provider_id: int | None = None) -> int:
    """Let go what was booked and not paid in three days, or whose order was given up; the time is free again.

    An order with a receipt that waits to be checked waits too. Give how many were let go.
    """
    waiting = Booking.objects.filter(status=BookingStatus.AWAITING)
    if provider_id is not None:
        waiting = waiting.filter(provider=provider_id)
    given_up = Q(order__status=OrderStatus.CANCELLED)
    unpaid = Q(booked_at__lte=at - UNPAID_AFTER) & ~Q(order__status=OrderStatus.REVIEW)
    found = list(waiting.filter(given_up | unpaid).select_related("order", "community", "buyer").order_by("pk"))
    for booking in found:
        with transaction.atomic():
            till.hold(community_id=booking.community_id)
            booking.refresh_from_db(fields=["status"])
            if booking.status == BookingStatus.AWAITING:
                _let_go(booking, at)
    return len(found)


def _let_go(booking: Booking, at: datetime) -> None:
    booking.status, booking.ended_at = BookingStatus.LAPSED, at
    booking.save(update_fields=["status", "ended_at"])
    booking.quarters.all().delete()
    if booking.order is not None and booking.order.status != OrderStatus.CANCELLED:
        close_unpaid(order=booking.order, at=at)
    story.tell_step(booking=booking, kind=StepKind.LAPSED, by=None, at=at)
