"""The reader's own choices: theme, digits, calendar and language, kept in cookies that outlast the visit."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 60 * 60 * 24 * 365
CHOICES = {
    "theme": {"light", "dark"},
    "digits": {"latn", "arab"},
    "calendar": {"gregorian", "hijri"},
    "language": {code for code, _name in settings.LANGUAGES},
}


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep whichever choices were posted, ignore what is not a choice, and return to the page they came from."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    for name, allowed in CHOICES.items():
        value = request.POST.get(name)
        if value in allowed:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(f"diwan_{name}", value, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    return response
