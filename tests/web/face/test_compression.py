"""Which pages leave compressed, and for whom the length of a page would tell too much."""

import gzip
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from diwan.web.compression import CompressionMiddleware

PAGE = "<p>السلام عليكم</p>" * 400


def answered(response: HttpResponseBase, *, signed_in: bool = False, **headers: str) -> Any:
    request: HttpRequest = RequestFactory().get("/", headers={"accept-encoding": "gzip, br", **headers})
    if signed_in:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "somebody"
    return CompressionMiddleware(lambda _request: response)(request)


def is_compressed(response: Any) -> bool:
    return bool(response.get("Content-Encoding") == "gzip")


def test_a_visitors_page_is_a_tenth_and_says_the_same() -> None:
    response = answered(HttpResponse(PAGE))
    assert is_compressed(response)
    assert len(response.content) * 10 < len(PAGE.encode())
    assert gzip.decompress(response.content).decode() == PAGE
    assert "Accept-Encoding" in response["Vary"]


def test_two_answers_with_the_same_words_are_not_of_the_same_length() -> None:
    assert len({len(answered(HttpResponse(PAGE)).content) for _ in range(40)}) > 1


@pytest.mark.parametrize("began", ["same-origin", "none"])
def test_a_members_page_asked_for_from_here_is_compressed(began: str) -> None:
    assert is_compressed(answered(HttpResponse(PAGE), signed_in=True, **{"sec-fetch-site": began}))


@pytest.mark.parametrize("told", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {}])
def test_a_members_page_that_another_site_asked_for_tells_nothing_by_its_length(told: dict[str, str]) -> None:
    response = answered(HttpResponse(PAGE), signed_in=True, **told)
    assert not is_compressed(response)
    assert response.content.decode() == PAGE


def test_streams_and_pictures_stay_as_they_are() -> None:
    assert not is_compressed(answered(StreamingHttpResponse([b"data: 1\n\n" * 100], content_type="text/event-stream")))
    assert not is_compressed(answered(HttpResponse(b"\0" * 900, content_type="image/png")))
