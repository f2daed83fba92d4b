"""A picture sent while its words are still being written."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.errors import DiwanError
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("write")
@require_POST
def pictures(request: CommunityRequest) -> HttpResponse:
    """Keep one picture and say its addresses; a refused one is answered with the sentence that says why."""
    sent = request.FILES.get("picture")
    if sent is None:
        return JsonResponse({"refused": _("Choose a picture first.")}, status=422)
    try:
        kept = gathering.attach_image(
            community_id=request.community.pk,
            membership_id=member_of(request).pk,
            content=sent.read(),
            at=clock.now(),
        )
    except DiwanError as error:
        return JsonResponse({"refused": str(error.sentence)}, status=422)
    return JsonResponse({"url": kept.url(), "small": kept.url(640)})
