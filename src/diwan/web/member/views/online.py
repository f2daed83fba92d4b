"""Paying through a provider's page, coming back from it, and what renews by itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.kernel.errors import DiwanError
from diwan.web.deeds import new_key
from diwan.web.member import till_page
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_POST
@in_community("read")
def checkout(request: CommunityRequest, order_id: int) -> HttpResponse:
    """Ask the provider for its page. The same press twice gives the same page."""
    view = till_page.find_order(request, order_id)
    account = request.POST.get("account", "")
    try:
        reference = commerce.online.begin_checkout(
            order_id=view.id,
            account_id=int(account) if account.isascii() and account.isdigit() else 0,
            by=member_of(request).party_id,
            language=request.LANGUAGE_CODE,
            at=clock.now(),
            renews=request.POST.get("renews") == "1",
        )
    except DiwanError as refusal:
        messages.error(request, str(refusal))
        return redirect("order", slug=request.community.slug, order_id=view.id)
    return redirect("online_checkout", slug=request.community.slug, reference=reference)


@never_cache
@require_safe
@in_community("read")
def leaving(request: CommunityRequest, reference: str) -> HttpResponse:
    """Where the link to the provider's page stands: a form may not lead to another site, a link may."""
    return render(request, "pages/gateways/leaving.html", {"checkout": _checkout(request, reference)})


@never_cache
@require_safe
@in_community("read")
def back(request: CommunityRequest, reference: str) -> HttpResponse:
    """The payer is back: the provider is asked what is true, and this page says what it answered."""
    view = _checkout(request, reference)
    is_silent = False
    try:
        view = commerce.online.settle_return(
            reference=reference, by=member_of(request).party_id, query=request.GET.dict(), at=clock.now()
        )
    except commerce.online.GatewayError:
        is_silent = True
    return render(request, "pages/gateways/back.html", {"checkout": view, "is_silent": is_silent})


@require_safe
@in_community("read")
def renewals(request: CommunityRequest) -> HttpResponse:
    """What a provider collects from the reader by itself, and how to change or stop it."""
    offers = commerce.list_offers(community_id=request.community.pk)
    rows = commerce.online.list_renewals(membership_id=member_of(request).pk)
    paid = [one for one in offers if one.interval in {"month", "year"}]
    return render(request, "pages/gateways/renewals.html", {"renewals": rows, "offers": paid, "key": new_key()})


@require_POST
@in_community("read")
def renewal(request: CommunityRequest, renewal_id: int) -> HttpResponse:
    """Another plan, or none: `offer` says which, left empty it ends."""
    offer, by, at = request.POST.get("offer", ""), member_of(request).party_id, clock.now()
    key = request.POST.get("key", "")[:80] or new_key()
    try:
        if offer.isascii() and offer.isdigit():
            commerce.online.change_plan_online(subscription_id=renewal_id, offer_id=int(offer), by=by, at=at, key=key)
            messages.success(request, _("The plan is changed. The provider collects the difference now."))
        else:
            commerce.online.end_renewal(subscription_id=renewal_id, by=by, at=at, key=key)
            messages.success(request, _("It will not renew. What you paid for runs on to its end."))
    except commerce.online.NoSuchGateway as error:
        raise Http404 from error
    except DiwanError as refusal:
        messages.error(request, str(refusal))
    return redirect("renewals", slug=request.community.slug)


@require_safe
@in_community("read")
def card(request: CommunityRequest, renewal_id: int) -> HttpResponse:
    """To the provider's own page where the card is changed: no card number ever comes here."""
    try:
        return redirect(commerce.online.card_desk(subscription_id=renewal_id, by=member_of(request).party_id))
    except commerce.online.NoSuchGateway as error:
        raise Http404 from error
    except DiwanError as refusal:
        messages.error(request, str(refusal))
        return redirect("renewals", slug=request.community.slug)


def _checkout(request: CommunityRequest, reference: str) -> commerce.online.CheckoutView:
    try:
        view = commerce.online.get_checkout(reference=reference, viewer=member_of(request).party_id)
    except commerce.online.NoSuchGateway as error:
        raise Http404 from error
    if view.community_id != request.community.pk:
        raise Http404
    return view
