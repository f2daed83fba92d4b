from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.web.scope import CommunityRequest, in_community


@in_community("read")
def place(request: CommunityRequest, object_ref: str) -> HttpResponse:
    """From a reference in the books ('post:7', 'comment:12') to the place in its thread."""
    try:
        post_id, comment_id = gathering.find_place(community_id=request.community.pk, object_ref=object_ref)
    except NotFound as error:
        raise Http404 from error
    address = reverse("thread", kwargs={"slug": request.community.slug, "post_id": post_id})
    return redirect(f"{address}#comment-{comment_id}" if comment_id else address)
