"""A public garden with an open and a closed space, the pages of visitors kept as an installation keeps them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from diwan.gathering import public as gathering
from tests.web.gathering.conftest import Garden, garden  # noqa: F401 - the fixture


@pytest.fixture
def closed(garden: Garden) -> gathering.Space:  # noqa: F811 - asked for by its name
    return gathering.create_space(
        community_id=garden.community.pk,
        slug="inner",
        name_ar="الداخل",
        name_en="Inside",
        is_public=False,
        at=garden.at,
    )


@pytest.fixture
def kept(settings: Any) -> Iterator[None]:
    """Visitors' pages are kept."""
    settings.PAGE_CACHE_SECONDS = 300
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[Callable[[], Any]], Any]:
    """Do a deed as if its transaction were committed."""

    def done(deed: Callable[[], Any]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return deed()

    return done


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})
