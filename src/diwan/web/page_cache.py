"""Whole pages kept for visitors: what nobody in particular reads is worked out once for everybody.

Kept are answers to a GET below /c/ that carries no session, no message and no htmx, of public communities alone; a
page is thrown away by the community's freshness being part of its key. The token against forged forms belongs to one
browser, so a page is kept with an empty place where it stands, and filled as it leaves.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from markupsafe import Markup

from diwan.gathering import public as gathering
from diwan.web.middleware import chosen_of, language_of

_PLACE = "token-" + hmac.new(settings.SECRET_KEY.encode(), b"diwan.page_cache", sha256).hexdigest()
_INPUT = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')
_SAFE = ("GET", "HEAD", "OPTIONS")
_WRITES = ("INSERT", "UPDATE", "DELETE")
# Deeds after which visitors' pages say nothing new that could not wait for the pages to grow old.
_QUIET = {"reads", "notices_reading", "sponsor_view"}
_LONGEST_BODY, _LONGEST_QUERY = 600_000, 300


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is kept: its headers, and its body with the token's places empty."""

    body: bytes
    headers: dict[str, str]
    mark: str
    has_token: bool


class PageCacheMiddleware:
    """Stands inside the CSRF middleware, which sets the cookie, and outside everything that would ask who reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/c/"):
            return self.get_response(request)
        if request.method not in _SAFE:
            return self._deed(request)
        key = _key(request) if _is_anybodys(request) else None
        if key is None:
            return _for_one_reader(self.get_response(request))
        kept = caches["pages"].get(key)
        if kept is not None:
            return _answer(request, kept)
        request.is_anybodys = True  # type: ignore[attr-defined]  # read by shared_token below
        response = self.get_response(request)
        if response.streaming:
            return response
        kept = _keep(response)
        if _is_for_everybody(request, response):
            caches["pages"].set(key, kept, settings.PAGE_CACHE_SECONDS)
            return _answer(request, kept)
        response.content = _filled(request, kept)
        return response

    def _deed(self, request: HttpRequest) -> HttpResponse:
        """Whatever was written, the community's public pages may have changed."""
        wrote = _Writes()
        with connection.execute_wrapper(wrote):
            response = self.get_response(request)
        community = getattr(request, "community", None)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if wrote.any and community is not None and name not in _QUIET:
            gathering.touch(community.pk)
        return response


class _Writes:
    """Notes whether a statement changed the database."""

    any = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.any and sql.lstrip().startswith(_WRITES) and "django_session" not in sql:
            self.any = True
        return execute(sql, params, many, context)


def shared_token(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the token against forged forms, drawn once a page; on a page that is kept, its empty place."""
    token = _PLACE if getattr(request, "is_anybodys", False) else SimpleLazyObject(lambda: get_token(request))
    return {"csrf_token": token, "csrf_input": SimpleLazyObject(lambda: _INPUT.format(token))}


def _is_anybodys(request: HttpRequest) -> bool:
    """Whether nothing in the request says who asks."""
    return (
        request.method == "GET"
        and settings.PAGE_CACHE_SECONDS > 0
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and "HTTP_HX_REQUEST" not in request.META
        and len(request.META.get("QUERY_STRING", "")) <= _LONGEST_QUERY
    )


def _key(request: HttpRequest) -> str | None:
    """What the page depends on; None where no public community stands."""
    slug = request.path_info.split("/", 3)[2]
    state = gathering.freshness(slug=slug)
    if state is None:
        return None
    reader = [language_of(request, None), *(chosen_of(request, None, name) for name in ("digits", "theme", "calendar"))]
    parts = [*map(str, state), str(request.scheme), request.get_host(), *reader, request.get_full_path()]
    return sha256("\n".join(parts).encode()).hexdigest()


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer may be given to the next visitor: whole, plain, and nothing personal came with it."""
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and not (session is not None and (session.modified or session.session_key))
        and not any(word in response.headers.get("Cache-Control", "") for word in ("private", "no-store"))
        and len(response.content) <= _LONGEST_BODY
    )


def _keep(response: HttpResponse) -> Kept:
    body = response.content
    return Kept(body, dict(response.headers), sha256(body).hexdigest()[:24], _PLACE.encode() in body)


def _filled(request: HttpRequest, kept: Kept) -> bytes:
    return kept.body.replace(_PLACE.encode(), get_token(request).encode()) if kept.has_token else kept.body


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page for this browser, or 304 when it has this very page already, with its own token in it."""
    body = _filled(request, kept)
    secret = sha256(request.META["CSRF_COOKIE"].encode()).hexdigest()[:12] if kept.has_token else ""
    mark = f'W/"{kept.mark}{secret}"'
    is_known = mark in request.headers.get("If-None-Match", "")
    response = HttpResponse(b"" if is_known else body, status=304 if is_known else 200, headers=kept.headers)
    if is_known:
        del response.headers["Content-Type"]
    response.headers["ETag"] = mark
    if kept.has_token:
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _for_one_reader(response: HttpResponse) -> HttpResponse:
    """A page written for somebody stays in that somebody's browser."""
    if "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True)
    return response
