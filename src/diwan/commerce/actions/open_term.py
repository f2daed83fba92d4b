"""The built-in fulfilment: an offer's entitlement opens, for its term or for good."""

from datetime import datetime

from diwan.commerce import till
from diwan.commerce.enums import Interval, SubscriptionStatus
from diwan.commerce.fulfilments import Spread
from diwan.commerce.models import Offer, Order, Subscription
from diwan.commerce.terms import MONTHS, end_of_term
from diwan.kernel.periods import Period
from diwan.people import public as people


def open_term(*, order: Order, at: datetime) -> Spread | None:
    """Open what the order's offer opens; a renewal begins where the term before it ends. Without an offer: nothing."""
    offer = order.offer
    if offer is None or not offer.entitlement_key:
        return None
    if offer.interval == Interval.ONCE:
        people.open_entitlement(
            membership_id=order.membership_id,
            key=offer.entitlement_key,
            source_ref=f"order:{order.pk}",
            starts_at=at,
            ends_at=None,
        )
        return None
    term = _next_term(order, offer, at)
    if offer.is_free:
        return None
    first = Period.of(term.starts_at, order.community.timezone)
    return Spread(first=first, months=MONTHS[Interval(offer.interval)])


def _next_term(order: Order, offer: Offer, at: datetime) -> Subscription:
    key = offer.entitlement_key
    before = Subscription.objects.filter(
        membership=order.membership_id, entitlement_key=key, status=SubscriptionStatus.ACTIVE, ends_at__gt=at
    )
    last = before.order_by("-ends_at", "pk").first()
    starts_at = (last and last.ends_at) or at
    anchor = last.anchor_day if last else till.local_date(zone=order.community.timezone, at=at).day
    ends_at = end_of_term(start=starts_at, interval=offer.interval, zone=order.community.timezone, anchor_day=anchor)
    people.open_entitlement(
        membership_id=order.membership_id, key=key, source_ref=f"order:{order.pk}", starts_at=starts_at, ends_at=ends_at
    )
    return Subscription.objects.create(
        community_id=order.community_id,
        membership_id=order.membership_id,
        offer=offer,
        order=order,
        entitlement_key=key,
        starts_at=starts_at,
        ends_at=ends_at,
        anchor_day=anchor,
    )


def close_term(*, order: Order, at: datetime) -> None:
    """Close what the order opened: nothing of its price is left."""
    key = order.offer.entitlement_key if order.offer else ""
    ended_at = at
    term = Subscription.objects.filter(order=order).first()
    if term is not None:
        # A term that has not begun closes where it would have begun, so that it never ends before it starts.
        ended_at = max(at, term.starts_at)
        term.status, term.ends_at = SubscriptionStatus.REFUNDED, ended_at
        term.save(update_fields=["status", "ends_at"])
        key = term.entitlement_key
    if key:
        people.close_entitlement(
            membership_id=order.membership_id, key=key, source_ref=f"order:{order.pk}", at=ended_at
        )
