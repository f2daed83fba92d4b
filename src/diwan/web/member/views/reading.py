"""Coming back to what was read: reads that count, and saved posts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.web.member.answers import back, refusals
from diwan.web.member.cards import cards
from diwan.web.member.opened import seconds_since
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("write")
@require_POST
@refusals
def reads(request: CommunityRequest, post_id: int) -> HttpResponse:
    """How long the page was in sight and how far it was scrolled; never longer than it has been open."""
    at = clock.now()
    gathering.record_read(
        post_id=post_id,
        membership_id=member_of(request).pk,
        active_seconds=min(
            _whole(request, "seconds"), seconds_since(request, post_id, request.POST.get("opened", ""), at=at)
        ),
        scrolled_bp=min(_whole(request, "scrolled"), 10_000),
        at=at,
        read_up_to=_whole(request, "up_to") if "up_to" in request.POST else None,
    )
    return HttpResponse(status=204)


@in_community("write")
@require_POST
@refusals
def bookmark(request: CommunityRequest, post_id: int) -> HttpResponse:
    gathering.save_post(post_id=post_id, membership_id=member_of(request).pk, at=clock.now())
    return back(request)


@in_community("write")
@require_POST
@refusals
def bookmark_withdrawal(request: CommunityRequest, post_id: int) -> HttpResponse:
    gathering.unsave_post(post_id=post_id, membership_id=member_of(request).pk, at=clock.now())
    return back(request)


@in_community()
def saved(request: CommunityRequest) -> HttpResponse:
    """What the reader saved, latest first; those of them that hold the words that were asked for."""
    text = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    items = gathering.list_saved(community_id=request.community.pk, viewer_id=member_of(request), text=text)
    return render(request, "pages/gathering/saved.html", {"cards": cards(request, items), "text": text})


def _whole(request: CommunityRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
