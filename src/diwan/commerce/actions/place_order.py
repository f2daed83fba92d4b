from datetime import datetime
from typing import Any

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.enums import OPEN, Interval, OrderStatus
from diwan.commerce.errors import NoSuchOffer
from diwan.commerce.models import CouponUse, Offer, Order
from diwan.commerce.pricing.queries.quotes import Asked, Quote, quote_for
from diwan.commerce.queries.orders import OrderView, order_view
from diwan.kernel import idempotency
from diwan.people import public as people
from diwan.people.errors import NotAMember


def place_order(
    *,
    community_id: int,
    membership_id: int,
    offer_id: int,
    method: str,
    at: datetime,
    key: str,
    asked: Asked | None = None,
) -> OrderView:
    """Order an offer. A free one opens at once; credit from earlier over-payments is used at once; the rest is awaited.

    `asked` says the country, coupon or chosen amount that make the price. While an order for the same offer is open it
    is given back instead of a second one (with the method named now); asked for at another price, it gives way.
    Raises NoSuchOffer, NoSuchTill, NoSuchCoupon, TooLittleChosen, people.errors.NotAMember, kernel KeyReused.
    """
    membership = active_member(community_id=community_id, membership_id=membership_id)
    offer = offer_on_sale(community_id=community_id, offer_id=offer_id)
    answer = idempotency.once(
        scope=community_id,
        actor=str(membership.party_id),
        endpoint="commerce.place_order",
        key=key,
        body={"offer": offer_id, "method": method, **(asked.body() if asked else {})},
        at=at,
        run=lambda: {"order": _place(offer, membership, method, asked or Asked(), at)},
    )
    return order_view(answer["order"])


def active_member(*, community_id: int, membership_id: int) -> people.Membership:
    """Raises people.errors.NotAMember."""
    membership = people.Membership.objects.filter(pk=membership_id, community=community_id).first()
    if membership is None or not membership.is_active:
        raise NotAMember
    return membership


def offer_on_sale(*, community_id: int, offer_id: int) -> Offer:
    """Raises NoSuchOffer."""
    on_sale = Offer.objects.select_related("community").filter(community=community_id, is_active=True)
    offer = on_sale.filter(pk=offer_id).first()
    if offer is None:
        raise NoSuchOffer
    return offer


def _place(offer: Offer, membership: people.Membership, method: str, asked: Asked, at: datetime) -> int:
    till.hold(community_id=offer.community_id)
    quote = quote_for(offer=offer, membership_id=membership.pk, asked=asked, at=at)
    standing = _standing_order(offer, membership, method, quote, at)
    if standing is not None:
        return standing
    order = open_order(**order_facts(offer=offer, membership=membership, quote=quote, method=method, at=at))
    if quote.coupon_id:
        CouponUse.objects.create(order=order, coupon_id=quote.coupon_id, discount_minor=quote.price.discount_minor)
    return order.pk


def order_facts(
    *, offer: Offer, membership: people.Membership, quote: Quote, method: str, at: datetime
) -> dict[str, Any]:
    """What `open_order` asks about an offer at a quoted price."""
    return {
        "community": offer.community,
        "membership": membership,
        "kind": offer.kind,
        "title_ar": offer.name_ar,
        "title_en": offer.name_en,
        "due_minor": quote.price.due_minor,
        "list_minor": quote.price.list_minor,
        "tax_bp": offer.tax_bp,
        "method": method,
        "at": at,
        "offer": offer,
        "to": offer.to,
    }


def _standing_order(offer: Offer, membership: people.Membership, method: str, quote: Quote, at: datetime) -> int | None:
    mine = Order.objects.filter(membership=membership, offer=offer, subject_ref="")
    if offer.interval in (Interval.FREE, Interval.ONCE) and offer.entitlement_key:
        had = mine.filter(status=OrderStatus.PAID).first()
        if had:
            return had.pk
    waiting = mine.filter(status__in=OPEN).first()
    if waiting is None:
        return None
    if waiting.paid_minor or waiting.due_minor == quote.price.due_minor:
        till.require_way(community_id=offer.community_id, method=method)
        Order.objects.filter(pk=waiting.pk).update(method=method)
        return waiting.pk
    waiting.photos.filter(reviewed_at=None).update(reviewed_at=at)
    Order.objects.filter(pk=waiting.pk).update(status=OrderStatus.CANCELLED)
    return None
