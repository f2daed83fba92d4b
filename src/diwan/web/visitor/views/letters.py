"""What a letter asks of the site with nobody signed in: to stop, and (from those who agreed) that it was opened."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.openings import POINT, opened_copy
from diwan.web.unsubscribing import DIGEST, read_stop, stop


@csrf_exempt  # a mail provider posts here without cookies (RFC 8058); the signed word in the address is the right to it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stopping(request: HttpRequest, token: str) -> HttpResponse:
    """Looking shows one button, because mail programs look by themselves; only pressing it stops the letters."""
    word = read_stop(token)
    member = people.find_membership(membership_id=word.membership_id) if word else None
    if word is None or member is None:
        raise Http404
    if request.method == "POST":
        stop(word)
    facts = {
        "what": _("The digest") if word.what == DIGEST else people.Group(word.what).label,
        "community": member.community,
        "is_stopped": request.method == "POST",
    }
    return render(request, "pages/reach/stopping.html", facts)


@never_cache
@require_safe
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """The picture of one point. It is the one address where looking is noted: that is its purpose, and by consent."""
    copy_id = opened_copy(token)
    if copy_id is None:
        raise Http404
    people.note_opening(copy_id=copy_id, at=clock.now())
    return HttpResponse(POINT, content_type="image/gif")
