from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.web.scope import CommunityRequest


@require_safe
def image(request: CommunityRequest, name: str, width: int) -> HttpResponse:
    """A picture, authorised anew at every download, like the words it belongs to. No shared cache may keep it."""
    try:
        content = gathering.open_image(name=name, width=width, person_id=request.user.pk)
    except NotFound as error:
        raise Http404 from error
    headers = {"Cache-Control": "private, max-age=3600", "Content-Disposition": "inline"}
    return HttpResponse(content, content_type="image/webp", headers=headers)
