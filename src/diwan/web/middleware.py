"""The reader's preferences, settled once per request: language, digits, calendar and appearance.

A signed-in person's profile comes first, then a cookie set by the toggles, then what the browser says.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from diwan.kernel.text.reader import reading
from diwan.people.public import Person
from diwan.web.jinja import reader_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class PreferencesMiddleware:
    """Sets request.LANGUAGE_CODE, .digits ('latn' or 'arab'), .hijri (bool) and .theme ('', 'light' or 'dark')."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if request.user.is_authenticated else None
        language = language_of(request, person)
        request.digits = chosen_of(request, person, "digits") or "latn"  # type: ignore[attr-defined]  # set for templates
        request.theme = chosen_of(request, person, "theme")  # type: ignore[attr-defined]  # set for templates
        request.hijri = chosen_of(request, person, "calendar") == "hijri"  # type: ignore[attr-defined]  # set for templates
        request.LANGUAGE_CODE = language
        zone = ZoneInfo(person.timezone if person else "Asia/Riyadh")
        with translation.override(language), timezone.override(zone), reading(reader_of(request)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "Cookie, Accept-Language"]))
        return response


def language_of(request: HttpRequest, person: Person | None) -> str:
    """An address may ask (?lang=en); then the cookie or profile; then the browser; Arabic when nobody says."""
    for asked in (request.GET.get("lang"), request.COOKIES.get("diwan_language"), person and person.language):
        if asked in LANGUAGES:
            return str(asked)
    return translation.get_language_from_request(request) if request.headers.get("Accept-Language") else "ar"


def chosen_of(request: HttpRequest, person: Person | None, name: str) -> str:
    """The cookie's choice, then the profile's; '' when nobody chose."""
    cookie = request.COOKIES.get(f"diwan_{name}")
    allowed = {"digits": {"latn", "arab"}, "theme": {"light", "dark"}, "calendar": {"gregorian", "hijri"}}[name]
    if cookie in allowed:
        return cookie
    return str(getattr(person, name)) if person else ""
