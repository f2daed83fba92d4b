"""One thread of a process reads what was told and hands it to the streams that are open here.

However many pages are open, the table is read once for each ring of the bell. The thread lives while somebody listens.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable

from django.db import connection

from diwan.kernel import clock, live, live_bells
from diwan.kernel.models import LiveEvent

log = logging.getLogger(__name__)
Deliver = Callable[[list[LiveEvent]], None]
AT_ONCE = 200
REMEMBERED = 10_000
REST_S = 0.5


class Listener:
    """Somebody who wants to hear of topics. `deliver` is called in the hub's thread and must not wait."""

    def __init__(self, topics: Collection[str], deliver: Deliver) -> None:
        self.topics, self.deliver = frozenset(topics), deliver


class Hub:
    """The listeners of this process, and the thread that serves them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[Listener] = set()
        self._reader: _Reader | None = None

    def listen(self, topics: Collection[str], deliver: Deliver) -> Listener:
        """From the return of this call on, every event of `topics` that is committed is delivered.

        What was told before is for the caller to read, after this call. Waits for the database once, for the first.
        """
        listener = Listener(topics, deliver)
        with self._lock:
            if self._reader is None or not self._reader.is_alive():
                self._reader = _Reader(self)
                self._reader.start()
            self._listeners.add(listener)
            reader = self._reader
        reader.is_ready.wait(10)
        return listener

    def leave(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.discard(listener)

    def hand_out(self, events: Iterable[LiveEvent]) -> None:
        """To each listener what concerns it, oldest first. One who cannot be reached is let go."""
        told = list(events)
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            mine = [event for event in told if event.topic in listener.topics]
            if mine:
                try:
                    listener.deliver(mine)
                except Exception:
                    log.exception("live: a listener is let go")
                    self.leave(listener)

    def is_needed(self, reader: "_Reader") -> bool:
        """Whether the reader should go on; when nobody listens it is retired under the same lock."""
        with self._lock:
            if self._listeners:
                return True
            if self._reader is reader:
                self._reader = None
            return False


class _Reader(threading.Thread):
    def __init__(self, hub: Hub) -> None:
        super().__init__(name="live-reader", daemon=True)
        self.hub, self.is_ready = hub, threading.Event()
        self._bell: live_bells.Bell | None = None
        self._heard: OrderedDict[int, None] = OrderedDict()
        self._after = 0

    def run(self) -> None:
        try:
            self._begin()
            while self.hub.is_needed(self):
                self._wait()
                self._guarded(self._read)
        finally:
            self._hang_up()
            connection.close()

    def _begin(self) -> None:
        """Hear the bell first, then look where the table ends: nothing falls between the two."""
        self._listen()
        while not self._guarded(self._look) and self.hub.is_needed(self):
            clock.rest(REST_S)
        self.is_ready.set()

    def _look(self) -> None:
        self._after = live.newest_id()
        self._remember(live.events_after(topics=None, after=self._after))

    def _wait(self) -> None:
        """Until the bell rings. Without one the table is looked at twice a second."""
        if self._bell is None and not self._listen():
            clock.rest(REST_S)
            return
        try:
            assert self._bell is not None
            self._bell.wait(self._bell.patience_s)
        except Exception as error:
            log.warning("live: the bell is gone: %s", error)
            self._hang_up()
            clock.rest(REST_S)

    def _listen(self) -> bool:
        try:
            self._bell = live_bells.listen()
        except Exception as error:
            log.warning("live: no bell can be heard: %s", error)
            return False
        return True

    def _guarded(self, read: Callable[[], None]) -> bool:
        """A database that is away costs time and no event: the next look begins where the last one ended."""
        try:
            read()
        except Exception as error:
            log.warning("live: the events could not be read: %s", error)
            connection.close()
            return False
        return True

    def _read(self) -> None:
        is_more = True
        while is_more:
            found = live.events_after(topics=None, after=self._after, at_most=AT_ONCE)
            is_more = sum(event.pk > self._after for event in found) == AT_ONCE
            self._after = max([self._after, *(event.pk for event in found)])
            self.hub.hand_out(self._remember(found))

    def _remember(self, events: Iterable[LiveEvent]) -> list[LiveEvent]:
        """The events not yet handed out; a bounded number of ids is kept to know them by."""
        fresh = [event for event in events if event.pk not in self._heard]
        for event in fresh:
            self._heard[event.pk] = None
        while len(self._heard) > REMEMBERED:
            self._heard.popitem(last=False)
        return fresh

    def _hang_up(self) -> None:
        bell, self._bell = self._bell, None
        if bell is not None:
            try:
                bell.close()
            except Exception as error:
                log.info("live: the bell was gone already: %s", error)


hub = Hub()
