"""The face by itself: the style page, the choices, and a page that fails on purpose."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from diwan.web.views import errors, preferences, style


def broken(request: HttpRequest) -> HttpResponse:
    """A page whose view fails."""
    raise RuntimeError("on purpose")


urlpatterns = [
    path("style/", style.style_page, name="style"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("broken/", broken),
    path("accounts/", include("allauth.urls")),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
