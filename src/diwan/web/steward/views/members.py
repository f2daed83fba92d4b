"""Who belongs, by what roles, since when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.people import public as people
from diwan.people.enums import Role, Standing
from diwan.web.scope import CommunityRequest, in_community

A_PAGE = 50


@require_safe
@in_community("moderate")
def members(request: CommunityRequest) -> HttpResponse:
    name = request.GET.get("name", "").replace("\x00", "").strip()[:80]
    rows = people.list_members(community_id=request.community.pk)
    if name:
        rows = rows.filter(person__display_name__icontains=name)
    facts = {
        "community": request.community,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "name": name,
        "role_words": dict(Role.choices),
        "standing_words": dict(Standing.choices),
        "may_grant": people.can(request.membership, "grant_roles"),
        "may_invite": people.can(request.membership, "invite"),
    }
    return render(request, "pages/steward/members.html", facts)
