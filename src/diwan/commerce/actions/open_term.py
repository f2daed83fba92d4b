"""The built-in fulfilment: an offer's entitlement opens, for its term or for good."""

from datetime import datetime, timedelta

from diwan.commerce import till
from diwan.commerce.enums import Interval, SubscriptionStatus
from diwan.commerce.fulfilments import Spread
from diwan.commerce.models import Offer, Order, Seat, Subscription
from diwan.commerce.terms import MONTHS, end_of_term
from diwan.kernel.periods import Period
from diwan.people import public as people


def open_term(*, order: Order, at: datetime) -> Spread | None:
    """Open for the payer what the order's offer opens. Without an offer, or one that opens nothing: nothing."""
    return open_term_for(order=order, membership_id=order.membership_id, at=at)


def open_term_for(*, order: Order, membership_id: int, at: datetime) -> Spread | None:
    """Open for a membership what the order's offer opens; a renewal begins where the term before it ends."""
    offer = order.offer
    if offer is None or not offer.entitlement_key:
        return None
    if offer.interval == Interval.ONCE:
        people.open_entitlement(
            membership_id=membership_id,
            key=offer.entitlement_key,
            source_ref=f"order:{order.pk}",
            starts_at=at,
            ends_at=None,
        )
        return None
    term = _next_term(order, offer, membership_id, at)
    if offer.is_free:
        return None
    first = Period.of(term.starts_at, order.community.timezone)
    return Spread(first=first, months=MONTHS[Interval(offer.interval)])


def open_trial(*, order: Order, at: datetime) -> None:
    """The fulfilment of "trial:…": the offer's days to try it."""
    assert order.offer is not None  # a trial is of an offer
    ends_at = at + timedelta(days=order.offer.trial_days)
    write_term(
        order=order, offer=order.offer, membership_id=order.membership_id, starts_at=at, ends_at=ends_at, grace=0,
        anchor_day=till.local_date(zone=order.community.timezone, at=ends_at).day,
    )  # fmt: skip


def _next_term(order: Order, offer: Offer, membership_id: int, at: datetime) -> Subscription:
    before = Subscription.objects.filter(
        membership=membership_id,
        entitlement_key=offer.entitlement_key,
        status=SubscriptionStatus.ACTIVE,
        closes_at__gt=at,
    )
    last = before.order_by("-ends_at", "pk").first()
    starts_at = (last and last.ends_at) or at
    anchor = last.anchor_day if last else till.local_date(zone=order.community.timezone, at=at).day
    ends_at = end_of_term(start=starts_at, interval=offer.interval, zone=order.community.timezone, anchor_day=anchor)
    return write_term(
        order=order, offer=offer, membership_id=membership_id, starts_at=starts_at, ends_at=ends_at,
        grace=offer.grace_days, anchor_day=anchor,
    )  # fmt: skip


def write_term(
    *,
    order: Order,
    offer: Offer,
    membership_id: int,
    starts_at: datetime,
    ends_at: datetime | None,
    grace: int,
    anchor_day: int,
) -> Subscription:
    """Write the term down and open its entitlement, and that of the seats of its group, until the grace is over."""
    closes_at = ends_at + timedelta(days=grace) if ends_at else None
    people.open_entitlement(
        membership_id=membership_id,
        key=offer.entitlement_key,
        source_ref=f"order:{order.pk}",
        starts_at=starts_at,
        ends_at=closes_at,
    )
    for seat in taken_seats(offer=offer, holder_id=membership_id):
        move_seat(seat=seat, offer=offer, closes_at=closes_at)
    return Subscription.objects.create(
        community_id=order.community_id,
        membership_id=membership_id,
        offer=offer,
        order=order,
        entitlement_key=offer.entitlement_key,
        starts_at=starts_at,
        ends_at=ends_at,
        closes_at=closes_at,
        anchor_day=anchor_day,
    )


def taken_seats(*, offer: Offer, holder_id: int) -> list[Seat]:
    """The seats of a group that somebody sits on."""
    return list(Seat.objects.filter(offer=offer, holder=holder_id, closed_at=None).exclude(membership=None))


def move_seat(*, seat: Seat, offer: Offer, closes_at: datetime | None) -> None:
    """A taken seat is open exactly as long as the group it belongs to."""
    assert seat.membership_id is not None  # only taken ones are asked for
    assert seat.taken_at is not None
    people.open_entitlement(
        membership_id=seat.membership_id,
        key=offer.entitlement_key,
        source_ref=f"seat:{seat.pk}",
        starts_at=seat.taken_at,
        ends_at=closes_at,
    )


def close_term(*, order: Order, at: datetime) -> None:
    """Close what the order opened, for whomever: nothing of its price is left."""
    key = order.offer.entitlement_key if order.offer else ""
    ended_at, membership_id = at, order.membership_id
    term = Subscription.objects.filter(order=order).first()
    if term is not None:
        # A term that has not begun closes where it would have begun, so that it never ends before it starts.
        ended_at, membership_id, key = max(at, term.starts_at), term.membership_id, term.entitlement_key
        term.status, term.ends_at, term.closes_at = SubscriptionStatus.REFUNDED, ended_at, ended_at
        term.save(update_fields=["status", "ends_at", "closes_at"])
        for seat in taken_seats(offer=term.offer, holder_id=membership_id):
            move_seat(seat=seat, offer=term.offer, closes_at=ended_at)
    if key:
        people.close_entitlement(membership_id=membership_id, key=key, source_ref=f"order:{order.pk}", at=ended_at)
