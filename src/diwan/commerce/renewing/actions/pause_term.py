from datetime import datetime, timedelta

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.enums import EarningStatus, SubscriptionStatus
from diwan.commerce.errors import CannotRest
from diwan.commerce.models import Earning, Subscription
from diwan.commerce.queries.months import open_period
from diwan.commerce.renewing.actions.credit_unused import months_not_begun
from diwan.commerce.renewing.spans import LONGEST_REST, moved
from diwan.commerce.renewing.terms_of import own_term
from diwan.kernel.periods import Period
from diwan.people import public as people


def pause_term(*, membership_id: int, term_id: int, at: datetime) -> None:
    """Let a paid term rest: access closes now, its months that have not begun wait, its days are given back later.

    Raises NoSuchTerm, CannotRest (free, a group's, in its grace, resting, or with a renewal already bought).
    """
    community_id = own_term(membership_id=membership_id, term_id=term_id, at=at).community_id
    with transaction.atomic():
        till.hold(community_id=community_id)
        term = own_term(membership_id=membership_id, term_id=term_id, at=at)
        if not can_rest(term=term, at=at):
            raise CannotRest
        waiting = [month.pk for month in months_not_begun(term=term, at=at)]
        Earning.objects.filter(pk__in=waiting).update(status=EarningStatus.RESTING)
        term.status, term.paused_at = SubscriptionStatus.PAUSED, at
        term.save(update_fields=["status", "paused_at"])
        people.close_entitlement(
            membership_id=term.membership_id, key=term.entitlement_key, source_ref=f"order:{term.order_id}", at=at
        )


def can_rest(*, term: Subscription, at: datetime) -> bool:
    """Whether the term is paid for, one person's own, still before its end, and the last one bought."""
    if term.ends_at is None or term.ends_at <= at or term.paused_at or term.offer.seats > 1 or not term.order.due_minor:
        return False
    later = Subscription.objects.filter(membership=term.membership_id, entitlement_key=term.entitlement_key)
    return not later.filter(status=SubscriptionStatus.ACTIVE, starts_at__gt=at).exists()


def resume_term(*, membership_id: int, term_id: int, at: datetime) -> None:
    """Go on: access opens, and the end moves by as long as the term rested. Raises NoSuchTerm."""
    community_id = own_term(membership_id=membership_id, term_id=term_id, at=at).community_id
    with transaction.atomic():
        till.hold(community_id=community_id)
        term = own_term(membership_id=membership_id, term_id=term_id, at=at)
        if term.paused_at is not None and term.ends_at is not None:
            _resume(term, term.paused_at, term.ends_at, at)


def end_long_rests(*, at: datetime) -> int:
    """Terms that rested for ninety days go on by themselves; give how many. Safe to repeat."""
    long = Subscription.objects.filter(status=SubscriptionStatus.PAUSED, paused_at__lte=at - LONGEST_REST)
    rows = list(long.order_by("pk").values_list("membership_id", "pk"))
    for membership_id, term_id in rows:
        resume_term(membership_id=membership_id, term_id=term_id, at=at)
    return len(rows)


def _resume(term: Subscription, paused_at: datetime, ends_at: datetime, at: datetime) -> None:
    zone = term.order.community.timezone
    for month in Earning.objects.filter(receipt__order=term.order, status=EarningStatus.RESTING):
        period = Period(moved(month.period, paused_at=paused_at, at=at, zone=zone))
        month.period = open_period(community_id=term.community_id, period=period).label
        month.status = EarningStatus.PLANNED
        month.save(update_fields=["period", "status"])
    term.ends_at = ends_at + (at - paused_at)
    term.closes_at = term.ends_at + timedelta(days=term.offer.grace_days)
    term.status, term.paused_at = SubscriptionStatus.ACTIVE, None
    term.anchor_day = till.local_date(zone=zone, at=term.ends_at).day
    term.save(update_fields=["ends_at", "closes_at", "status", "paused_at", "anchor_day"])
    people.open_entitlement(
        membership_id=term.membership_id, key=term.entitlement_key, source_ref=f"order:{term.order_id}",
        starts_at=at, ends_at=term.closes_at,
    )  # fmt: skip
