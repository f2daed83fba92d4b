from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.enums import IncomeKind, Interval
from diwan.commerce.errors import BadOffer, NoSuchOffer
from diwan.commerce.invoicing.queries.tax import tax_rate_bp
from diwan.commerce.models import Offer
from diwan.commerce.queries.offers import OfferView, offer_view
from diwan.kernel import audit
from diwan.people import public as people

MEMBERSHIP = "membership"
VISITOR = "visitor"


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
) -> OfferView:
    """Put something on sale. The price includes tax: `tax_bp`, or the rate the community is registered for.

    Without an `entitlement_key`, paid offers open "membership" and free ones "visitor".

    Raises BadOffer (price and interval disagree, unknown kind, slug taken), people.errors.NotAllowed.
    """
    rules.require_keeper(community_id=community_id, by=by)
    if tax_bp is None:
        today = till.local_date(zone=people.get_community_by_id(community_id=community_id).timezone, at=at)
        tax_bp = tax_rate_bp(community_id=community_id, day=today)
    is_free = interval == Interval.FREE
    known = interval in Interval.values and kind in IncomeKind.values and 0 <= tax_bp <= 10000
    price_fits = price_minor == 0 if is_free else 0 < price_minor <= till.MOST_MINOR
    if not known or not price_fits or Offer.objects.filter(community=community_id, slug=slug).exists():
        raise BadOffer
    with transaction.atomic():
        offer = Offer.objects.create(
            community_id=community_id,
            kind=kind,
            slug=slug,
            name_ar=name_ar,
            name_en=name_en,
            about_ar=about_ar,
            about_en=about_en,
            price_minor=price_minor,
            tax_bp=tax_bp,
            interval=interval,
            entitlement_key=entitlement_key or (VISITOR if is_free else MEMBERSHIP),
            position=position,
            created_at=at,
        )
        _write_down(offer, by, at, "offer_created")
    return offer_view(offer)


def retire_offer(*, offer_id: int, by: UUID, at: datetime) -> None:
    """Take an offer off sale; terms already bought run on. Raises NoSuchOffer, people.errors.NotAllowed."""
    offer = Offer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NoSuchOffer
    rules.require_keeper(community_id=offer.community_id, by=by)
    with transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(is_active=False)
        _write_down(offer, by, at, "offer_retired")


def _write_down(offer: Offer, by: UUID, at: datetime, action: str) -> None:
    detail = {"slug": offer.slug, "price_minor": offer.price_minor, "tax_bp": offer.tax_bp, "interval": offer.interval}
    audit.record(
        scope=offer.community_id, actor=str(by), action=action, object_ref=f"offer:{offer.pk}", at=at, detail=detail
    )
