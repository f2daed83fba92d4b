"""Evidence in words, and the answer an asker accepts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.web.member.answers import back, refusals
from diwan.web.member.evidence_marks import marks, marks_id
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("write")
@require_POST
@refusals
def evidence(request: CommunityRequest, object_ref: str) -> HttpResponse:
    """Say what a text did for one: it helped, it worked, it did not."""
    kind = request.POST.get("kind", "")
    gathering.react(target=object_ref, membership_id=member_of(request).pk, kind=kind, at=clock.now())
    return _shown_again(request, object_ref)


@in_community("write")
@require_POST
@refusals
def evidence_withdrawal(request: CommunityRequest, object_ref: str) -> HttpResponse:
    """Take it back."""
    kind = request.POST.get("kind", "")
    gathering.withdraw_reaction(target=object_ref, membership_id=member_of(request).pk, kind=kind, at=clock.now())
    return _shown_again(request, object_ref)


@in_community("write")
@require_POST
@refusals
def acceptance(request: CommunityRequest, post_id: int) -> HttpResponse:
    """The asker says which answer solved it."""
    answer = request.POST.get("comment", "")
    if not (answer.isascii() and answer.isdigit() and len(answer) <= 18):
        raise Http404
    gathering.accept_answer(post_id=post_id, comment_id=int(answer), by_id=member_of(request).pk, at=clock.now())
    return back(request, "accepted")


@in_community("write")
@require_POST
@refusals
def acceptance_withdrawal(request: CommunityRequest, post_id: int) -> HttpResponse:
    gathering.withdraw_acceptance(post_id=post_id, by_id=member_of(request).pk, at=clock.now())
    return back(request)


def _shown_again(request: CommunityRequest, ref: str) -> HttpResponse:
    """The buttons alone for htmx; otherwise the page the reader came from, at the text."""
    if not request.headers.get("HX-Request"):
        return back(request, ref.replace(":", "-"))
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    found = gathering.get_evidence(object_ref=ref, **scope)
    shown = marks(slug=request.community.slug, ref=ref, of=request.GET.get("of", ""), evidence=found)
    return render(request, "pages/gathering/marks.html", {"marks": shown, "id": marks_id(ref)})
