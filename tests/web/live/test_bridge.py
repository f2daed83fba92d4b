"""The bridge from the one port to sync Django, at its edges: headers, cookies, bodies, files, errors, leaving."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import include, path

from diwan.web import bridge_request
from diwan.web.bridge import CHUNK, Bridge

GONE = {"type": "http.disconnect"}


def seen(request: Any) -> HttpResponse:
    """Everything a forger would like to set, as Django sees it."""
    names = ("HTTP_X_FORWARDED_PROTO", "HTTP_COOKIE", "HTTP_ACCEPT", "HTTP_PROXY", "CONTENT_LENGTH", "REMOTE_ADDR")
    said = "|".join(str(request.META.get(name, "-")) for name in names)
    return HttpResponse(f"{request.method} {request.path} {request.GET.urlencode()} {said}")


def upload(request: Any) -> HttpResponse:
    sent = request.FILES["file"]
    return HttpResponse(f"{sent.name} {sent.size} {request.POST['words']}")


def failing(request: Any) -> HttpResponse:
    raise RuntimeError("as it happens")


def halfway(request: Any) -> StreamingHttpResponse:
    def lines() -> Iterator[bytes]:
        yield b"one"
        raise RuntimeError("in the middle of a stream")

    return StreamingHttpResponse(lines())


def generated(request: Any) -> StreamingHttpResponse:
    names: set[str] = set()

    def lines() -> Iterator[bytes]:
        for _ in range(40):
            names.add(threading.current_thread().name)
            yield b"x" * 50_000
        yield f"threads {len(names)}".encode()

    return StreamingHttpResponse(lines(), content_type="text/plain")


def file(request: Any) -> FileResponse:
    return FileResponse(Path(request.GET["path"]).open("rb"), filename="whole.bin")


def empty(request: Any) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [path(f"{view.__name__}/", view) for view in (seen, upload, failing, halfway, generated, file, empty)]
urlpatterns += [  # the error page names them
    path("", include("diwan.web.visitor.urls_pwa")),
    path("", include("diwan.web.visitor.urls_privacy")),
]
handler500 = "diwan.web.views.errors.server_error"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Ask the bridge, as an ASGI server would: status, headers, body."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], DEBUG=False):
        bridge = Bridge(WSGIHandler(), threads=2, most_bytes=3_000_000)
        yield lambda *arguments, **named: asyncio.run(exchange(bridge, *arguments, **named))


async def exchange(
    bridge: Bridge,
    address: str,
    *,
    method: str = "GET",
    headers: tuple[tuple[bytes, bytes], ...] = (),
    messages: tuple[dict[str, Any], ...] = (),
) -> tuple[int, dict[str, str], bytes]:
    waiting, sent = list(messages), []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else GONE

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    route, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": route,
        "raw_path": route.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"testserver"), *headers],
        "scheme": "http",
        "http_version": "1.1",
        "client": ("192.0.2.7", 4711),
        "server": ("127.0.0.1", 8000),
    }
    await bridge(scope, receive, send)
    if not sent:
        return 0, {}, b""
    named = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    assert sent[-1].get("more_body") is False
    return sent[0]["status"], named, b"".join(message["body"] for message in sent[1:])


def posted(*pieces: bytes, kind: bytes = b"text/plain") -> dict[str, Any]:
    length = str(sum(map(len, pieces))).encode()
    told = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    told[-1]["more_body"] = False
    return {"method": "POST", "headers": ((b"content-type", kind), (b"content-length", length)), "messages": told}


class TestHeaders:
    def test_a_name_with_an_underscore_is_dropped_because_it_could_pass_for_a_proxys(self, ask: Any) -> None:
        forged = ((b"x_forwarded_proto", b"https"), (b"X_Forwarded-Proto", b"https"))
        assert b"|-|" in b"|" + ask("/seen/", headers=forged)[2].split()[-1]
        assert b"https" not in ask("/seen/", headers=forged)[2]
        assert b"https" in ask("/seen/", headers=((b"x-forwarded-proto", b"https"),))[2]

    def test_the_proxy_header_reaches_no_library(self, ask: Any) -> None:
        assert b"evil" not in ask("/seen/", headers=((b"proxy", b"evil:80"),))[2]

    def test_cookies_sent_apart_are_joined_as_one_cookie_header(self, ask: Any) -> None:
        cookies = ((b"cookie", b"a=1"), (b"cookie", b"b=2"))
        assert b"|a=1; b=2|" in ask("/seen/", headers=cookies)[2]

    def test_other_repetitions_are_joined_by_a_comma(self, ask: Any) -> None:
        accepts = ((b"accept", b"text/html"), (b"accept", b"text/plain"))
        assert b"|text/html,text/plain|" in ask("/seen/", headers=accepts)[2]

    def test_path_and_query_arrive_as_they_were_sent(self, ask: Any) -> None:
        body = ask("/seen/?q=%D8%A8%D9%8A%D8%AA&n=1")[2].decode()
        assert body.startswith("GET /seen/ q=%D8%A8%D9%8A%D8%AA&n=1 ")
        assert body.endswith("|192.0.2.7")

    def test_a_path_that_is_no_utf8_is_a_404_and_no_crash(self, ask: Any) -> None:
        assert ask("/%ff%fe/")[0] == 404


class TestBodies:
    def test_an_upload_larger_than_memory_arrives_whole_from_disk(
        self, ask: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rolled: list[bool] = []
        real = bridge_request.tempfile.SpooledTemporaryFile

        class Watched(real):  # type: ignore[misc, valid-type]  # the class is found at run time
            def rollover(self) -> None:
                rolled.append(True)
                super().rollover()

        monkeypatch.setattr(bridge_request.tempfile, "SpooledTemporaryFile", Watched)
        lines = (
            b'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\nhello\r\n'
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="x.bin"\r\n\r\n'
        )
        pieces = (lines, *[b"z" * 100_000] * 25, b"\r\n--b--\r\n")
        status, _headers, body = ask("/upload/", **posted(*pieces, kind=b"multipart/form-data; boundary=b"))
        assert (status, body) == (200, b"x.bin 2500000 hello")
        assert rolled, "two and a half megabytes do not stay in memory"

    def test_a_body_without_a_length_is_counted(self, ask: Any) -> None:
        chunked = {**posted(b"abc", b"de"), "headers": ((b"transfer-encoding", b"chunked"),)}
        assert b"|5|" in ask("/seen/", **chunked)[2]

    @pytest.mark.parametrize("declared", [b"99000000", b"10"])
    def test_too_much_is_refused_whatever_was_declared(self, ask: Any, declared: bytes) -> None:
        lying = {**posted(*[b"z" * 1_000_000] * 4), "headers": ((b"content-length", declared),)}
        assert ask("/seen/", **lying)[0] == 413

    def test_whoever_leaves_in_the_middle_of_a_body_never_held_a_thread(self, ask: Any) -> None:
        left = {"method": "POST", "headers": ((b"content-length", b"5"),)}
        before = threading.active_count()
        half = {"type": "http.request", "body": b"ab", "more_body": True}
        for _ in range(5):
            assert ask("/seen/", messages=(half, GONE), **left) == (0, {}, b"")
        assert threading.active_count() <= before
        assert ask("/seen/")[0] == 200


class TestAnswers:
    def test_head_is_get_without_its_body(self, ask: Any) -> None:
        status, headers, body = ask("/empty/", method="HEAD")
        assert (status, body) == (204, b"")
        status, headers, body = ask("/generated/", method="HEAD")
        assert (status, body) == (200, b"")
        assert headers["content-type"] == "text/plain"

    def test_a_large_file_is_sent_in_pieces_and_closed(self, ask: Any, tmp_path: Path) -> None:
        content = bytes(range(256)) * 2000
        (tmp_path / "big").write_bytes(content)
        status, headers, body = ask(f"/file/?path={tmp_path / 'big'}")
        assert (status, headers["content-length"], body) == (200, str(len(content)), content)

    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1])
    def test_a_file_of_any_size_is_whole(self, ask: Any, tmp_path: Path, size: int) -> None:
        (tmp_path / "one").write_bytes(b"q" * size)
        assert ask(f"/file/?path={tmp_path / 'one'}")[2] == b"q" * size

    def test_what_code_generates_is_run_by_one_thread_to_its_end(self, ask: Any) -> None:
        body = ask("/generated/")[2]
        assert len(body) == 40 * 50_000 + len(b"threads 1")
        assert body.endswith(b"threads 1")

    def test_an_exception_is_the_sites_own_error_page(self, ask: Any, caplog: Any) -> None:
        status, headers, _body = ask("/failing/")
        assert (status, headers["content-type"]) == (500, "text/html; charset=utf-8")

    def test_a_stream_that_breaks_is_an_error_and_not_half_an_answer(self, ask: Any, caplog: Any) -> None:
        status, _headers, body = ask("/halfway/")
        assert (status, body) == (500, b"Something went wrong on our side.\n")
        assert "in the middle of a stream" in caplog.text

    def test_a_websocket_is_not_spoken(self) -> None:
        with pytest.raises(ValueError, match="websocket"):
            asyncio.run(Bridge(WSGIHandler(), threads=1, most_bytes=1)({"type": "websocket"}, None, None))  # type: ignore[arg-type]  # it is refused before


def test_more_readers_than_threads_wait_in_line_and_all_are_answered() -> None:
    """Two threads, twenty requests that each take a while: never more than two at once."""
    at_once, most = 0, 0
    lock = threading.Lock()

    def pages(environ: Any, start: Any) -> HttpResponse:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        threading.Event().wait(0.01)
        with lock:
            at_once -= 1
        start("200 OK", [])
        return HttpResponse(b"done")

    async def all_of_them() -> list[Any]:
        bridge = Bridge(pages, threads=2, most_bytes=1)  # type: ignore[arg-type]  # it is refused before  # a WSGI callable is enough here
        return await asyncio.gather(*[exchange(bridge, "/") for _ in range(20)])

    assert [body for _status, _headers, body in asyncio.run(all_of_them())] == [b"done"] * 20
    assert most == 2
