"""What one has bought: letting it rest, changing it, ending it, sharing its seats, steering a part of one's fee."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.commerce.errors import CommerceError, NoSeatLeft, NoSuchSeat, NoSuchTerm
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.member import purchases_page
from diwan.web.member.forms.market import CodeForm, ShareForm, TierForm
from diwan.web.member.views.market import receiver_of
from diwan.web.scope import CommunityRequest, in_community, member_of

Ask = dict[str, Any]


@require_safe
@in_community("read")
def purchases(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/market/purchases.html", purchases_page.mine(request))


@require_POST
@in_community("read")
def term_rest(request: CommunityRequest, term_id: int) -> HttpResponse:
    """Let a membership rest."""
    return _done(request, term_id, commerce.pause_term, _("It rests. Go on whenever you like: no day is lost."))


@require_POST
@in_community("read")
def term_return(request: CommunityRequest, term_id: int) -> HttpResponse:
    """Go on after a rest."""
    return _done(request, term_id, commerce.resume_term, _("Welcome back. The end has moved by as long as you rested."))


@require_POST
@in_community("read")
def term_ending(request: CommunityRequest, term_id: int) -> HttpResponse:
    """One press: it runs to its end and is not renewed. Pressed again with `keep`, it is."""
    is_declined = "keep" not in request.POST

    def deed(**ask: Any) -> None:
        commerce.decline_renewal(is_declined=is_declined, **ask)

    said = _("It runs to its end, and nothing follows. You can change your mind until then.")
    return _done(request, term_id, deed, said if is_declined else _("We will remind you before it ends."))


@in_community("read")
def term_change(request: CommunityRequest, term_id: int) -> HttpResponse:
    """Another tier instead: what has not begun is credited and pays for the new one."""
    facts = purchases_page.change(request, term_id)
    methods = commerce.list_till_methods(community_id=request.community.pk)
    form = TierForm(request.POST if request.method == "POST" else None, tiers=facts["tiers"], methods=methods)
    ask: Ask = {
        "community_id": request.community.pk,
        "membership_id": member_of(request).pk,
        "term_id": term_id,
    }
    if form.does(
        lambda given: commerce.change_tier(
            offer_id=int(given["tier"]), method=given["method"], at=clock.now(), key=given["key"], **ask
        )
    ):
        return redirect("order", slug=request.community.slug, order_id=form.answer.id)
    return form_page(request, "pages/market/term_change.html", form, **facts)


@in_community("read")
def seats(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """The seats of one's group: a link for each; a POST opens one more."""
    facts = purchases_page.group(request, offer_id)
    if request.method == "POST":
        ask: Ask = {
            "community_id": request.community.pk,
            "membership_id": member_of(request).pk,
            "offer_id": offer_id,
        }
        try:
            commerce.open_seat(at=clock.now(), **ask)
        except NoSeatLeft as refusal:
            messages.error(request, str(refusal))
        return redirect("seats", slug=request.community.slug, offer_id=offer_id)
    return render(request, "pages/market/seats.html", facts)


@require_POST
@in_community("read")
def seat_closing(request: CommunityRequest, seat_id: int) -> HttpResponse:
    """Take a seat back, or give up one's own."""
    try:
        commerce.close_seat(seat_id=seat_id, by=member_of(request).party_id, at=clock.now())
    except NoSuchSeat as error:
        raise Http404 from error
    return redirect("purchases", slug=request.community.slug)


@in_community("read")
def seat_taking(request: CommunityRequest) -> HttpResponse:
    """Sit down on a seat of somebody's group, by its link."""
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data, initial={"code": request.GET.get("code", "")[:24]})
    ask: Ask = {
        "community_id": request.community.pk,
        "membership_id": member_of(request).pk,
        "at": clock.now(),
    }
    if form.does(lambda given: commerce.take_seat(code=given["code"], **ask)):
        messages.success(request, _("The seat is yours for as long as the group is paid for."))
        return redirect("feed", slug=request.community.slug)
    return form_page(request, "pages/market/seat_taking.html", form, community=request.community)


@in_community("read")
def fee_share(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Steer a part of one's own next fees to somebody."""
    whose, member = receiver_of(request, membership_id), member_of(request)
    kept = dict(commerce.list_steers(membership_id=member.pk))
    initial = {"share": kept.get(whose.party_id, 0) // 100}
    form = ShareForm(request.POST if request.method == "POST" else None, initial=initial)

    def deed(given: Any) -> None:
        shares = {**kept, whose.party_id: int(given["share"]) * 100}
        commerce.steer_fee(community_id=request.community.pk, membership_id=member.pk, shares_bp=shares, at=clock.now())

    if form.does(deed):
        messages.success(request, _("Kept. It holds from your next payment on."))
        return redirect("purchases", slug=request.community.slug)
    return form_page(request, "pages/market/fee_share.html", form, community=request.community, whose=whose)


def _done(request: CommunityRequest, term_id: int, deed: Callable[..., None], said: str) -> HttpResponse:
    try:
        deed(membership_id=member_of(request).pk, term_id=term_id, at=clock.now())
    except NoSuchTerm as error:
        raise Http404 from error
    except CommerceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("purchases", slug=request.community.slug)
