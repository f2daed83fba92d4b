"""Who is here."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from diwan.gathering import public as gathering
from diwan.gathering.enums import FeedOrder
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.web.member.cards import cards
from diwan.web.scope import CommunityRequest, in_community, viewer_of

_A_PAGE = 40


@in_community()
def directory(request: CommunityRequest) -> HttpResponse:
    """The members, longest first; those whose name holds what was asked for."""
    name = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    rows = people.list_members(community_id=request.community.pk).filter(standing=Standing.ACTIVE)
    if name:
        rows = rows.filter(person__display_name__icontains=name)
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/gathering/people.html", {"page": page, "name": name})


@in_community(visitors=True, suspended=False)
def person(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """One member: who they say they are, and what they wrote. Visitors are shown those whose words they may read."""
    rows = people.list_members(community_id=request.community.pk).filter(standing=Standing.ACTIVE)
    member = rows.filter(pk=membership_id).first()
    if member is None:
        raise Http404
    viewer = viewer_of(request)
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": viewer, "author_id": member.pk}
    page = gathering.list_feed(order=FeedOrder.NEWEST, after=request.GET.get("after"), **scope)
    if viewer is None and not page.items:
        raise Http404
    facts = {"whose": member, "page": page, "cards": cards(request, page.items)}
    facts["level"] = gathering.person_level(community_id=request.community.pk, viewer_id=viewer, other_id=member.pk)
    return render(request, "pages/gathering/person.html", facts)
