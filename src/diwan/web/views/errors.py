"""When something goes wrong: what happened, what is safe, what to do. These pages need no database and no session."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template import loader

PAGES = {
    HTTPStatus.BAD_REQUEST: "errors/400.html",
    HTTPStatus.FORBIDDEN: "errors/403.html",
    HTTPStatus.NOT_FOUND: "errors/404.html",
    HTTPStatus.TOO_MANY_REQUESTS: "errors/429.html",
    HTTPStatus.INTERNAL_SERVER_ERROR: "errors/500.html",
}


def error_page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """One of the five error pages, rendered without context processors so that nothing else can fail."""
    template = loader.get_template(PAGES[status], using="pages").template  # type: ignore[attr-defined]  # Jinja2's own
    return HttpResponse(template.render({"request": request}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood."""
    return error_page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this is for others."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too fast; allauth and the limits call this too."""
    return error_page(request, HTTPStatus.TOO_MANY_REQUESTS)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that waited too long or came from elsewhere (settings.CSRF_FAILURE_VIEW)."""
    return error_page(request, HTTPStatus.FORBIDDEN)
