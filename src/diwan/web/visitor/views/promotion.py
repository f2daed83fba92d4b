"""The media kit, the ways that lead out, and the way in by a member's code."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from diwan.contributions.public import community_day
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.people import public as people
from diwan.promotion import public as promotion
from diwan.promotion.enums import Sight
from diwan.web.counted_words import METHOD
from diwan.web.referral_terms import referral_bps
from diwan.web.scope import CommunityRequest, in_community, viewer_of
from diwan.web.shown import onlooker
from diwan.web.visitor.forms.names import refusal_to_join

LEAST_GROUP = 10
_MONTH = timedelta(days=30)


@in_community(visitors=True)
@require_safe
def media_kit(request: CommunityRequest) -> HttpResponse:
    """Who could be reached here, in real figures; a group of fewer than ten people is not told."""
    community, at = request.community, clock.now()
    kit = promotion.find_kit(community_id=community.pk)
    if not (kit and kit.is_open) and not people.can(request.membership, "see_cockpit"):
        raise Http404
    since = community_day(community_id=community.pk, at=at - _MONTH)
    count = people.member_count(community_id=community.pk)
    facts = {
        "kit": kit, "least": LEAST_GROUP, "member_count": count if count >= LEAST_GROUP else None,
        "method_words": METHOD, "read": gathering.readership(community_id=community.pk, since=since, least=LEAST_GROUP),
    }  # fmt: skip
    return render(request, "pages/promotion/media_kit.html", facts)


@in_community(visitors=True)
@require_POST
def sponsor_view(request: CommunityRequest, code: str) -> HttpResponse:
    """A card was in sight for a second: counted once a day for each person."""
    placement = promotion.find_shown(community=request.community, code=code, at=clock.now())
    if placement is None:
        raise Http404
    _note(request, f"placement:{placement.pk}", Sight.VIEW)
    return HttpResponse(status=204)


@in_community(visitors=True)
@require_safe
def sponsor_why(request: CommunityRequest, code: str) -> HttpResponse:
    """Why this card is shown, who paid what for it, and how it is counted."""
    placement = promotion.find_shown(community=request.community, code=code, at=clock.now())
    if placement is None:
        raise Http404
    return render(
        request,
        "pages/promotion/sponsor_why.html",
        {"placement": placement, "deal": placement.campaign, "method_words": METHOD},
    )


@in_community(visitors=True)
@require_safe
@never_cache
def way_out(request: CommunityRequest, code: str) -> HttpResponse:
    """Lead out to a sponsor or a shop. Whoever comes from elsewhere never saw the label, and is shown it first."""
    placement = promotion.find_shown(community=request.community, code=code, at=clock.now())
    link = None if placement else promotion.find_link(community_id=request.community.pk, code=code)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "same-site") and (placement or link):
        return render(request, "pages/promotion/way_out.html", {"placement": placement, "link": link, "code": code})
    if placement is not None:
        return _led_out(request, f"placement:{placement.pk}", placement.link)
    if link is not None:
        return _led_out(request, f"link:{link.pk}", promotion.tagged(link))
    raise Http404


@in_community(visitors=True)
def referral_way(request: CommunityRequest, code: str) -> HttpResponse:
    """The way in by a member's code, where the community is public. The code travels in the address alone."""
    found = promotion.find_code(community_id=request.community.pk, code=code)
    if found is None or not found.membership.is_active:
        raise Http404
    if request.method == "POST":
        return _join(request, code)
    facts = {"code": found.code, "by": found.membership.person.display_name, "is_member": viewer_of(request)}
    return render(request, "pages/promotion/referral_way.html", {**facts, "bps": referral_bps(request.community)})


def _join(request: CommunityRequest, code: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.membership is not None:
        return redirect("feed", slug=request.community.slug)
    refusal = refusal_to_join(request.user, request.community)
    if refusal:
        messages.error(request, refusal)
        return redirect("profile")
    joined = people.join_community(person=request.user, community=request.community, at=clock.now())
    refused = promotion.claim_if_any(newcomer=joined, code=code, at=clock.now())
    if refused:
        messages.info(request, refused)
    else:
        messages.success(request, _("Welcome. We wrote down who brought you."))
    return redirect("beginning", slug=request.community.slug)


def _led_out(request: CommunityRequest, subject: str, target: str) -> HttpResponse:
    _note(request, subject, Sight.CLICK)
    return HttpResponseRedirect(target)


def _note(request: CommunityRequest, subject: str, what: str) -> None:
    promotion.record_sighting(
        community=request.community, subject=subject, what=what, who=onlooker(request), at=clock.now()
    )
