"""When something goes wrong: what happened, what is safe, what to do. These pages need no database and no session."""

from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader

PAGES = {
    HTTPStatus.BAD_REQUEST: "errors/400.html",
    HTTPStatus.FORBIDDEN: "errors/403.html",
    HTTPStatus.NOT_FOUND: "errors/404.html",
    HTTPStatus.TOO_MANY_REQUESTS: "errors/429.html",
    HTTPStatus.INTERNAL_SERVER_ERROR: "errors/500.html",
}


def error_page(request: HttpRequest, status: HTTPStatus, **facts: Any) -> HttpResponse:
    """One of the five error pages, rendered without context processors so that nothing else can fail."""
    template = loader.get_template(PAGES[status], using="pages").template  # type: ignore[attr-defined]  # Jinja2's own
    return HttpResponse(template.render({"request": request, **facts}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood."""
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this is for others."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, *, again_at: datetime | None = None
) -> HttpResponse:
    """429: too fast; allauth and the limits call this too. `again_at`: when another try will be welcome."""
    response = error_page(request, HTTPStatus.TOO_MANY_REQUESTS, again_at=again_at)
    if again_at is not None:
        response["Retry-After"] = format_datetime(again_at.astimezone(UTC), usegmt=True)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that waited too long or came from elsewhere (settings.CSRF_FAILURE_VIEW)."""
    return error_page(request, HTTPStatus.FORBIDDEN)
