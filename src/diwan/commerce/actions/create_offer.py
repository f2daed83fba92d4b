from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.enums import IncomeKind, Interval
from diwan.commerce.errors import BadOffer, NoSuchOffer
from diwan.commerce.invoicing.queries.tax import tax_rate_bp
from diwan.commerce.models import Offer, RegionalPrice
from diwan.commerce.pricing.extras import Extras, require_sound
from diwan.commerce.queries.offers import OfferView, offer_view
from diwan.kernel import audit
from diwan.people import public as people

MEMBERSHIP = "membership"
VISITOR = "visitor"
PLAIN = Extras()


def create_offer(
    *,
    community_id: int,
    slug: str,
    name_ar: str,
    name_en: str,
    price_minor: int,
    interval: str,
    by: UUID,
    at: datetime,
    kind: str = IncomeKind.MEMBERSHIP,
    tax_bp: int | None = None,
    about_ar: str = "",
    about_en: str = "",
    entitlement_key: str = "",
    position: int = 0,
    extras: Extras = PLAIN,
) -> OfferView:
    """Put something on sale. The price includes tax: `tax_bp`, or the rate the community is registered for.

    Without an `entitlement_key`, paid memberships open "membership", free ones "visitor", one-off items "offer:<slug>".

    Raises BadOffer (price, interval and extras disagree, unknown kind, slug taken), people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    if tax_bp is None:
        today = till.local_date(zone=people.get_community_by_id(community_id=community_id).timezone, at=at)
        tax_bp = tax_rate_bp(community_id=community_id, day=today)
    known = interval in Interval.values and kind in IncomeKind.values and 0 <= tax_bp <= 10000
    if not known or Offer.objects.filter(community=community_id, slug=slug).exists():
        raise BadOffer
    require_sound(community_id=community_id, kind=kind, interval=interval, price_minor=price_minor, extras=extras)
    with transaction.atomic():
        offer = Offer.objects.create(
            community_id=community_id, kind=kind, slug=slug, name_ar=name_ar, name_en=name_en, about_ar=about_ar,
            about_en=about_en, price_minor=price_minor, tax_bp=tax_bp, interval=interval, position=position,
            entitlement_key=entitlement_key or _opens(interval, slug), created_at=at, **extras.columns(),
        )  # fmt: skip
        _set_table(offer, extras)
        _write_down(offer, by, at, "offer_created")
    return offer_view(offer)


def edit_offer(
    *,
    offer_id: int,
    name_ar: str,
    name_en: str,
    about_ar: str,
    about_en: str,
    price_minor: int,
    by: UUID,
    at: datetime,
    tax_bp: int | None = None,
    position: int = 0,
    extras: Extras = PLAIN,
) -> OfferView:
    """Change what an offer says and asks from now on; orders already placed keep their price. Kind and rhythm stay.

    Raises NoSuchOffer, BadOffer, people.errors.NotAllowed.
    """
    offer = _offer_to_change(offer_id, by)
    require_sound(
        community_id=offer.community_id, kind=offer.kind, interval=offer.interval, price_minor=price_minor,
        extras=extras,
    )  # fmt: skip
    rate = offer.tax_bp if tax_bp is None else tax_bp
    if not 0 <= rate <= 10000:
        raise BadOffer
    told = {"name_ar": name_ar, "name_en": name_en, "about_ar": about_ar, "about_en": about_en}
    with transaction.atomic():
        columns = {**told, "price_minor": price_minor, "tax_bp": rate, "position": position, **extras.columns()}
        Offer.objects.filter(pk=offer.pk).update(**columns)
        offer.refresh_from_db()
        _set_table(offer, extras)
        _write_down(offer, by, at, "offer_changed")
    return offer_view(offer)


def retire_offer(*, offer_id: int, by: UUID, at: datetime) -> None:
    """Take an offer off sale; terms already bought run on. Raises NoSuchOffer, people.errors.NotAllowed."""
    _set_sale(offer_id, by, at, is_active=False, action="offer_retired")


def restore_offer(*, offer_id: int, by: UUID, at: datetime) -> None:
    """Put a retired offer on sale again. Raises NoSuchOffer, people.errors.NotAllowed."""
    _set_sale(offer_id, by, at, is_active=True, action="offer_restored")


def _set_sale(offer_id: int, by: UUID, at: datetime, *, is_active: bool, action: str) -> None:
    offer = _offer_to_change(offer_id, by)
    with transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(is_active=is_active)
        _write_down(offer, by, at, action)


def _offer_to_change(offer_id: int, by: UUID) -> Offer:
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NoSuchOffer
    rules.require_keeper(community_id=offer.community_id, by=by)
    return offer


def _opens(interval: str, slug: str) -> str:
    if interval == Interval.ONCE:
        return f"offer:{slug}"
    return VISITOR if interval == Interval.FREE else MEMBERSHIP


def _set_table(offer: Offer, extras: Extras) -> None:
    RegionalPrice.objects.filter(offer=offer).delete()
    RegionalPrice.objects.bulk_create(
        RegionalPrice(offer=offer, country=country.upper(), price_minor=price)
        for country, price in sorted(extras.regional.items())
    )


def _write_down(offer: Offer, by: UUID, at: datetime, action: str) -> None:
    detail = {"slug": offer.slug, "price_minor": offer.price_minor, "tax_bp": offer.tax_bp, "interval": offer.interval}
    audit.record(
        scope=offer.community_id, actor=str(by), action=action, object_ref=f"offer:{offer.pk}", at=at, detail=detail
    )
