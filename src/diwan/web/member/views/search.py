from django.http import HttpResponse
from django.shortcuts import render

from diwan.gathering import public as gathering
from diwan.web.scope import CommunityRequest, in_community, member_of, spaces_of

LONGEST_QUERY = 200


@in_community()
def search(request: CommunityRequest) -> HttpResponse:
    """Posts that hold the words, however they are spelt; the words sought are marked."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    spaces = spaces_of(request)
    space = next((row for row in spaces if row.slug == request.GET.get("space")), None)
    hits = gathering.search(
        community_id=request.community.pk, text=text, viewer_id=member_of(request), space_id=space.id if space else None
    )
    return render(
        request, "pages/gathering/search.html", {"text": text, "hits": hits, "spaces": spaces, "space": space}
    )
