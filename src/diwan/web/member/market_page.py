"""What the market shows: everything that can be had here, by kind, with the seller's part beside the price."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import gettext_lazy

from diwan.commerce import public as commerce
from diwan.commerce.enums import IncomeKind
from diwan.commerce.errors import CommerceError
from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.kernel.text.dates import format_day
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.web.addresses import url
from diwan.web.member.forms.market import OrderForm
from diwan.web.member.splits import split_of, splits_of
from diwan.web.scope import CommunityRequest, viewer_of

Ask = dict[str, Any]

FILTERS = (
    ("", gettext_lazy("All")),
    (IncomeKind.MEMBERSHIP, gettext_lazy("Memberships")),
    (IncomeKind.SERVICE, gettext_lazy("Services")),
    (IncomeKind.PRODUCT, gettext_lazy("Guides and files")),
    (IncomeKind.COURSE, gettext_lazy("Courses")),
    (IncomeKind.TICKET, gettext_lazy("Tickets")),
)


@dataclass(frozen=True, slots=True)
class Good:
    """One thing on sale. `seller_minor`: what of the price is the seller's by the plan, 0 when it is nobody's own."""

    key: str
    kind: str
    title: str
    about: str
    href: str
    price_minor: int
    interval: str = "once"
    is_suggestion: bool = False
    seller: str = ""
    seller_minor: int = 0
    note: str = ""


def market(request: CommunityRequest) -> dict[str, Any]:
    """The goods of the kind and words asked for, and the filters that would find something."""
    goods = [*_offers(request), *_services(request), *_events(request)]
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:80]
    kinds = {good.kind for good in goods}
    shown = [good for good in goods if kind in ("", good.kind) and _matches(good, words)]
    address = url("market", slug=request.community.slug)
    return {
        "community": request.community,
        "goods": shown,
        "query": words,
        "kind": kind,
        "filters": [(str(label), f"{address}?kind={value}" if value else address, value == kind)
                    for value, label in FILTERS if not value or value in kinds],
        "may_sell": people.can(request.membership, "approve_money"),
    }  # fmt: skip


def _matches(good: Good, words: str) -> bool:
    return words.casefold() in f"{good.title} {good.about} {good.seller}".casefold()


def _offers(request: CommunityRequest) -> list[Good]:
    offers = commerce.list_offers(community_id=request.community.pk)
    parties = {offer.to for offer in offers if offer.to}
    names = people.party_names(community_id=request.community.pk, parties=list(parties)) if parties else {}
    payments = [distribution.Planned(offer.kind, max(offer.price_minor, 1), offer.to) for offer in offers]
    splits = splits_of(community=request.community, payments=payments) if payments else []
    language = current_reader().language
    return [
        Good(
            key=f"offer-{offer.slug}",
            kind=offer.kind,
            title=offer.name_in(language),
            about=offer.about_in(language),
            href=url("offer", slug=request.community.slug, offer_id=offer.id),
            price_minor=offer.price_minor,
            interval=offer.interval,
            is_suggestion=offer.least_minor is not None,
            seller=names.get(offer.to, "") if offer.to else "",
            seller_minor=sum(one.minor for one in splits[place] if one.is_person) if splits else 0,
        )
        for place, offer in enumerate(offers)
    ]


def _services(request: CommunityRequest) -> list[Good]:
    """What members do for each other; it is booked on pages of its own, by members."""
    if viewer_of(request) is None:
        return []
    rows = commerce.services.list_services(community_id=request.community.pk)
    payments = [distribution.Planned(IncomeKind.SERVICE, row.price_minor, row.provider) for row in rows]
    splits = splits_of(community=request.community, payments=payments) if payments else []
    return [
        Good(
            key=f"service-{row.id}",
            kind=IncomeKind.SERVICE,
            title=row.title,
            about=row.body,
            href=url("service", slug=request.community.slug, service_id=row.id),
            price_minor=row.price_minor,
            seller=row.provider_name,
            seller_minor=sum(one.minor for one in splits[place] if one.is_person) if splits else 0,
        )
        for place, row in enumerate(rows)
    ]


def _events(request: CommunityRequest) -> list[Good]:
    """Events whose tickets can be had, at their lowest price."""
    if viewer_of(request) is None:
        return []
    reader = current_reader()
    return [
        Good(
            key=f"event-{row.id}",
            kind=IncomeKind.TICKET,
            title=row.title_in(reader.language),
            about=row.about,
            href=url("event", slug=request.community.slug, event_id=row.id),
            price_minor=min(tier.price_minor for tier in row.tiers),
            note=format_day(row.starts_at.astimezone(ZoneInfo(request.community.timezone)).date(), reader),
        )
        for row in commerce.tickets.list_events(community_id=request.community.pk, at=clock.now())
        if row.sales == "open" and row.tiers
    ]


def find_offer(request: CommunityRequest, offer_id: object) -> commerce.OfferView:
    """One offer on sale here; 404 for any other."""
    offers = commerce.list_offers(community_id=request.community.pk)
    found = next((one for one in offers if str(one.id) == str(offer_id)), None)
    if found is None:
        raise Http404
    return found


def order_form(request: CommunityRequest, offer: commerce.OfferView, data: Any = None) -> OrderForm:
    """The form of an offer; what the address states (country, coupon, amount) is filled in."""
    methods = commerce.list_till_methods(community_id=request.community.pk)
    stated = {name: request.GET[name] for name in ("country", "code", "amount") if request.GET.get(name)}
    return OrderForm(data, offer=offer, methods=methods, currency=request.community.currency, initial=stated)


def offer_facts(request: CommunityRequest, offer: commerce.OfferView) -> dict[str, Any]:
    """An offer's page: its price as the reader's words make it, and what becomes of the money."""
    price, refusal = _price(request, offer)
    due = price.due_minor if price else offer.price_minor
    tax = due * offer.tax_bp // (10_000 + offer.tax_bp)
    member = viewer_of(request)
    names = people.party_names(community_id=request.community.pk, parties=[offer.to]) if offer.to else {}
    facts: dict[str, Any] = {
        "community": request.community,
        "offer": offer,
        "price": price,
        "refusal": refusal,
        "slices": split_of(community=request.community, kind=offer.kind, amount_minor=due, to=offer.to, tax_minor=tax),
        "seller": names.get(offer.to, "") if offer.to else "",
        "credit_minor": 0,
        "has_trial": False,
        "kind_word": IncomeKind(offer.kind).label,
        "may_sell": people.can(request.membership, "approve_money"),
    }
    if member is not None:
        facts["credit_minor"] = commerce.credit_of_member(membership_id=member.pk)
        facts["has_trial"] = commerce.has_trial(offer_id=offer.id, membership_id=member.pk)
    return facts


def _price(request: CommunityRequest, offer: commerce.OfferView) -> tuple[Any, str]:
    """The price for what the address states; a refusal is said beside the plain price."""
    member, data = viewer_of(request), request.POST or request.GET
    form = order_form(request, offer, {**data.dict(), "offer": offer.id, "key": "price"})
    if member is None or not offer.price_minor or not form.is_valid():
        return None, ""
    ask: Ask = {
        "community_id": request.community.pk,
        "offer_id": offer.id,
        "membership_id": member.pk,
        "at": clock.now(),
    }
    try:
        return commerce.quote(asked=form.asked(), **ask).price, ""
    except CommerceError as refusal:
        return commerce.quote(asked=commerce.Asked(), **ask).price, str(refusal) if request.GET else ""
