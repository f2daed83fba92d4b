"""Tags: those in use, one tag's posts, and what a steward does with them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.member.answers import back, refusals
from diwan.web.member.cards import cards
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
@require_safe
def tags(request: CommunityRequest) -> HttpResponse:
    """Every tag in use, most used first; those whose name begins as asked. Stewards see the banned ones too."""
    asked = request.GET.get("name", "").replace("\x00", "")[:60].strip()
    found = gathering.list_tags(
        community_id=request.community.pk,
        viewer_id=member_of(request),
        starting=asked,
        with_banned=_tends(request),
    )
    return render(request, "pages/attention/tags.html", {"tags": found, "name": asked, "tends": _tends(request)})


@in_community()
@require_safe
def tag(request: CommunityRequest, tag: str) -> HttpResponse:
    """The posts that carry a tag, newest first. Another spelling, and the name of a merged tag, lead on."""
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request)}
    try:
        found = gathering.get_tag(name=tag, **scope)
        if found.key != tag:
            return redirect("tag", slug=request.community.slug, tag=found.key)
        page = gathering.list_tagged(tag_id=found.id, after=request.GET.get("after"), **scope)
    except NotFound as error:
        raise Http404 from error
    facts = {"tag": found, "page": page, "cards": cards(request, page.items), "tends": _tends(request)}
    facts["known"] = [one.name for one in gathering.list_tags(**scope)] if _tends(request) else []
    return render(request, "pages/attention/tag.html", facts)


@in_community("write")
@require_POST
@refusals
def tag_following(request: CommunityRequest, tag_id: int) -> HttpResponse:
    """Put the tag's posts into one's own feed, or take them out."""
    is_followed = request.POST.get("level") == "following"
    gathering.follow_tag(tag_id=tag_id, membership_id=member_of(request).pk, is_followed=is_followed)
    return back(request)


@in_community("moderate")
@require_POST
@refusals
def tag_tending(request: CommunityRequest, tag_id: int) -> HttpResponse:
    """Rename, merge, ban, allow again."""
    name, step = request.POST.get("name", "").replace("\x00", ""), request.POST.get("step", "")
    kept = gathering.tend_tag(tag_id=tag_id, by_id=member_of(request).pk, step=step, name=name, at=clock.now())
    messages.success(request, _("The tag is changed. It is written down who did it."))
    if kept.is_banned:
        return redirect("tags", slug=request.community.slug)
    return redirect("tag", slug=request.community.slug, tag=kept.key)


def _tends(request: CommunityRequest) -> bool:
    return people.can(member_of(request), "moderate")
