"""A stream: what it says first, what it goes on to say, whom it refuses, and when it ends."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test import Client

from diwan.gathering import public as gathering
from diwan.kernel import clock, live, live_bells
from diwan.kernel.live_hub import hub
from diwan.people import public as people
from diwan.web.bridge import Bridge
from diwan.web.live import stream as streams

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PATIENCE_S = 15.0
pytestmark = pytest.mark.django_db(transaction=True)


class Garden:
    """Nadia owns it, Samer is a member; Zed belongs elsewhere."""

    def __init__(self) -> None:
        at = clock.now()
        self.nadia, self.samer, self.zed = (
            people.create_person(email=f"{name}@example.org", display_name=name, language="en", at=at)
            for name in ("nadia", "samer", "zed")
        )
        names = {
            "name_ar": "بستان",
            "name_en": "Garden",
            "currency": "USD",
            "timezone": "Asia/Riyadh",
            "language": "en",
        }
        self.community = people.create_community(slug="garden", owner=self.nadia, at=at, **names)
        self.elsewhere = people.create_community(slug="field", owner=self.zed, at=at, **names)
        self.member = people.join_community(community=self.community, person=self.samer, at=at)
        owner = people.get_membership(community_id=self.community.pk, person_id=self.nadia.pk)
        assert owner is not None
        self.owner = owner
        space = gathering.create_space(
            community_id=self.community.pk, slug="talk", name_ar="حديث", name_en="Talk", at=at
        )
        words = {"kind": "discussion", "title": "Shade", "body": "What grows?", "language": "en", "at": at}
        self.post = gathering.publish_post(
            community_id=self.community.pk, space_id=space.pk, author_id=owner.pk, **words
        )

    def browser(self, person: people.Person) -> Client:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def tell(self, topic: str) -> int:
        return live.tell(community_id=self.community.pk, topic=topic, name="reply_written", facts={"comment": 1}, at=AT)


@pytest.fixture
def garden() -> Garden:
    return Garden()


@pytest.fixture(autouse=True)
def _quiet_hub() -> Iterator[None]:
    """The thread of a test's streams ends with the test, before its tables are emptied."""
    yield
    reader = hub._reader
    live_bells.ring()
    if reader is not None:
        reader.join(PATIENCE_S)
        assert not reader.is_alive()


def told(body: bytes) -> list[dict[str, Any]]:
    lines = [line.removeprefix("data: ") for line in body.decode().splitlines() if line.startswith("data: {")]
    return [json.loads(line) for line in lines]


class TestWhoMayFollow:
    def asked(self, garden: Garden, person: people.Person, topic: str, path: str = "live/") -> int:
        return int(garden.browser(person).get(f"/c/garden/{path}?topic={topic}").status_code)

    @pytest.mark.parametrize("path", ["live/", "live/events/"])
    def test_ones_own_notices_and_the_threads_of_the_community(self, garden: Garden, path: str) -> None:
        for topic in (f"membership:{garden.member.pk}", f"thread:{garden.post.pk}", f"community:{garden.community.pk}"):
            assert self.asked(garden, garden.samer, topic, path) == 200

    @pytest.mark.parametrize("path", ["live/", "live/events/"])
    def test_what_is_anothers_is_as_missing_as_what_is_not_there(self, garden: Garden, path: str) -> None:
        foreign = f"membership:{garden.owner.pk}"
        for topic in (
            foreign,
            f"community:{garden.elsewhere.pk}",
            "thread:999999",
            "nothing:1",
            "thread:x",
            "thread:01",
        ):
            assert self.asked(garden, garden.samer, topic, path) == 404, topic

    def test_one_foreign_topic_among_others_refuses_all(self, garden: Garden) -> None:
        asked = f"thread:{garden.post.pk}&topic=membership:{garden.owner.pk}"
        assert self.asked(garden, garden.samer, asked) == 404

    def test_who_belongs_elsewhere_hears_nothing(self, garden: Garden) -> None:
        assert self.asked(garden, garden.zed, f"thread:{garden.post.pk}") in (403, 404)

    @pytest.mark.parametrize("query", ["", "?topic=thread:1&after=x", "?topic=thread:1&after=-1"])
    def test_a_question_that_makes_no_sense_is_a_400(self, garden: Garden, query: str) -> None:
        query = query.replace("thread:1", f"thread:{garden.post.pk}")
        assert garden.browser(garden.samer).get(f"/c/garden/live/events/{query}").status_code == 400


class TestAsking:
    def test_what_was_missed_and_nothing_else_once(self, garden: Garden) -> None:
        topic, browser = f"thread:{garden.post.pk}", garden.browser(garden.samer)
        before = live.newest_id()
        first, _other, second = garden.tell(topic), garden.tell("thread:999"), garden.tell(topic)
        answer = browser.get(f"/c/garden/live/events/?topic={topic}&after={before}")
        assert [one["id"] for one in answer.json()["events"]] == [first, second]
        assert answer.json()["after"] == second
        assert answer.headers["Cache-Control"] == "no-store"

    def test_a_server_that_holds_no_connection_answers_what_was_missed_and_ends(self, garden: Garden) -> None:
        """Under plain WSGI the browser comes back by itself: the stream becomes a question every few seconds."""
        topic, browser = f"thread:{garden.post.pk}", garden.browser(garden.samer)
        before = live.newest_id()
        event = garden.tell(topic)
        answer = browser.get(f"/c/garden/live/?topic={topic}", headers={"Last-Event-ID": str(before)})
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert f"id: {event}\n".encode() in answer.content
        assert b"retry: " in answer.content
        assert [one["facts"] for one in told(answer.content)] == [{"comment": 1}]


class Held:
    """A stream held open by the bridge, as a server would hold it."""

    def __init__(self, bridge: Bridge, client: Client, address: str) -> None:
        cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
        route, _, query = address.partition("?")
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": route,
            "raw_path": route.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", b"localhost"), (b"cookie", cookie.encode())],
            "scheme": "http",
            "http_version": "1.1",
        }
        self.body, self.status = b"", 0
        self.left, self._changed = asyncio.Event(), asyncio.Condition()
        self.task = asyncio.ensure_future(bridge(self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        async with self._changed:
            self.status = message.get("status", self.status)
            self.body += message.get("body", b"")
            self._changed.notify_all()

    async def until(self, what: Callable[[bytes], Any]) -> None:
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(lambda: what(self.body)), PATIENCE_S)

    async def end(self) -> None:
        self.left.set()
        await asyncio.wait_for(self.task, PATIENCE_S)


def run(story: Callable[[Bridge], Awaitable[None]]) -> None:
    bridge, others = Bridge(WSGIHandler(), threads=2, most_bytes=1000), ThreadPoolExecutor(2)

    async def told_to_its_end() -> None:
        asyncio.get_running_loop().set_default_executor(others)
        try:
            await story(bridge)
        finally:
            _hang_up(bridge._pool)
            _hang_up(others)

    asyncio.run(told_to_its_end())


def _hang_up(pool: ThreadPoolExecutor) -> None:
    """Every thread of the pool lets its connection go, each of them: none may take the turn of another."""
    together = threading.Barrier(pool._max_workers)

    def let_go() -> None:
        together.wait(PATIENCE_S)
        connections.close_all()

    for done in [pool.submit(let_go) for _ in range(pool._max_workers)]:
        done.result()
    pool.shutdown()


class TestGoingOn:
    def test_what_is_told_while_it_is_open_arrives_and_leaving_frees_everything(self, garden: Garden) -> None:
        topic, client = f"thread:{garden.post.pk}", garden.browser(garden.samer)

        async def story(bridge: Bridge) -> None:
            before = await asyncio.to_thread(live.newest_id)
            held = Held(bridge, client, f"/c/garden/live/?topic={topic}&after={before}")
            await held.until(lambda body: b"beat" in body)
            ids = [await asyncio.to_thread(garden.tell, topic) for _ in range(3)]
            await held.until(lambda body: len(told(body)) >= 3)
            assert [one["id"] for one in told(held.body)] == ids
            assert streams._open[garden.samer.pk] == 1
            await held.end()

        run(story)
        assert not streams._open[garden.samer.pk]
        assert not hub._listeners

    def test_it_beats_while_nothing_happens(self, garden: Garden, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams, "BEAT_S", 0.05)
        topic, client = f"thread:{garden.post.pk}", garden.browser(garden.samer)

        async def story(bridge: Bridge) -> None:
            held = Held(bridge, client, f"/c/garden/live/?topic={topic}")
            await held.until(lambda body: body.count(streams.BEAT) >= 3)
            await held.end()

        run(story)

    @pytest.mark.parametrize("how", ["signed out", "suspended", "left"])
    def test_it_ends_by_the_next_beat_for_whoever_may_not_stay(
        self, garden: Garden, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        monkeypatch.setattr(streams, "BEAT_S", 0.1)
        topic, client = f"thread:{garden.post.pk}", garden.browser(garden.samer)

        def turned_away() -> None:
            if how == "signed out":
                client.session.flush()
            elif how == "suspended":
                people.suspend_membership(membership=garden.member, by=garden.owner, reason="Rude.", at=clock.now())
            else:
                people.leave_community(membership=garden.member, at=clock.now())

        async def story(bridge: Bridge) -> None:
            held = Held(bridge, client, f"/c/garden/live/?topic={topic}")
            await held.until(lambda body: body.count(streams.BEAT) >= 2)
            await asyncio.to_thread(turned_away)
            await asyncio.wait_for(held.task, PATIENCE_S)

        run(story)

    def test_it_ends_when_the_server_does(self, garden: Garden) -> None:
        client = garden.browser(garden.samer)

        async def story(bridge: Bridge) -> None:
            held = Held(bridge, client, f"/c/garden/live/?topic=thread:{garden.post.pk}")
            await held.until(lambda body: b"beat" in body)
            streams.end_all()
            await asyncio.wait_for(held.task, PATIENCE_S)

        run(story)

    def test_nobody_holds_more_than_eight_and_leaving_one_makes_room(self, garden: Garden) -> None:
        address, client = f"/c/garden/live/?topic=thread:{garden.post.pk}", garden.browser(garden.samer)

        async def story(bridge: Bridge) -> None:
            held = [Held(bridge, client, address) for _ in range(streams.MOST_STREAMS)]
            for one in held:
                await one.until(lambda body: b"beat" in body)
            refused = Held(bridge, client, address)
            await refused.task
            assert refused.status == 429
            await held.pop().end()
            again = Held(bridge, client, address)
            await again.until(lambda body: b"beat" in body)
            for one in (again, *held):
                await one.end()

        run(story)
