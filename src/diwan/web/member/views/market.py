"""The market: everything on sale here; gifts, tips, trials, and the files one has bought."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.commerce.enums import IncomeKind
from diwan.commerce.errors import NoFile
from diwan.kernel import clock
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.web.deeds import KeyedForm, form_page
from diwan.web.member import market_page
from diwan.web.member.forms.market import CodeForm, GiftForm, TipForm
from diwan.web.member.splits import split_of
from diwan.web.scope import CommunityRequest, in_community, member_of

Ask = dict[str, Any]


@require_safe
@in_community(visitors=True)
def market(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/market/market.html", market_page.market(request))


@require_safe
@in_community("read")
def good_file(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """What one has bought, asked for anew each time; a stranger's request is answered like a missing page."""
    try:
        path, name = commerce.get_offer_file(offer_id=offer_id, viewer=member_of(request).party_id, at=clock.now())
    except NoFile as error:
        raise Http404 from error
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(path.read_bytes(), content_type="application/octet-stream", headers=headers)


@require_POST
@in_community("read")
def trial(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """Try a membership first: nothing is charged, and nothing renews by itself."""
    offer = market_page.find_offer(request, offer_id)
    form, member = KeyedForm(request.POST), member_of(request)
    ask: Ask = {"community_id": request.community.pk, "membership_id": member.pk, "offer_id": offer.id}
    if form.does(lambda given: commerce.start_trial(at=clock.now(), key=given["key"], **ask)):
        messages.success(request, _("It is open for you. It ends by itself; we write to you before."))
        return redirect("purchases", slug=request.community.slug)
    messages.error(request, str(form.non_field_errors()[0]) if form.non_field_errors() else _("Please try again."))
    return redirect("offer", slug=request.community.slug, offer_id=offer.id)


@in_community("read")
def gift(request: CommunityRequest, offer_id: int) -> HttpResponse:
    """Buy an offer for somebody else."""
    offer = market_page.find_offer(request, offer_id)
    methods = commerce.list_till_methods(community_id=request.community.pk)
    form = GiftForm(request.POST if request.method == "POST" else None, methods=methods)
    ask: Ask = {
        "community_id": request.community.pk,
        "membership_id": member_of(request).pk,
        "offer_id": offer.id,
    }
    if form.does(
        lambda given: commerce.buy_gift(
            note=given["note"], method=given["method"], at=clock.now(), key=given["key"], **ask
        )
    ):
        return redirect("order", slug=request.community.slug, order_id=form.answer.id)
    return form_page(request, "pages/market/gift.html", form, **market_page.offer_facts(request, offer))


@in_community("read")
def gift_redemption(request: CommunityRequest) -> HttpResponse:
    """Open a gift with its code, from a link or typed."""
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data, initial={"code": request.GET.get("code", "")[:24]})
    ask: Ask = {
        "community_id": request.community.pk,
        "membership_id": member_of(request).pk,
        "at": clock.now(),
    }
    if form.does(lambda given: commerce.redeem_gift(code=given["code"], key=given["key"], **ask)):
        messages.success(request, _("The gift is yours. It begins now."))
        return redirect("purchases", slug=request.community.slug)
    return form_page(request, "pages/market/gift_redemption.html", form, community=request.community)


@in_community("read")
def tip(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Give a member money of one's own; what becomes of it is said before paying."""
    whose = receiver_of(request, membership_id)
    methods, currency = commerce.list_till_methods(community_id=request.community.pk), request.community.currency
    data = request.POST if request.method == "POST" else None
    form = TipForm(data, currency=currency, methods=methods, initial={"ref": request.GET.get("for", "")[:40]})
    ask: Ask = {
        "community_id": request.community.pk,
        "membership_id": member_of(request).pk,
        "to": whose.party_id,
    }
    if form.does(
        lambda given: commerce.give_tip(
            amount_minor=given["amount"], method=given["method"], subject_ref=given["ref"], at=clock.now(),
            key=given["key"], **ask,
        )
    ):  # fmt: skip
        return redirect("order", slug=request.community.slug, order_id=form.answer.id)
    slices = split_of(community=request.community, kind=IncomeKind.TIP, amount_minor=10_000, to=whose.party_id)
    facts = {"community": request.community, "whose": whose, "slices": slices}
    return form_page(request, "pages/market/tip.html", form, **facts)


def receiver_of(request: CommunityRequest, membership_id: int) -> people.Membership:
    """An active member other than the reader; 404 for everybody else."""
    rows = people.list_members(community_id=request.community.pk).filter(standing=Standing.ACTIVE)
    found = rows.filter(pk=membership_id).exclude(pk=member_of(request).pk).first()
    if found is None:
        raise Http404
    return found
