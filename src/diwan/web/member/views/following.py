"""Following, muting, and how far one has read. Nothing here writes on a GET."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.kernel import clock
from diwan.web.member.answers import back, refusals
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community()
@require_safe
def following(request: CommunityRequest) -> HttpResponse:
    """Everything the reader follows or muted, to be changed in one place."""
    found = gathering.list_marks(community_id=request.community.pk, viewer_id=member_of(request))
    return render(request, "pages/attention/following.html", {"marked": found})


@in_community("write")
@require_POST
@refusals
def thread_following(request: CommunityRequest, post_id: int) -> HttpResponse:
    """Follow a thread, stop following it, or mute it."""
    level = request.POST.get("level", "")
    gathering.follow_thread(post_id=post_id, membership_id=member_of(request).pk, level=level)
    return back(request)


@in_community("write")
@require_POST
@refusals
def person_following(request: CommunityRequest, membership_id: int) -> HttpResponse:
    """Follow somebody, mute them, or neither. They are never told."""
    level = request.POST.get("level", "")
    gathering.follow_person(other_id=membership_id, membership_id=member_of(request).pk, level=level)
    return back(request)


@in_community()
@require_safe
def thread_new(request: CommunityRequest, post_id: int) -> HttpResponse:
    """To the first reply the reader has not seen, on whichever page of the thread it stands."""
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request)}
    try:
        gathering.find_place(community_id=request.community.pk, object_ref=f"post:{post_id}")
    except NotFound as error:
        raise Http404 from error
    found = gathering.thread_attention(post_id=post_id, **scope)
    place = reverse("thread", args=[request.community.slug, post_id])
    if found.first_new_id is None:
        return redirect(place)
    page = f"?page={found.first_new_page}" if found.first_new_page > 1 else ""
    return redirect(f"{place}{page}#comment-{found.first_new_id}")


@in_community("write")
@require_POST
@refusals
def thread_reading(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The reader says the thread is read, up to the comment the page showed last."""
    text = request.POST.get("up_to", "")
    up_to = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
    gathering.keep_position(post_id=post_id, membership_id=member_of(request).pk, up_to=up_to, at=clock.now())
    return back(request)


@in_community("write")
@require_POST
@refusals
def feed_reading(request: CommunityRequest) -> HttpResponse:
    """Everything is read."""
    gathering.read_everything(membership_id=member_of(request).pk, at=clock.now())
    return redirect(reverse("feed", args=[request.community.slug]) + "?order=new")
