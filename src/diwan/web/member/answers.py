"""How a page answers once its one deed is done or refused: back where the reader was, in words, undoable."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from diwan.gathering.errors import NotFound
from diwan.kernel.errors import DiwanError
from diwan.web.scope import CommunityRequest

View = Callable[..., HttpResponse]
UNDO = "undo"


def refusals(view: View) -> View:
    """Decorate a view that only posts: what is not there answers 404, what is refused is said where the reader was."""

    @wraps(view)
    def answered(request: CommunityRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error
        except DiwanError as error:
            if request.headers.get("HX-Request"):
                return HttpResponse(str(error.sentence), status=422, content_type="text/plain; charset=utf-8")
            messages.error(request, str(error.sentence))
            return back(request)

    return answered


def back(request: CommunityRequest, anchor: str = "") -> HttpResponse:
    """To the page of ours the reader came from, at `anchor`; to the feed when it is not known."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(came_from)
    is_path = parts.path.startswith("/") and not parts.path.startswith(("//", "/\\"))
    target = parts._replace(scheme="", netloc="", fragment="").geturl() if is_ours and is_path else None
    return redirect((target or reverse("feed", kwargs={"slug": request.community.slug})) + (anchor and f"#{anchor}"))


def offer_undo(request: HttpRequest, words: str, url: str) -> None:
    """The next page shows these words once, with a button that takes the deed back."""
    request.session[UNDO] = {"words": words, "url": url}


def take_undo(request: HttpRequest) -> dict[str, str] | None:
    """What there is to undo, told once."""
    if UNDO not in request.session:
        return None
    undo: dict[str, str] = request.session.pop(UNDO)
    return undo
