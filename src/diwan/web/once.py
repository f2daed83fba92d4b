"""A form that arrives twice is done once: words kept without a network may have reached us the first time after all.

The page gives every sending a key (`once`, static/js/offline.js). Without script there is no key, and the form is
simply done.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from diwan.kernel import clock, idempotency
from diwan.web.scope import CommunityRequest, member_of

View = Callable[..., HttpResponse]
LONGEST_KEY = 64
_NOT_SAID = {"once", "csrfmiddlewaretoken"}


class _NotDone(Exception):
    """The view refused; what it answers is shown, and nothing is remembered."""

    def __init__(self, answer: HttpResponse) -> None:
        self.answer = answer


def once(view: View) -> View:
    """Decorate a view whose deed is done when it leads on (302). Raises KeyReused: other words under a known key."""

    @wraps(view)
    def guarded(request: CommunityRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("once", "")
        if request.method != "POST" or not key or len(key) > LONGEST_KEY or not key.isascii():
            return view(request, *args, **kwargs)

        fresh: list[HttpResponse] = []

        def run() -> str:
            answer = view(request, *args, **kwargs)
            if answer.status_code != 302:
                raise _NotDone(answer)
            fresh.append(answer)
            return str(answer.headers["Location"])

        said = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_SAID}
        try:
            place = idempotency.once(
                scope=request.community.pk, actor=f"membership:{member_of(request).pk}", endpoint=request.path, key=key,
                body=said, at=clock.now(), run=run,
            )  # fmt: skip
        except _NotDone as refused:
            return refused.answer
        return fresh[0] if fresh else redirect(place)

    return guarded
