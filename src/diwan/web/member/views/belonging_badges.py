"""Badges: those there are, one's own, somebody's with their evidence."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.belonging import public as belonging
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.web.member.belonging import belonging_refusals
from diwan.web.member.views.belonging import shown_member
from diwan.web.scope import CommunityRequest, in_community, member_of

_PACE = "4/hour"


@in_community()
@require_safe
def badges(request: CommunityRequest) -> HttpResponse:
    """Every badge with its published rule, and the community's own."""
    rules = [(badge.key, badge.name, belonging.rule_of(badge)) for badge in belonging.BADGES.values()]
    facts = {"rules": rules, "made": belonging.list_hand_badges(community_id=request.community.pk)}
    facts["mine"] = belonging.list_badges(member=member_of(request), language=request.LANGUAGE_CODE, with_hidden=True)
    return render(request, "pages/belonging/badges.html", facts)


@in_community("write")
@require_POST
@belonging_refusals
def count(request: CommunityRequest) -> HttpResponse:
    """Count one's own now instead of at night; a few times an hour."""
    member, at = member_of(request), clock.now()
    if trust.allow(scope="badge_count", who=str(member.pk), rate=_PACE, at=at):
        mine: dict[str, Any] = {"community_id": request.community.pk, "membership_ids": [member.pk], "at": at}
        belonging.award_badges(**mine)
        belonging.count_levels(**mine)
        messages.success(request, _("Counted."))
    else:
        messages.info(request, _("It was counted a moment ago. It is counted every night by itself, too."))
    return redirect("badges", slug=request.community.slug)


@in_community("write")
@require_POST
@belonging_refusals
def visibility(request: CommunityRequest, award_id: int) -> HttpResponse:
    """Show or hide a badge of one's own."""
    belonging.show_badge(
        by=member_of(request),
        award_id=award_id,
        is_shown=request.POST.get("show") == "1",
        is_by_hand=request.POST.get("by_hand") == "1",
    )
    return redirect("badges", slug=request.community.slug)


@in_community()
@require_safe
def person_badges(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Somebody's badges: the rule, the day, and what each rests on."""
    whose = shown_member(request, membership_id)
    shown = belonging.list_badges(member=whose, language=request.LANGUAGE_CODE)
    refs = {ref for badge in shown for ref in badge.refs}
    found = gathering.object_titles(community_id=request.community.pk, object_refs=refs)
    facts = {"whose": whose, "badges": shown, "titles": found}
    facts["may_give"] = people.can(request.membership, "moderate") and whose.pk != member_of(request).pk
    return render(request, "pages/belonging/person_badges.html", facts)
