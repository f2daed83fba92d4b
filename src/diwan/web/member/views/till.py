"""The till without a gateway, from the payer's side."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import DeedForm, form_page
from diwan.web.member import market_page, till_page
from diwan.web.member.forms.market import OrderForm
from diwan.web.member.forms.till import PhotoForm
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community(visitors=True)
def offers(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/till/offers.html", till_page.tiers(request))


@require_safe
@in_community("read")
def offer(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """One offer: what it costs this reader, what becomes of the money, and how to pay."""
    return _offer_page(request, market_page.find_offer(request, offer_id))


@require_POST
@in_community("read")
def placement(request: CommunityRequest) -> HttpResponse:
    """Place an order; the key in the form makes a second press the same order."""
    chosen = market_page.find_offer(request, request.POST.get("offer"))
    form = market_page.order_form(request, chosen, request.POST)
    if not form.does(
        lambda given: commerce.place_order(
            community_id=request.community.pk,
            membership_id=member_of(request).pk,
            offer_id=chosen.id,
            method=given.get("method", ""),
            at=clock.now(),
            key=given["key"],
            asked=form.asked(),
        )
    ):
        return _offer_page(request, chosen, form)
    return redirect("order", slug=request.community.slug, order_id=form.answer.id)


@require_safe
@in_community("read")
def order(request: CommunityRequest, order_id: int) -> HttpResponse:
    """The amount, the reference to write on the transfer, how to pay, and how far it has come."""
    view = till_page.find_order(request, order_id)
    return form_page(request, "pages/till/order.html", PhotoForm(), **till_page.order_facts(request, view))


@require_POST
@in_community("read")
def photos(request: CommunityRequest, order_id: int) -> HttpResponse:
    """Send a photo of the receipt."""
    view = till_page.find_order(request, order_id)
    form = PhotoForm(request.POST, request.FILES)
    party = member_of(request).party_id
    if not form.does(
        lambda given: commerce.attach_receipt(order_id=view.id, image=given["photo"], by=party, at=clock.now())
    ):
        return form_page(request, "pages/till/order.html", form, **till_page.order_facts(request, view))
    messages.success(request, _("Your receipt is with the treasurer. You will be told when it has been checked."))
    return redirect("order", slug=request.community.slug, order_id=view.id)


@require_safe
@in_community("read")
def photo(request: CommunityRequest, order_id: int, photo_id: int) -> HttpResponse:
    """A receipt's photo, authorised anew each time: for its payer and the keepers of the till."""
    view = till_page.find_order(request, order_id)
    if photo_id not in {one.id for one in view.photos}:
        raise Http404
    path = commerce.get_receipt_photo(photo_id=photo_id, viewer=member_of(request).party_id)
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": "inline"}
    return HttpResponse(path.read_bytes(), content_type="image/webp", headers=headers)


@in_community("read")
def cancellation(request: CommunityRequest, order_id: int) -> HttpResponse:
    """Give an order up, after saying what becomes of money already paid."""
    view = till_page.find_order(request, order_id)
    form = DeedForm(request.POST if request.method == "POST" else None)
    party = member_of(request).party_id
    if form.does(lambda given: commerce.cancel_order(order_id=view.id, by=party, at=clock.now())):
        messages.success(request, _("The order is cancelled."))
        return redirect("order", slug=request.community.slug, order_id=view.id)
    return form_page(request, "pages/till/cancellation.html", form, **till_page.order_facts(request, view))


def _offer_page(request: CommunityRequest, chosen: commerce.OfferView, form: OrderForm | None = None) -> HttpResponse:
    facts = market_page.offer_facts(request, chosen)
    return form_page(request, "pages/market/offer.html", form or market_page.order_form(request, chosen), **facts)
