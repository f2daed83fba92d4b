"""The mailbox of an installation that writes its mail to files. Everywhere else there is no such page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diwan.web import mailbox as box

View = Callable[..., HttpResponseBase]
# A letter is shown as mail programs show it: its own inline styles, nothing fetched, nothing run, a place of its own.
_BARE = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'none'"],
    "font-src": ["'none'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


def where_open(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not box.is_open():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_safe
@where_open
def mailbox(request: HttpRequest) -> HttpResponse:
    """Letters the reader may see, newest first."""
    to = request.GET.get("to", "")
    letters = box.list_letters(own_address=_own(request), to=to)
    return render(request, "pages/reach/mailbox.html", {"letters": letters, "to": to})


@never_cache
@require_safe
@where_open
def letter(request: HttpRequest, filed: str) -> HttpResponse:
    """One letter: its headers and its text; the HTML part has an address of its own."""
    return render(request, "pages/reach/mailbox_letter.html", {"letter": _find(request, filed)})


@never_cache
@require_safe
@where_open
@csp_replace(_BARE)  # type: ignore[arg-type]  # typed for views whose address names nothing
def looks(request: HttpRequest, filed: str) -> HttpResponse:
    """The HTML part as it is, where it can do nothing."""
    return HttpResponse(_find(request, filed).html)


def _own(request: HttpRequest) -> str:
    return str(request.user.email or "") if request.user.is_authenticated else ""


def _find(request: HttpRequest, name: str) -> box.FiledLetter:
    found = box.find_letter(name=name, own_address=_own(request))
    if found is None:
        raise Http404
    return found
