"""Whose term it is: one's own running one, or an answer as for a missing one."""

from datetime import datetime

from diwan.commerce.enums import SubscriptionStatus
from diwan.commerce.errors import NoSuchTerm
from diwan.commerce.models import Subscription

RUNNING = (SubscriptionStatus.ACTIVE, SubscriptionStatus.PAUSED)


def own_term(*, membership_id: int, term_id: int, at: datetime) -> Subscription:
    """A term of this member that has begun and is not over, resting or not. Raises NoSuchTerm."""
    rows = Subscription.objects.select_related("order__community", "order__membership", "offer")
    term = rows.filter(pk=term_id, membership=membership_id, status__in=RUNNING, starts_at__lte=at).first()
    if term is None or (term.closes_at is not None and term.closes_at <= at and term.paused_at is None):
        raise NoSuchTerm
    return term
