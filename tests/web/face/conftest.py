"""The face by itself: the style page, the choices, and pages that fail on purpose."""

from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from diwan.kernel.text.reader import Reader
from diwan.web.views import errors, preferences, style


def broken(request: HttpRequest) -> HttpResponse:
    """A page whose view fails."""
    raise RuntimeError("on purpose")


def refused(request: HttpRequest) -> HttpResponse:
    """A page for others."""
    raise PermissionDenied


def garbled(request: HttpRequest) -> HttpResponse:
    """A page that cannot understand what it was sent."""
    raise BadRequest


@pytest.fixture
def face_urls(settings: object, tmp_path: Path) -> None:
    """Only the face's own addresses, so that these tests stand without any room."""
    module = ModuleType("face_urls")
    module.urlpatterns = [  # type: ignore[attr-defined]  # a urlconf is a module with these names
        path("style/", style.style_page, name="style"),
        path("preferences/", preferences.preferences, name="preferences"),
        path("broken/", broken),
        path("refused/", refused),
        path("garbled/", garbled),
        path("hurried/", errors.too_many_requests),
        path("accounts/", include("allauth.urls")),
        path("", include("diwan.web.visitor.urls_pwa")),
        path("", include("diwan.web.visitor.urls_privacy")),
    ]
    module.handler400, module.handler403 = errors.bad_request, errors.forbidden  # type: ignore[attr-defined]  # as above
    module.handler404, module.handler500 = errors.not_found, errors.server_error  # type: ignore[attr-defined]  # as above
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]  # whitenoise wants to see a folder there
    settings.ROOT_URLCONF = module  # type: ignore[attr-defined]  # pytest-django's settings


@pytest.fixture
def arabic() -> Reader:
    return Reader("ar", "latn")


@pytest.fixture
def arabic_digits() -> Reader:
    return Reader("ar", "arab")


@pytest.fixture
def english() -> Reader:
    return Reader("en", "latn")
