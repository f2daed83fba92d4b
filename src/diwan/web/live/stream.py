"""A stream of events (SSE): what its first answer says, and how it goes on while the page is open.

The view decides who may follow what and answers with what was missed, in ordinary Django. A server that can hold the
connection (`web/bridge.py`) then goes on with `go_on`; any other ends the answer there, and the browser asks again.
"""

import asyncio
import contextlib
import json
import signal
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable
from functools import partial
from typing import Any

from django.http import HttpResponse

from diwan.kernel import live
from diwan.kernel.live_hub import hub
from diwan.kernel.models import LiveEvent

BEAT_S = 15.0
MOST_STREAMS = 8  # of one person in one process; a browser shows one page at a time, and a hidden page lets go
MOST_WAITING = 500  # batches a slow reader may leave waiting; then the stream ends, and resumes where they were
REMEMBERED = 200  # ids already told, to know them when a late commit makes them come again
BEAT = b": the line is open\nevent: beat\ndata: 0\n\n"
ASKED_AGAIN = "diwan.asked_again"  # no header can set this name in a request's META

Send = Callable[[bytes], Awaitable[None]]
InThread = Callable[..., Awaitable[Any]]
_open: Counter[int] = Counter()
_queues: set["asyncio.Queue[list[LiveEvent] | None]"] = set()


def is_full(person_id: int) -> bool:
    """Whether the person holds as many streams as anyone may."""
    return _open[person_id] >= MOST_STREAMS


class LiveStream(HttpResponse):
    """What was missed, as an answer of its own; `go_on` continues it where the connection can be held."""

    def __init__(self, *, person_id: int, topics: Collection[str], after: int) -> None:
        missed = live.events_after(topics=topics, after=after)
        # After a restart browsers come back one after another, not all in the same instant.
        opening = f"retry: {1000 + person_id * 37 % 2000}\n\n".encode() + BEAT
        super().__init__(opening + lines(missed, after), content_type="text/event-stream; charset=utf-8")
        self.headers["Cache-Control"] = "no-store"
        self.headers["X-Accel-Buffering"] = "no"
        self.person_id, self.topics = person_id, frozenset(topics)
        self.after = max([after, *(event.pk for event in missed)])
        self.told = {event.pk for event in missed}


def lines(events: Iterable[LiveEvent], after: int) -> bytes:
    """Events as SSE. Only one that leads on carries an `id:`, so that a late one does not set the reader back."""
    told = []
    for event in events:
        words = {"id": event.pk, "topic": event.topic, "name": event.name, "facts": event.facts}
        mark = f"id: {event.pk}\n" if event.pk > after else ""
        told.append(f"{mark}data: {json.dumps(words, separators=(',', ':'))}\n\n")
        after = max(after, event.pk)
    return "".join(told).encode()


async def go_on(stream: LiveStream, *, send: Send, gone: Awaitable[Any], in_thread: InThread, is_allowed: Any) -> None:
    """Send what is told from now on, and a beat every 15 seconds, until the reader leaves or may not stay.

    `in_thread(function)` runs sync code in the page threads; `is_allowed()` is run there at every beat.
    """
    queue: asyncio.Queue[list[LiveEvent] | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    leaving = asyncio.ensure_future(gone)
    leaving.add_done_callback(lambda _: queue.put_nowait(None))
    _open[stream.person_id] += 1
    _queues.add(queue)
    listener = None
    try:
        listener = await in_thread(
            hub.listen, stream.topics, lambda events: loop.call_soon_threadsafe(queue.put_nowait, events)
        )
        between = await in_thread(lambda: live.events_after(topics=stream.topics, after=stream.after))
        await _tell(stream, between, send)
        await _follow(stream, queue, send, in_thread, is_allowed)
    finally:
        if listener is not None:
            hub.leave(listener)
        _queues.discard(queue)
        _open[stream.person_id] -= 1
        leaving.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await leaving


async def _follow(stream: LiveStream, queue: Any, send: Send, in_thread: InThread, is_allowed: Any) -> None:
    loop = asyncio.get_running_loop()
    beat_at = loop.time() + BEAT_S
    while queue.qsize() < MOST_WAITING:
        try:
            events = await asyncio.wait_for(queue.get(), max(0.0, beat_at - loop.time()))
        except TimeoutError:
            if not await in_thread(is_allowed):
                return
            await send(BEAT)
            beat_at = loop.time() + BEAT_S
            continue
        if events is None:
            return
        await _tell(stream, events, send)


async def _tell(stream: LiveStream, events: Iterable[LiveEvent], send: Send) -> None:
    fresh = [event for event in events if event.pk not in stream.told]
    if fresh:
        stream.told = {*sorted(stream.told)[-REMEMBERED:], *(event.pk for event in fresh)}
        await send(lines(fresh, stream.after))
        stream.after = max(stream.after, fresh[-1].pk)


def end_all() -> None:
    """Every stream ends now, and the browsers come back to the next server. Call it in the loop."""
    for queue in list(_queues):
        queue.put_nowait(None)


def end_with_the_server() -> None:
    """When the process is asked to stop, let the streams go: a server waits for its open answers, and they never end.

    Called once in the running loop. The server's own handler, which the loop calls as well, is left in place.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)
        if callable(before) and threading.current_thread() is threading.main_thread():
            signal.signal(number, partial(_let_go, loop, before))


def _let_go(loop: asyncio.AbstractEventLoop, before: Callable[..., Any], number: int, frame: Any) -> None:
    loop.call_soon_threadsafe(end_all)
    before(number, frame)
