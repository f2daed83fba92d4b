"""Is there one like it already? Asked while a title is being written."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.web.scope import CommunityRequest, in_community, member_of

LONGEST_TITLE = 200


@in_community("write")
@require_POST
def similar(request: CommunityRequest) -> HttpResponse:
    """The questions closest to the title: a list for htmx; otherwise a page that carries on what was being written."""
    title = request.POST.get("title", "").replace("\x00", "")[:LONGEST_TITLE]
    found = gathering.list_similar(community_id=request.community.pk, text=title, viewer_id=member_of(request))
    if request.headers.get("HX-Request"):
        return render(request, "pages/attention/_similar.html", {"similar": found})
    carried = [(name, value) for name, values in request.POST.lists() for value in values if _is_carried(name)]
    return render(request, "pages/attention/similar.html", {"similar": found, "title": title, "carried": carried})


def _is_carried(name: str) -> bool:
    return name != "csrfmiddlewaretoken" and len(name) < 60
