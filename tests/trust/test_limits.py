"""Too often: counted across processes, forgotten in time, and never under a name."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from limits.storage import MemoryStorage

from diwan.trust import public as trust
from diwan.trust.limits import pace, store

AT = datetime(2026, 10, 3, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def counts(tmp_path: Path, settings: pytest.FixtureRequest) -> Iterator[Path]:
    settings.DATA_DIR = tmp_path
    store.shared_store.cache_clear()
    yield tmp_path / store.FILE_NAME
    store.shared_store.cache_clear()


def tries(count: int, who: str = "layla", at: datetime = AT, rate: str = "5/minute") -> list[bool]:
    return [trust.allow(scope="comments", who=who, rate=rate, at=at) for _ in range(count)]


def test_the_sixth_comment_within_a_minute_is_one_too_many() -> None:
    assert tries(6) == [True] * 5 + [False]
    assert tries(1, who="samer") == [True]


def test_the_pace_is_kept_over_the_seam_of_two_minutes() -> None:
    """Five at the end of one minute and five at the beginning of the next are ten within a few seconds."""
    assert tries(5, at=AT + timedelta(seconds=59)) == [True] * 5
    assert tries(1, at=AT + timedelta(seconds=61)) == [False]
    assert tries(1, at=AT + timedelta(seconds=200)) == [True]


def test_who_was_refused_is_told_when_to_come_again_and_is_then_let_in() -> None:
    tries(5, at=AT + timedelta(seconds=30))
    state = trust.look(scope="comments", who="layla", rate="5/minute", at=AT + timedelta(seconds=30))
    assert not state.is_within
    assert state.again_at is not None
    assert tries(1, at=state.again_at + timedelta(seconds=60)) == [True]


def test_no_name_and_no_address_is_kept(counts: Path) -> None:
    tries(3, who="address:203.0.113.7")
    kept = sqlite3.connect(counts).execute("SELECT key FROM counts").fetchall()
    assert kept
    assert "203.0.113" not in str(kept)


def test_counts_are_forgotten_when_their_time_is_over(counts: Path) -> None:
    tries(3)
    assert pace.forget_counts(at=AT + timedelta(minutes=1)) == 0
    assert pace.forget_counts(at=AT + timedelta(minutes=3)) == 1
    assert sqlite3.connect(counts).execute("SELECT count(*) FROM counts").fetchone() == (0,)


def _try_often(path: str, count: int) -> None:
    mine = store.SharedFileStorage(f"counts://{path}")
    for _ in range(count):
        mine.incr("all", int(AT.timestamp()) + 60)


def test_processes_and_threads_count_together(counts: Path) -> None:
    context = multiprocessing.get_context("fork")
    # Processes first: a fork beside running threads would copy their locks.
    processes = [context.Process(target=_try_often, args=(str(counts), 50)) for _ in range(2)]
    for process in processes:
        process.start()
    threads = [threading.Thread(target=_try_often, args=(str(counts), 50)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for worker in [*threads, *processes]:
        worker.join(timeout=20)
    assert store.shared_store().get("all") == 250


def test_when_counting_fails_people_are_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(store.SharedFileStorage, "incr", broken)
    assert tries(20) == [True] * 20


def test_other_stores_of_the_library_do_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = MemoryStorage()
    monkeypatch.setattr(pace, "shared_store", lambda: memory)
    assert tries(6, rate="5/minute") == [True] * 5 + [False]


def solve(challenge: str, bits: int) -> str:
    import hashlib

    for number in range(1 << 20):
        if int.from_bytes(hashlib.sha256(f"{challenge}:{number}".encode()).digest(), "big") >> (256 - bits) == 0:
            return str(number)
    raise AssertionError("unlucky beyond belief")


def test_work_is_accepted_once_for_its_purpose_and_in_time() -> None:
    facts = {"purpose": "sign_up", "at": AT}
    challenge = trust.ask_for_work(bits=8, **facts)
    answer = solve(challenge, 8)
    assert not trust.is_worked(challenge=challenge, answer=answer, purpose="other", at=AT)
    assert not trust.is_worked(challenge=challenge, answer=answer, purpose="sign_up", at=AT + timedelta(hours=2))
    assert trust.is_worked(challenge=challenge, answer=answer, **facts)
    assert not trust.is_worked(challenge=challenge, answer=answer, **facts)


@pytest.mark.parametrize("answer", ["", "-1", "x", "١٢", "9" * 40])
def test_work_that_was_not_done_is_not_accepted(answer: str) -> None:
    challenge = trust.ask_for_work(purpose="sign_up", bits=20, at=AT)
    assert not trust.is_worked(purpose="sign_up", challenge=challenge, answer=answer, at=AT)
    assert not trust.is_worked(purpose="sign_up", challenge=challenge[:-2] + "xx", answer="1", at=AT)
