from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from diwan.commerce import till
from diwan.commerce.actions.expire_subscriptions import is_renewed
from diwan.commerce.enums import SubscriptionStatus
from diwan.commerce.models import Subscription

DAYS_BEFORE = (2, 7)


def remind_expiring(*, at: datetime) -> int:
    """Remind members 7 and 2 days before a term ends, once each, unless it is renewed; give how many were told."""
    told = 0
    for days in DAYS_BEFORE:
        due = Subscription.objects.filter(
            Q(reminded_days=None) | Q(reminded_days__gt=days),
            status=SubscriptionStatus.ACTIVE,
            ends_at__gt=at,
            ends_at__lte=at + timedelta(days=days),
        )
        told += sum(_remind(key, days, at) for key in due.order_by("ends_at", "pk").values_list("pk", flat=True))
    return told


def _remind(key: int, days: int, at: datetime) -> bool:
    with transaction.atomic():
        unsaid = Subscription.objects.filter(Q(reminded_days=None) | Q(reminded_days__gt=days), pk=key)
        if not unsaid.update(reminded_days=days):
            return False
        term = Subscription.objects.select_related("order__community").get(pk=key)
        if is_renewed(term) or term.ends_at is None:
            return False
        facts = {"ends_at": term.ends_at.isoformat(), "days": days}
        till.tell_payer(order=term.order, kind="subscription_expiring", at=at, facts=facts)
    return True
