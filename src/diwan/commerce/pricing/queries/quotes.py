"""What an offer costs one payer now: the one place where tables and coupons become a price."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from diwan.commerce.enums import OrderStatus
from diwan.commerce.errors import NoSuchCoupon, NoSuchOffer, TooLittleChosen
from diwan.commerce.models import Coupon, CouponUse, Offer
from diwan.commerce.pricing.prices import Discount, Price, Tariff, TooLittle, price_of

_GONE = (OrderStatus.CANCELLED, OrderStatus.REFUNDED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the payer states: where they live, a coupon's code, an amount of their own (minor units)."""

    country: str = ""
    code: str = ""
    chosen_minor: int | None = None

    def body(self) -> Mapping[str, Any]:
        """For the idempotency key: the same words are the same order."""
        return {"country": self.country, "code": self.code.strip().upper(), "chosen_minor": self.chosen_minor}


@dataclass(frozen=True, slots=True)
class Quote:
    """A price and the coupon that made it, if one did."""

    price: Price
    coupon_id: int | None = None


def quote(*, community_id: int, offer_id: int, membership_id: int, asked: Asked, at: datetime) -> Quote:
    """Raises NoSuchOffer, NoSuchCoupon, TooLittleChosen."""
    offer = Offer.objects.filter(pk=offer_id, community=community_id, is_active=True).first()
    if offer is None:
        raise NoSuchOffer
    return quote_for(offer=offer, membership_id=membership_id, asked=asked, at=at)


def quote_for(*, offer: Offer, membership_id: int, asked: Asked, at: datetime) -> Quote:
    """What `offer` costs this member. Raises NoSuchCoupon, TooLittleChosen."""
    coupon = _coupon(offer, membership_id, asked.code, at) if asked.code.strip() else None
    discount = Discount(coupon.percent_bp, coupon.amount_minor) if coupon else None
    try:
        price = price_of(tariff_of(offer), country=asked.country, chosen_minor=asked.chosen_minor, discount=discount)
    except TooLittle as error:
        raise TooLittleChosen from error
    if coupon and not price.discount_minor:
        raise NoSuchCoupon
    return Quote(price, coupon.pk if coupon else None)


def tariff_of(offer: Offer) -> Tariff:
    """The offer's price with its published table."""
    table = dict(offer.regional_prices.values_list("country", "price_minor"))
    return Tariff(offer.price_minor, offer.least_minor, table)


def _coupon(offer: Offer, membership_id: int, code: str, at: datetime) -> Coupon:
    found = Coupon.objects.filter(
        Q(offer=None) | Q(offer=offer), Q(ends_at=None) | Q(ends_at__gt=at),
        community=offer.community_id, code=code.strip().upper(), is_active=True, starts_at__lte=at,
    ).first()  # fmt: skip
    if found is None:
        raise NoSuchCoupon
    standing = CouponUse.objects.filter(coupon=found).exclude(order__status__in=_GONE)
    if found.most_uses is not None and standing.count() >= found.most_uses:
        raise NoSuchCoupon
    if standing.filter(order__membership=membership_id).count() >= found.most_each:
        raise NoSuchCoupon
    return found
