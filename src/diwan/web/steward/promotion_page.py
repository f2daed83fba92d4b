"""What pages of deals share: refusals, the members' part of a price, what a deal's page shows."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.promotion import public as promotion
from diwan.promotion.errors import NotFound
from diwan.web.addresses import url
from diwan.web.deeds import form_page
from diwan.web.member.answers import refusals
from diwan.web.scope import CommunityRequest, member_of, spaces_of
from diwan.web.sponsor_address import address_of

View = Callable[..., HttpResponse]


def promotion_refusals(view: View) -> View:
    """As `refusals`, for doors of promotion."""

    @refusals
    @wraps(view)
    def answered(request: CommunityRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error

    return answered


def members_part(request: CommunityRequest, campaign: promotion.Campaign) -> distribution.Reach:
    """What of the price, its tax taken off, reaches members by the plan that holds now."""
    month = Period.of(clock.now(), request.community.timezone).label
    return distribution.reach_of(
        community_id=request.community.pk, period=month, kind="sponsor", amount_minor=campaign.untaxed_minor
    )


def campaign_facts(request: CommunityRequest, campaign_id: int) -> dict[str, Any]:
    """Everything a deal's page shows."""
    view = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id)
    names = {space.id: space.name_in(request.LANGUAGE_CODE) for space in spaces_of(request)}
    return {
        "community": request.community,
        "view": view,
        "deal": view.campaign,
        "reach": members_part(request, view.campaign) if view.is_draft else None,
        "report": promotion.campaign_report(campaign=view.campaign),
        "space_names": names,
        "address": address_of(view.sponsor),
    }


def deed_page(
    request: CommunityRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    lead: str = "",
    trail: Sequence[tuple[str, str]] = (),
    then: Sequence[str] = (),
    is_grave: bool = False,
) -> HttpResponse:
    """A page that asks for one deed: where it stands, what it is for, what happens `then`, the form."""
    facts = {"title": title, "button_word": button, "lead": lead, "trail": [*trail, (title, "")], "then": then}
    return form_page(request, "pages/promotion/deed.html", form, **facts, is_grave=is_grave)


def trail_of(request: CommunityRequest, deal: promotion.Campaign | None = None) -> list[tuple[str, str]]:
    """The way back from a deed about sponsors."""
    slug = request.community.slug
    here = [(_("Sponsors"), url("sponsors", slug=slug))]
    return here + ([(deal.title, url("campaign", slug=slug, campaign_id=deal.pk))] if deal else [])


def shop_trail(request: CommunityRequest, programme: promotion.Programme | None = None) -> list[tuple[str, str]]:
    """The way back from a deed about affiliates."""
    slug = request.community.slug
    here = [(_("Affiliate links"), url("programmes", slug=slug))]
    return here + ([(programme.name, url("programme", slug=slug, programme_id=programme.pk))] if programme else [])
