from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from diwan.commerce.models import Offer, TillMethod


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer. `price_minor` includes tax; minor units of the community's currency.

    `least_minor`: the payer chooses from there up (None: fixed). `regional`: the published table, by country.
    """

    id: int
    community_id: int
    slug: str
    kind: str
    name_ar: str
    name_en: str
    about_ar: str
    about_en: str
    price_minor: int
    least_minor: int | None
    regional: Mapping[str, int]
    tax_bp: int
    interval: str
    entitlement_key: str
    to: UUID | None
    seats: int
    trial_days: int
    grace_days: int
    steer_most_bp: int
    has_file: bool
    position: int
    is_active: bool

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en

    def about_in(self, language: str) -> str:
        return self.about_ar if language == "ar" else self.about_en


@dataclass(frozen=True, slots=True)
class TillMethodView:
    kind: str
    title: str
    instructions_ar: str
    instructions_en: str
    is_open: bool

    def instructions_in(self, language: str) -> str:
        return self.instructions_ar if language == "ar" else self.instructions_en


def list_offers(*, community_id: int, with_retired: bool = False) -> list[OfferView]:
    """What is on sale, in the owner's order, cheapest first among equals."""
    rows = (
        Offer.objects.filter(community=community_id)
        .order_by("position", "price_minor", "pk")
        .prefetch_related("regional_prices")
    )
    return [offer_view(row) for row in (rows if with_retired else rows.filter(is_active=True))]


def list_till_methods(*, community_id: int, with_closed: bool = False) -> list[TillMethodView]:
    rows = TillMethod.objects.filter(community=community_id).order_by("kind")
    return [till_method_view(row) for row in (rows if with_closed else rows.filter(is_open=True))]


def offer_view(row: Offer) -> OfferView:
    return OfferView(
        id=row.pk,
        community_id=row.community_id,
        slug=row.slug,
        kind=row.kind,
        name_ar=row.name_ar,
        name_en=row.name_en,
        about_ar=row.about_ar,
        about_en=row.about_en,
        price_minor=row.price_minor,
        least_minor=row.least_minor,
        regional={one.country: one.price_minor for one in row.regional_prices.all()},
        tax_bp=row.tax_bp,
        interval=row.interval,
        entitlement_key=row.entitlement_key,
        to=row.to,
        seats=row.seats,
        trial_days=row.trial_days,
        grace_days=row.grace_days,
        steer_most_bp=row.steer_most_bp,
        has_file=bool(row.file),
        position=row.position,
        is_active=row.is_active,
    )


def till_method_view(row: TillMethod) -> TillMethodView:
    return TillMethodView(row.kind, row.title, row.instructions_ar, row.instructions_en, row.is_open)
