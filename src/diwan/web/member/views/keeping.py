"""What is being written is kept while it is written."""

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel.errors import DiwanError
from diwan.web.member.views.writing import keep, post_form
from diwan.web.scope import CommunityRequest, in_community


@in_community("write")
@require_POST
def draft_keeping(request: CommunityRequest) -> HttpResponse:
    """Keep the words as a draft and say which. `beside`: another device changed it, so these became a second one."""
    form = post_form(request, request.POST, is_draft=True)
    if not form.is_valid():
        return JsonResponse({"refused": str(next(iter(form.errors.values()))[0])}, status=422)
    asked = form.cleaned_data["draft"]
    try:
        draft = keep(request, form.cleaned_data)
    except NotFound:
        draft = keep(request, {**form.cleaned_data, "draft": None})
    except DiwanError as error:
        return JsonResponse({"refused": str(error.sentence)}, status=422)
    told = {"draft": draft.pk, "seen": gathering.draft_mark(draft)}
    if asked and asked != draft.pk:
        told["beside"] = f"{reverse('new_post', args=[request.community.slug])}?{urlencode({'draft': asked})}"
    return JsonResponse(told)
