"""Pictures of pages for where their addresses are shared. Drawn once, kept as a file, drawn anew when words change."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse

from diwan.gathering import public as gathering
from diwan.web.drawing.card import card as draw
from diwan.web.public_head import one_line
from diwan.web.scope import CommunityRequest, in_community, viewer_of

_VERSION = 1
_HEADERS = {"Cache-Control": "public, max-age=86400"}


@in_community(visitors=True)
def card(request: CommunityRequest) -> HttpResponse:
    """A community's picture: what it says of itself in one line."""
    about = request.community.about_in(request.community.language).partition("\n")[0]
    return _served(request, one_line(about, 140) or request.community.name_in(request.community.language))


@in_community(visitors=True, suspended=False)
def thread_card(request: CommunityRequest, post_id: int) -> HttpResponse:
    """A discussion's picture: its title. For whoever may read it."""
    title = gathering.shown_title(community_id=request.community.pk, post_id=post_id, viewer_id=viewer_of(request))
    if title is None:
        raise Http404
    return _served(request, title)


def _served(request: CommunityRequest, title: str) -> HttpResponse:
    community = request.community
    name = community.name_in(community.language)
    mark = sha256(f"{_VERSION}\n{community.slug}\n{name}\n{title}".encode()).hexdigest()[:32]
    path = f"cards/{community.pk}/{mark}.png"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(draw(slug=community.slug, title=title, community=name)))
    with default_storage.open(path) as file:
        return HttpResponse(file.read(), content_type="image/png", headers={**_HEADERS, "ETag": f'"{mark}"'})
