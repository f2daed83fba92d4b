"""Sync Django behind an ASGI server, at the speed of WSGI.

Each page is answered by one of a fixed number of threads, as a WSGI server would; the event loop does what waits for
readers: bodies are received before a thread is taken and answers are sent after it is free, so a slow line holds up
nobody. A generated answer is gathered by the thread that has its database connection; a file is read as it is sent. An
answer that is a `LiveStream` goes on in the loop and holds no thread at all.
"""

import asyncio
import io
import logging
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpResponseBase

from diwan.web.bridge_request import (
    IN_MEMORY,
    Disconnected,
    Receive,
    Scope,
    TooLarge,
    environ_of,
    read_body,
)
from diwan.web.live import stream as streams

log = logging.getLogger(__name__)
Send = Callable[[dict[str, Any]], Awaitable[None]]
CHUNK = 65_536
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8")]


@dataclass(slots=True)
class Answer:
    """What a page thread leaves for the loop to send. `rest` follows `body` and is still to be read, then closed."""

    status: int
    headers: list[tuple[bytes, bytes]] = field(default_factory=lambda: list(_PLAIN))
    body: bytes = b""
    rest: Iterator[bytes] | None = None
    close: Callable[[], None] | None = None
    live: streams.LiveStream | None = None


class Bridge:
    """An ASGI application round Django's WSGI handler. `threads` pages are answered at once, the rest wait in line."""

    def __init__(
        self, pages: WSGIHandler, *, threads: int, most_bytes: int, begin: Callable[[], None] | None = None
    ) -> None:
        """`begin` is called once, in the loop, before the first request is answered."""
        self._pages, self._most_bytes, self._begin = pages, most_bytes, begin
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"Diwan speaks HTTP, not {scope['type']}")
        if self._begin is not None:
            begin, self._begin = self._begin, None
            begin()
        try:
            body = await read_body(scope, receive, most_bytes=self._most_bytes)
        except Disconnected:
            return
        except TooLarge:
            await _send_whole(send, Answer(413, body=b"The upload is too large.\n"), with_body=True)
            return
        answer = await self._in_thread(self._answer, scope, body)
        try:
            await self._reply(answer, scope, receive, send)
        finally:
            if answer.close is not None:
                await self._in_thread(answer.close)

    async def _reply(self, answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
        if answer.live is not None and scope["method"] == "GET":
            await self._go_on(answer, answer.live, scope, receive, send)
        elif answer.rest is None or scope["method"] == "HEAD":
            await _send_whole(send, answer, with_body=scope["method"] != "HEAD")
        else:
            await self._send_file(send, answer, answer.rest)

    def _answer(self, scope: Scope, body: IO[bytes] | None, **more: Any) -> Answer:
        """In a page thread: run Django. What Django itself cannot turn into a page becomes a bare 500."""
        head: list[Any] = []

        def begin(status: str, headers: list[tuple[str, str]], _info: Any = None, /) -> Any:
            head.extend((status, headers))

        size = 0 if body is None else body.seek(0, io.SEEK_END)
        with body or io.BytesIO() as stream:
            stream.seek(0)
            try:
                environ = {**environ_of(scope, stream, size), **more}
                response = self._pages(environ, begin)
                return _gathered(response, int(head[0][:3]), head[1])
            except Exception:
                log.exception("no page could be made of %s", scope["path"])
                return Answer(500, body=b"Something went wrong on our side.\n")

    async def _send_file(self, send: Send, answer: Answer, rest: Iterator[bytes]) -> None:
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        chunk = answer.body
        while chunk:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            chunk = await self._in_thread(_some, rest)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _go_on(
        self, answer: Answer, stream: streams.LiveStream, scope: Scope, receive: Receive, send: Send
    ) -> None:
        headers = [pair for pair in answer.headers if pair[0] != b"content-length"]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})

        async def tell(words: bytes) -> None:
            await send({"type": "http.response.body", "body": words, "more_body": True})

        def is_allowed() -> bool:
            again = self._answer(scope, None, **{streams.ASKED_AGAIN: True})
            return again.live is not None and again.live.topics == stream.topics

        await tell(answer.body)
        await streams.go_on(stream, send=tell, gone=_gone(receive), in_thread=self._in_thread, is_allowed=is_allowed)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _in_thread(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Awaitable[Any]:
        work = partial(function, *arguments, **named) if named else function
        return asyncio.get_running_loop().run_in_executor(self._pool, work, *(() if named else arguments))


def _gathered(response: HttpResponseBase, status: int, pairs: list[tuple[str, str]]) -> Answer:
    """The response as bytes. Only a file beyond the first chunk is left open, for the loop to send piece by piece."""
    answer = Answer(status, [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in pairs])
    if isinstance(response, FileResponse):
        response.block_size = CHUNK
        rest = iter(response)
        answer.body = _some(rest)
        if len(answer.body) >= CHUNK:
            answer.rest, answer.close = rest, response.close
            return answer
    elif response.streaming:
        return _spooled(response, answer)
    else:
        answer.body = b"".join(response)
    if isinstance(response, streams.LiveStream):
        answer.live = response
    response.close()
    return answer


def _spooled(response: HttpResponseBase, answer: Answer) -> Answer:
    """A stream made by code is run to its end here, where its database connection is, into a file if it is long."""
    whole = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        for chunk in response:
            whole.write(chunk)
    except BaseException:
        whole.close()
        raise
    finally:
        response.close()
    whole.seek(0)
    answer.rest, answer.close = iter(partial(whole.read, CHUNK), b""), whole.close
    answer.body = _some(answer.rest)
    return answer


def _some(chunks: Iterator[bytes]) -> bytes:
    """The next 64 kB or what is left of them."""
    found: list[bytes] = []
    size = 0
    for chunk in chunks:
        found.append(chunk)
        size += len(chunk)
        if size >= CHUNK:
            break
    return b"".join(found)


async def _send_whole(send: Send, answer: Answer, *, with_body: bool) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body if with_body else b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    """Done when the reader has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
