from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from diwan.commerce import till
from diwan.commerce.actions.expire_subscriptions import is_renewed
from diwan.commerce.enums import OrderStatus, SubscriptionStatus
from diwan.commerce.models import Order, Subscription

LADDER = (-7, -3, 0, 2, 7)
"""Days before a term ends at which its member is reminded; those below nought lie in the days of grace after it."""
WAITING_DAYS = (2, 6)
"""Days after which an order that waits for money is spoken of again."""


def remind_expiring(*, at: datetime) -> int:
    """Remind members on the ladder of their term, once a step, unless it is renewed or not to be; give how many."""
    told = 0
    for days in LADDER:
        due = Subscription.objects.filter(
            Q(reminded_days=None) | Q(reminded_days__gt=days),
            status=SubscriptionStatus.ACTIVE,
            declined_at=None,
            closes_at__gt=at,
            ends_at__lte=at + timedelta(days=days),
        )
        told += sum(_remind(key, days, at) for key in due.order_by("ends_at", "pk").values_list("pk", flat=True))
    return told


def _remind(key: int, days: int, at: datetime) -> bool:
    with transaction.atomic():
        unsaid = Subscription.objects.filter(Q(reminded_days=None) | Q(reminded_days__gt=days), pk=key)
        if not unsaid.update(reminded_days=days):
            return False
        term = Subscription.objects.select_related("order__community", "membership").get(pk=key)
        if is_renewed(term) or term.ends_at is None or term.closes_at is None:
            return False
        facts = {"ends_at": term.ends_at.isoformat(), "closes_at": term.closes_at.isoformat(), "days": days}
        kind = "subscription_expiring" if term.ends_at > at else "subscription_in_grace"
        till.tell_member(order=term.order, membership_id=term.membership_id, kind=kind, at=at, facts=facts)
    return True


def remind_waiting_orders(*, at: datetime) -> int:
    """Speak of orders that wait for money, twice at most, to who pays by hand; give how many were told."""
    told = 0
    for step, days in enumerate(WAITING_DAYS):
        rows = Order.objects.select_related("community", "membership").filter(
            status__in=[OrderStatus.AWAITING, OrderStatus.PART_PAID, OrderStatus.REJECTED],
            placed_at__lte=at - timedelta(days=days),
            reminded_count=step,
        )
        for order in rows.order_by("pk"):
            with transaction.atomic():
                if Order.objects.filter(pk=order.pk, reminded_count=step).update(
                    reminded_count=F("reminded_count") + 1
                ):
                    till.tell_payer(order=order, kind="order_waiting", at=at)
                    told += 1
    return told
