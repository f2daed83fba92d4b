"""The owner's side of the market: putting things on sale, changing them, taking them off, coupons."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.commerce.enums import Interval
from diwan.commerce.errors import NoSuchCoupon
from diwan.kernel import clock
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.goods import GOODS, CouponForm, GoodForm, initial_of

_MOST_SELLERS = 500


@require_safe
@in_community("approve_money")
def goods(request: CommunityRequest) -> HttpResponse:
    """Everything that is or was on sale."""
    offers = commerce.list_offers(community_id=request.community.pk, with_retired=True)
    sorts = [(sort, str(label)) for sort, (_kind, label) in GOODS.items()]
    facts = {"community": request.community, "offers": offers, "sorts": sorts}
    return render(request, "pages/market/goods.html", facts)


@in_community("approve_money")
def new_good(request: CommunityRequest, sort: str) -> HttpResponse:
    """Put something on sale."""
    if sort not in GOODS:
        raise Http404
    form = _form(request, sort, is_new=True)
    if form.does(lambda _given: _create(request, form)):
        messages.success(request, _("It is on sale."))
        return redirect("goods", slug=request.community.slug)
    return form_page(request, "pages/market/good_form.html", form, community=request.community, label=GOODS[sort][1])


@in_community("approve_money")
def edit_good(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """Change an offer: whoever ordered before keeps the price they were told."""
    offer = _find(request, offer_id)
    form = _form(request, _sort_of(offer), is_new=False, initial=initial_of(offer, request.community.currency))
    if form.does(lambda _given: _change(request, offer, form)):
        messages.success(request, _("Kept. Orders already placed keep their price."))
        return redirect("goods", slug=request.community.slug)
    facts = {"community": request.community, "offer": offer, "label": offer.name_in(current_reader().language)}
    return form_page(request, "pages/market/good_form.html", form, **facts)


@require_POST
@in_community("approve_money")
def good_retirement(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """Off sale, or on sale again; what was bought runs on."""
    offer = _find(request, offer_id)
    deed = commerce.retire_offer if offer.is_active else commerce.restore_offer
    deed(offer_id=offer.id, by=member_of(request).party_id, at=clock.now())
    said = _("It is off sale. What was bought of it runs on.") if offer.is_active else _("It is on sale.")
    messages.success(request, said)
    return redirect("goods", slug=request.community.slug)


@in_community("approve_money")
def coupons(request: CommunityRequest) -> HttpResponse:
    """The coupons of the community, and a form for one more."""
    offers = commerce.list_offers(community_id=request.community.pk)
    names = {str(one.id): one.name_in(current_reader().language) for one in offers if one.price_minor}
    data = request.POST if request.method == "POST" else None
    form = CouponForm(data, currency=request.community.currency, offers=list(names.items()))
    if form.does(lambda given: _make_coupon(request, given)):
        messages.success(request, _("The coupon is ready."))
        return redirect("coupons", slug=request.community.slug)
    rows = commerce.list_coupons(community_id=request.community.pk, by=member_of(request).party_id)
    facts = {"community": request.community, "coupons": rows, "names": names}
    return form_page(request, "pages/market/coupons.html", form, **facts)


@require_POST
@in_community("approve_money")
def coupon_retirement(request: CommunityRequest, coupon_id: int) -> HttpResponse:
    rows = commerce.list_coupons(community_id=request.community.pk, by=member_of(request).party_id)
    if coupon_id not in {row.id for row in rows}:
        raise Http404
    try:
        commerce.retire_coupon(coupon_id=coupon_id, by=member_of(request).party_id, at=clock.now())
    except NoSuchCoupon as error:
        raise Http404 from error
    messages.success(request, _("The coupon is over. Orders it made cheaper stand."))
    return redirect("coupons", slug=request.community.slug)


def _form(request: CommunityRequest, sort: str, *, is_new: bool, initial: Any = None) -> GoodForm:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    rows = people.list_members(community_id=request.community.pk).filter(standing=Standing.ACTIVE)
    sellers = [(str(row.party_id), row.person.display_name) for row in rows[:_MOST_SELLERS]]
    return GoodForm(
        data, files, sort=sort, currency=request.community.currency, sellers=sellers, is_new=is_new, initial=initial
    )


def _find(request: CommunityRequest, offer_id: int) -> commerce.OfferView:
    rows = commerce.list_offers(community_id=request.community.pk, with_retired=True)
    found = next((one for one in rows if one.id == offer_id), None)
    if found is None:
        raise Http404
    return found


def _sort_of(offer: commerce.OfferView) -> str:
    if offer.interval == Interval.FREE:
        return "free"
    return offer.kind if offer.kind in ("product", "course") else "membership"


def _create(request: CommunityRequest, form: GoodForm) -> None:
    with transaction.atomic():
        made = commerce.create_offer(
            community_id=request.community.pk, slug=form.slug(), kind=GOODS[form.sort][0], interval=form.rhythm(),
            by=member_of(request).party_id, at=clock.now(), extras=form.extras(), **form.words(),
        )  # fmt: skip
        _keep_file(request, made, form)


def _change(request: CommunityRequest, offer: commerce.OfferView, form: GoodForm) -> None:
    with transaction.atomic():
        commerce.edit_offer(
            offer_id=offer.id, by=member_of(request).party_id, at=clock.now(), position=offer.position,
            extras=form.extras(), **form.words(),
        )  # fmt: skip
        _keep_file(request, offer, form)


def _keep_file(request: CommunityRequest, offer: commerce.OfferView, form: GoodForm) -> None:
    file = form.cleaned_data.get("file")
    if file:
        commerce.set_offer_file(
            offer_id=offer.id, name=file[0], content=file[1], by=member_of(request).party_id, at=clock.now()
        )


def _make_coupon(request: CommunityRequest, given: Any) -> int:
    zone, until = ZoneInfo(request.community.timezone), given["until"]
    return commerce.make_coupon(
        community_id=request.community.pk,
        by=member_of(request).party_id,
        at=clock.now(),
        code=given["code"],
        percent_bp=int(given["percent"] or 0) * 100,
        amount_minor=given["amount"] or 0,
        offer_id=int(given["offer"]) if given["offer"] else None,
        most_uses=given["most_uses"],
        ends_at=datetime.combine(until + timedelta(days=1), time(), zone) if until else None,
    )
