"""The parts of a page that an event brings up to date, each worded and authorised for the reader who asks."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.gathering import public as gathering
from diwan.gathering.errors import NotFound
from diwan.people import public as people
from diwan.web.member.asides import earned_by
from diwan.web.member.evidence_marks import marks, marks_id
from diwan.web.member.forms.gathering import CommentForm
from diwan.web.scope import CommunityRequest, in_community, member_of

MOST_AT_ONCE = 50


@in_community()
@require_safe
def notice_counts(request: CommunityRequest) -> HttpResponse:
    """How many notices are unread, where the frame shows it."""
    count = people.unread_notice_count(membership_id=member_of(request).pk)
    return render(request, "pages/live/notices.html", {"count": count})


@in_community()
@require_safe
def thread_marks(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The evidence of the texts in ?of=post:12,comment:7."""
    refs = _asked(request)
    ids = [int(ref.removeprefix("comment:")) for ref in refs if ref.startswith("comment:") and _is_id(ref[8:])]
    found = _thread(request, post_id, ids)
    facts = {"thread": found, "post": found.post, "refs": refs, "marks": marks, "marks_id": marks_id}
    return render(request, "pages/live/marks.html", facts)


@in_community()
@require_safe
def thread_replies(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The comments in ?of=7,9 where the page would show them, and in words how many of them are there."""
    asked = {int(number) for number in _asked(request) if _is_id(number)}
    found = _thread(request, post_id, asked)
    top = (*filter(None, [found.accepted]), *found.comments)
    count = len(asked.intersection(view.id for one in top for view in (one, *one.replies) if not view.is_removed))
    facts = {"thread": found, "post": found.post, "count": count, "form": CommentForm()}
    facts |= {"earned": earned_by(request.community.pk, found), "marks": marks, "marks_id": marks_id}
    return render(request, "pages/live/replies.html", facts) if count else HttpResponse(status=204)


def _thread(request: CommunityRequest, post_id: int, only: Any) -> gathering.ThreadView:
    scope = {"community_id": request.community.pk, "post_id": post_id, "viewer_id": member_of(request).pk}
    try:
        return gathering.get_thread(only=only, **scope)
    except NotFound as error:
        raise Http404 from error


def _asked(request: CommunityRequest) -> list[str]:
    asked = list(dict.fromkeys(request.GET.get("of", "").split(",")))
    if len(asked) > MOST_AT_ONCE:
        raise BadRequest("at most fifty at once")
    return asked


def _is_id(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= 18
