"""One's own code, whom it brought, and what that brought."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.promotion import public as promotion
from diwan.web.member.answers import refusals
from diwan.web.referral_terms import brought_months, referral_bps
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("read")
@require_safe
def referrals(request: CommunityRequest) -> HttpResponse:
    member = member_of(request)
    code = promotion.code_of(member=member)
    facts = {
        "community": request.community,
        "code": code,
        "address": _address(request, code) if code else "",
        "bps": referral_bps(request.community),
        "rows": promotion.brought_by(member=member),
        "months": brought_months(member),
        "bringer": promotion.bringer_of(member=member),
        "may_claim": promotion.may_claim(member=member, at=clock.now()),
    }
    return render(request, "pages/promotion/referrals.html", facts)


@in_community("write")
@require_POST
@refusals
def referral_code(request: CommunityRequest) -> HttpResponse:
    """A newcomer types whose code brought them."""
    promotion.claim_referral(newcomer=member_of(request), code=request.POST.get("code", "")[:40], at=clock.now())
    messages.success(request, _("We wrote down who brought you."))
    return redirect("referrals", slug=request.community.slug)


@in_community("write")
@require_POST
@refusals
def own_code(request: CommunityRequest) -> HttpResponse:
    """Make one's own code."""
    promotion.referral_code(member=member_of(request), at=clock.now())
    return redirect("referrals", slug=request.community.slug)


def _address(request: CommunityRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("referral_way", args=[request.community.slug, code]))
