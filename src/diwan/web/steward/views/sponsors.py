"""Sponsors and the media kit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.promotion import public as promotion
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.sponsor_address import address_of
from diwan.web.steward.forms.promotion import KitForm, SponsorForm
from diwan.web.steward.promotion_page import deed_page, promotion_refusals, trail_of


@in_community("see_cockpit")
@require_safe
def sponsors(request: CommunityRequest) -> HttpResponse:
    """Every deal, newest first, and everybody who made one."""
    community_id = request.community.pk
    facts = {
        "community": request.community,
        "rows": promotion.list_campaigns(community_id=community_id, at=clock.now()),
        "sponsors": promotion.list_sponsors(community_id=community_id),
        "kit": promotion.find_kit(community_id=community_id),
    }
    return render(request, "pages/promotion/sponsors.html", facts)


@in_community("see_cockpit")
def kit(request: CommunityRequest) -> HttpResponse:
    """What the media kit says beside its figures."""
    held = promotion.find_kit(community_id=request.community.pk)
    initial = {name: getattr(held, name) for name in KitForm.base_fields} if held else None
    form = KitForm(request.POST or None, initial=initial)
    if form.does(lambda given: promotion.keep_kit(by=member_of(request), at=clock.now(), **given)):
        messages.success(request, _("The media kit is kept."))
        return redirect("sponsors", slug=request.community.slug)
    return deed_page(
        request, form, title=_("Media kit"), button=_("Keep it"), trail=trail_of(request),
        lead=_("What sponsors read about you. Members and readers are counted anew each time it is opened."),
    )  # fmt: skip


@in_community("see_cockpit")
def new_sponsor(request: CommunityRequest) -> HttpResponse:
    """Somebody who would like to be shown here. They get no account."""
    form = SponsorForm(request.POST or None)
    if form.does(lambda given: promotion.add_sponsor(by=member_of(request), at=clock.now(), **given)):
        return redirect("sponsor", slug=request.community.slug, sponsor_id=form.answer.pk)
    return deed_page(
        request, form, title=_("A new sponsor"), button=_("Write them down"), trail=trail_of(request),
        lead=_("They need no account. You send them an address that opens their own page."),
    )  # fmt: skip


@in_community("see_cockpit")
@require_safe
@promotion_refusals
def sponsor(request: CommunityRequest, sponsor_id: int) -> HttpResponse:
    """A sponsor, their deals, and the address of their own page."""
    found = promotion.get_sponsor(viewer=member_of(request), sponsor_id=sponsor_id)
    rows = promotion.list_campaigns(community_id=request.community.pk, sponsor_id=found.pk, at=clock.now())
    facts = {"community": request.community, "sponsor": found, "rows": rows, "address": address_of(found)}
    return render(request, "pages/promotion/sponsor.html", facts)


@in_community("see_cockpit")
@require_POST
@promotion_refusals
def sponsor_address(request: CommunityRequest, sponsor_id: int) -> HttpResponse:
    """Every address given out before ends; a new one stands on the page."""
    promotion.renew_address(by=member_of(request), sponsor_id=sponsor_id, at=clock.now())
    messages.success(request, _("The old address opens nothing any more. Send the new one."))
    return redirect("sponsor", slug=request.community.slug, sponsor_id=sponsor_id)
