"""The bell and the hub: who listens hears once, from this process and others, however commits overtake each other."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import override_settings

from diwan.kernel import live, live_bells
from diwan.kernel.live_hub import Hub
from diwan.kernel.models import LiveEvent

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SOON_S, PATIENCE_S = 0.4, 10.0

pytestmark = pytest.mark.django_db(transaction=True)


def tell(topic: str = "thread:1") -> int:
    return live.tell(community_id=1, topic=topic, name="reply_written", facts={"comment": 7}, at=AT)


class Ear:
    """A listener that remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self._changed = threading.Condition()

    def __call__(self, events: list[Any]) -> None:
        with self._changed:
            self.heard += [event.pk for event in events]
            self._changed.notify_all()

    def until(self, *wanted: int, within: float = PATIENCE_S) -> float:
        """Wait for these ids; return the seconds it took."""
        began = time.monotonic()
        with self._changed:
            assert self._changed.wait_for(lambda: set(wanted) <= set(self.heard), within), self.heard
        return time.monotonic() - began


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    yield made
    reader = made._reader
    for listener in list(made._listeners):
        made.leave(listener)
    live_bells.ring()
    if reader is not None:
        reader.join(PATIENCE_S)
        assert not reader.is_alive(), "when nobody listens the thread ends"


@pytest.fixture
def elsewhere() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Do something on a connection of its own, as another request would."""
    threads: list[threading.Thread] = []

    def run(deed: Callable[[], Any]) -> threading.Thread:
        def work() -> None:
            try:
                deed()
            finally:
                connections.close_all()

        thread = threading.Thread(target=work)
        thread.start()
        threads.append(thread)
        return thread

    yield run
    for thread in threads:
        thread.join(PATIENCE_S)


def test_whoever_listens_hears_their_topics_and_nothing_before_they_came(hub: Hub) -> None:
    early, mine, others = Ear(), Ear(), Ear()
    hub.listen(["thread:1"], early)
    early.until(tell())
    hub.listen(["thread:1"], mine)
    hub.listen(["thread:2", "membership:9"], others)
    first, second, third = tell(), tell("thread:2"), tell("membership:9")
    mine.until(first)
    others.until(second, third)
    assert (mine.heard, others.heard) == ([first], [second, third])


def test_the_bell_is_faster_than_looking(hub: Hub) -> None:
    ear = Ear()
    hub.listen(["thread:1"], ear)
    spans = [ear.until(tell()) for _ in range(5)]
    assert min(spans) < SOON_S / 2, spans


def test_nothing_is_heard_of_a_deed_until_it_is_done(hub: Hub) -> None:
    ear = Ear()
    hub.listen(["thread:1"], ear)
    with transaction.atomic():
        told = [tell() for _ in range(3)]
        time.sleep(0.1)
        assert ear.heard == []
    ear.until(*told)
    assert ear.heard == told


def test_more_than_fits_into_one_reading_is_heard_whole_and_in_order(hub: Hub) -> None:
    ear = Ear()
    hub.listen(["thread:1"], ear)
    with transaction.atomic():
        told = [tell() for _ in range(450)]
    ear.until(*told)
    assert ear.heard == told


def test_a_deed_of_another_process_that_cannot_ring_is_noticed_by_looking(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the ticker on SQLite: nothing wakes this process, it looks twice a second."""
    monkeypatch.setattr(live_bells, "ring", lambda: None)
    monkeypatch.setattr(live_bells.PostgresBell, "patience_s", 0.5)
    ear = Ear()
    hub.listen(["thread:1"], ear)
    assert ear.until(tell()) < 2.0


def test_a_listener_that_fails_does_not_deafen_the_others(hub: Hub, caplog: Any) -> None:
    def broken(events: list[Any]) -> None:
        raise RuntimeError("its loop is closed")

    ear = Ear()
    hub.listen(["thread:1"], broken)
    hub.listen(["thread:1"], ear)
    first = tell()
    ear.until(first)
    ear.until(tell())
    assert len(hub._listeners) == 1


def test_a_database_that_is_away_for_a_while_costs_no_event(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    ear, real, is_away = Ear(), live.events_after, threading.Event()

    def sometimes(**asked: Any) -> Any:
        if is_away.is_set():
            raise OSError("no database")
        return real(**asked)

    monkeypatch.setattr(live, "events_after", sometimes)
    hub.listen(["thread:1"], ear)
    is_away.set()
    told = [tell(), tell()]
    time.sleep(0.1)
    is_away.clear()
    told.append(tell())
    ear.until(*told)
    assert ear.heard == told


def test_of_two_deeds_that_overtake_each_other_both_are_heard_once(hub: Hub, elsewhere: Any) -> None:
    """The lower id is committed last. On SQLite the second writer waits for the first, so ids come in order."""
    ear, is_told, may_commit = Ear(), threading.Event(), threading.Event()
    hub.listen(["thread:1"], ear)
    slow: list[int] = []

    def slowly() -> None:
        with transaction.atomic():
            slow.append(tell())
            is_told.set()
            may_commit.wait(PATIENCE_S)

    thread = elsewhere(slowly)
    assert is_told.wait(PATIENCE_S)
    if connection.vendor == "postgresql":
        quick = tell()
        ear.until(quick)
        may_commit.set()
    else:
        may_commit.set()
        thread.join(PATIENCE_S)
        quick = tell()
    ear.until(slow[0], quick)
    last = tell()
    ear.until(last)
    assert slow[0] < quick
    assert sorted(ear.heard) == [slow[0], quick, last], "each exactly once"


def test_a_reader_who_heard_the_higher_id_is_given_the_lower_one_that_came_late(elsewhere: Any) -> None:
    if connection.vendor != "postgresql":
        assert live.events_after(topics=None, after=tell()) == []  # ids are in the order of the commits
        return
    is_told, may_commit, slow = threading.Event(), threading.Event(), []
    earlier = tell()

    def slowly() -> None:
        with transaction.atomic():
            slow.append(tell())
            is_told.set()
            may_commit.wait(PATIENCE_S)

    thread = elsewhere(slowly)
    assert is_told.wait(PATIENCE_S)
    quick = tell()
    assert [one.pk for one in live.events_after(topics=["thread:1"], after=earlier)][-1] == quick
    may_commit.set()
    thread.join(PATIENCE_S)
    missed = [one.pk for one in live.events_after(topics=["thread:1"], after=quick)]
    assert slow[0] in missed, "its id is lower, and it was not there before"
    settled = LiveEvent.objects.get(pk=tell())
    tell()
    # Another database of the same server may hold a transaction open: until it ends, nothing counts as settled.
    is_settled = settled.floor > LiveEvent.objects.get(pk=slow[0]).transaction
    again = [one.pk for one in live.events_after(topics=["thread:1"], after=settled.pk)]
    assert (slow[0] not in again) == is_settled


@pytest.mark.needs_program("redis-server")
class TestRedis:
    @pytest.fixture
    def redis_url(self, tmp_path_factory: Any) -> Iterator[str]:
        folder = tmp_path_factory.mktemp("redis")
        socket_path = f"{folder}/bell.sock"
        command = ["redis-server", "--port", "0", "--unixsocket", socket_path, "--save", "", "--dir", str(folder)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            self._wait(socket_path)
            with override_settings(REDIS_URL=f"unix://{socket_path}"):
                live_bells._client = None
                yield f"unix://{socket_path}"
        finally:
            if live_bells._client is not None:
                live_bells._client.close()
            live_bells._client = None
            server.terminate()
            server.wait(timeout=PATIENCE_S)

    @staticmethod
    def _wait(socket_path: str) -> None:
        import redis

        for _ in range(100):
            with redis.Redis(unix_socket_path=socket_path) as client:
                try:
                    client.ping()
                except redis.ConnectionError:
                    time.sleep(0.1)
                    continue
                return
        raise AssertionError("redis-server did not come up")

    def test_a_deed_rings_through_redis(self, redis_url: str, hub: Hub) -> None:
        ear = Ear()
        hub.listen(["thread:1"], ear)
        assert isinstance(hub._reader and hub._reader._bell, live_bells.RedisBell)
        spans = [ear.until(tell()) for _ in range(3)]
        assert min(spans) < SOON_S, spans

    def test_a_redis_that_dies_delays_events_and_loses_none(self, redis_url: str, hub: Hub, caplog: Any) -> None:
        ear = Ear()
        hub.listen(["thread:1"], ear)
        import redis

        with redis.Redis.from_url(redis_url) as client:
            client.shutdown(nosave=True)
        ear.until(tell())
        assert "could not be woken" in caplog.text
