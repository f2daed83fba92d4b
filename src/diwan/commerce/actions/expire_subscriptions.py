from datetime import datetime

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.enums import SubscriptionStatus
from diwan.commerce.models import Subscription


def expire_subscriptions(*, at: datetime) -> int:
    """End every term that has run out, its grace too; tell those who did not renew; give how many. Safe to repeat."""
    ended = Subscription.objects.filter(status=SubscriptionStatus.ACTIVE, closes_at__lte=at)
    return sum(_expire(key, at) for key in ended.order_by("ends_at", "pk").values_list("pk", flat=True))


def _expire(key: int, at: datetime) -> bool:
    with transaction.atomic():
        changed = Subscription.objects.filter(pk=key, status=SubscriptionStatus.ACTIVE, closes_at__lte=at)
        if not changed.update(status=SubscriptionStatus.ENDED):
            return False
        term = Subscription.objects.select_related("order__community").get(pk=key)
        if not is_renewed(term) and term.declined_at is None:
            facts = {"ends_at": _iso(term)}
            till.tell_member(
                order=term.order, membership_id=term.membership_id, kind="subscription_ended", at=at, facts=facts
            )
    return True


def is_renewed(term: Subscription) -> bool:
    """Whether the same member has a later term of the same entitlement."""
    later = Subscription.objects.filter(membership=term.membership_id, entitlement_key=term.entitlement_key)
    return later.filter(status=SubscriptionStatus.ACTIVE, ends_at__gt=term.ends_at).exists()


def _iso(term: Subscription) -> str:
    return term.ends_at.isoformat() if term.ends_at else ""
