"""Polls under posts: voting, closing, and who voted for what."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.answers import back, refusals
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
@require_safe
def poll(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The counts alone, drawn anew when somebody else has voted."""
    return _drawn(request, post_id, part="counts")


@in_community("write")
@require_POST
@refusals
def votes(request: CommunityRequest, post_id: int) -> HttpResponse:
    """Vote, vote anew, or (nothing chosen) take the voice back."""
    gathering.cast_vote(
        post_id=post_id, membership_id=member_of(request).pk, option_ids=_chosen(request), at=clock.now()
    )
    return _answered(request, post_id)


@in_community("write")
@require_POST
@refusals
def closing(request: CommunityRequest, post_id: int) -> HttpResponse:
    gathering.close_poll(post_id=post_id, by_id=member_of(request).pk, at=clock.now())
    return _answered(request, post_id)


@in_community()
@require_safe
def voices(request: CommunityRequest, post_id: int) -> HttpResponse:
    """Who voted for what, where the poll said so before anybody voted."""
    scope = {"community_id": request.community.pk, "post_id": post_id, "viewer_id": member_of(request).pk}
    try:
        rows = gathering.list_voices(**scope, at=clock.now())
        found = gathering.get_poll(**scope, at=clock.now())
    except NotFound as error:
        raise Http404 from error
    return render(request, "pages/writing/voices.html", {"voices": rows, "poll": found, "post_id": post_id})


def _chosen(request: CommunityRequest) -> list[int]:
    """The answers that were ticked; none where the button that takes the voice back was pressed."""
    said = request.POST.getlist("answer")
    is_given_back = "" in said
    return [] if is_given_back else [int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 19]


def _answered(request: CommunityRequest, post_id: int) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return _drawn(request, post_id, part="card")
    return back(request, f"poll-{post_id}")


def _drawn(request: CommunityRequest, post_id: int, *, part: str) -> HttpResponse:
    scope = {"community_id": request.community.pk, "post_id": post_id, "viewer_id": member_of(request).pk}
    try:
        found = gathering.get_poll(**scope, at=clock.now())
    except NotFound as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return render(request, f"pages/writing/poll_{part}.html", {"poll": found})
