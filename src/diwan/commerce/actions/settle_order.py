"""What follows when money meets an order: it is partly paid, or it is paid and its term opens."""

from datetime import datetime

from diwan.commerce import till
from diwan.commerce.enums import Interval, OrderStatus, SubscriptionStatus, Till
from diwan.commerce.events import ORDER_PAID
from diwan.commerce.models import Earning, Order, Receipt, Subscription
from diwan.commerce.queries.months import open_period
from diwan.commerce.terms import MONTHS, earned_by_month, end_of_term, tax_within
from diwan.kernel import registry
from diwan.kernel.periods import Period
from diwan.people import public as people


def settle_order(*, order: Order, applied_minor: int, at: datetime) -> None:
    """Count `applied_minor` towards the order; a paid one opens its term and receipt. For other actions."""
    order.paid_minor += applied_minor
    if order.paid_minor < order.due_minor:
        order.status = OrderStatus.PART_PAID if order.paid_minor else order.status
        order.save(update_fields=["paid_minor", "status"])
        return
    order.status, order.paid_at, order.reason = OrderStatus.PAID, at, ""
    order.save(update_fields=["paid_minor", "status", "paid_at", "reason"])
    term = _open_term(order, at)
    if order.due_minor:
        _open_receipt(order, term, at)
    registry.announce(
        ORDER_PAID, community_id=order.community_id, order_id=order.pk, membership_id=order.membership_id, at=at
    )


def _open_term(order: Order, at: datetime) -> Subscription:
    key = order.offer.entitlement_key
    before = Subscription.objects.filter(
        membership=order.membership_id, entitlement_key=key, status=SubscriptionStatus.ACTIVE, ends_at__gt=at
    )
    last = before.order_by("-ends_at", "pk").first()
    starts_at = (last and last.ends_at) or at
    anchor = last.anchor_day if last else till.local_date(zone=order.community.timezone, at=at).day
    ends_at = end_of_term(
        start=starts_at, interval=order.offer.interval, zone=order.community.timezone, anchor_day=anchor
    )
    people.open_entitlement(
        membership_id=order.membership_id, key=key, source_ref=f"order:{order.pk}", starts_at=starts_at, ends_at=ends_at
    )
    return Subscription.objects.create(
        community_id=order.community_id,
        membership_id=order.membership_id,
        offer_id=order.offer_id,
        order=order,
        entitlement_key=key,
        starts_at=starts_at,
        ends_at=ends_at,
        anchor_day=anchor,
    )


def _open_receipt(order: Order, term: Subscription, at: datetime) -> None:
    receipt = Receipt.objects.create(
        community_id=order.community_id,
        order=order,
        payer=order.membership.party_id,
        kind=order.offer.kind,
        gross_minor=order.due_minor,
        tax_minor=tax_within(price_minor=order.due_minor, tax_bp=order.tax_bp),
        fee_minor=0,
        paid_into=order.method or Till.BANK,
        effective_date=till.local_date(zone=order.community.timezone, at=at),
        recorded_at=at,
    )
    first = Period.of(term.starts_at, order.community.timezone)
    plan_earnings(receipt=receipt, first=first, months=MONTHS[Interval(order.offer.interval)])


def plan_earnings(*, receipt: Receipt, first: Period, months: int) -> None:
    """Lay the receipt out over its months, from `first` or the first open month after it."""
    start = open_period(community_id=receipt.community_id, period=first)
    parts = earned_by_month(
        gross_minor=receipt.gross_minor,
        tax_minor=receipt.tax_minor,
        fee_minor=receipt.fee_minor,
        first=start,
        months=months,
    )
    Earning.objects.bulk_create(
        Earning(
            community_id=receipt.community_id,
            receipt=receipt,
            reference=f"{receipt.pk}-{part.period}",
            period=part.period,
            gross_minor=part.gross_minor,
            tax_minor=part.tax_minor,
            fee_minor=part.fee_minor,
        )
        for part in parts
    )
