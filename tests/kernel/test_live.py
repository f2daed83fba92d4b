"""The live events: told with the deed, heard in order, nothing lost when commits overtake one another."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from diwan.kernel import live, schedule
from diwan.kernel.models import LiveEvent

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def tell(topic: str = "thread:1", name: str = "reply_written", at: datetime = AT) -> int:
    return live.tell(community_id=1, topic=topic, name=name, facts={"comment": 7}, at=at)


def ids(after: int, *topics: str) -> list[int]:
    return [event.pk for event in live.events_after(topics=topics or None, after=after)]


@pytest.mark.django_db
class TestReading:
    def test_a_reader_hears_their_topics_after_what_they_know_oldest_first(self) -> None:
        before = live.newest_id()
        mine, others, second = tell(), tell("thread:2"), tell()
        assert ids(before, "thread:1") == [mine, second]
        assert ids(mine, "thread:1")[-1:] == [second]
        assert others not in ids(before, "thread:1", "membership:1")
        assert live.newest_id() == second

    def test_an_event_says_what_happened_in_ids_only(self) -> None:
        told = live.events_after(topics=["thread:1"], after=tell() - 1)[0]
        assert (told.name, told.facts, told.community_id, told.created_at) == ("reply_written", {"comment": 7}, 1, AT)

    def test_a_reader_of_nothing_hears_nothing(self) -> None:
        tell()
        assert live.events_after(topics=[], after=0) == []

    def test_what_was_told_in_a_deed_that_failed_was_never_told(self) -> None:
        before = live.newest_id()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            _ = tell() / 0
        assert ids(before) == []

    def test_a_day_later_it_is_forgotten_but_the_newest_is_kept(self) -> None:
        old = [tell(at=AT - timedelta(hours=30)) for _ in range(3)]
        live.prune(AT)
        assert list(LiveEvent.objects.values_list("pk", flat=True)) == old[-1:]

    def test_the_schedule_prunes(self) -> None:
        tell(at=AT - timedelta(hours=30))
        tell()
        schedule.run_due(at=AT)
        assert LiveEvent.objects.count() == 1

    def test_the_bell_rings_once_for_a_deed_that_tells_much(self, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks() as hooks:
            for _ in range(5):
                tell()
        assert len(hooks) == 1


@pytest.mark.django_db
def test_numbers_of_transactions_are_kept_where_commits_can_overtake() -> None:
    told = LiveEvent.objects.get(pk=tell())
    if connection.vendor == "postgresql":
        assert 0 < told.floor <= told.transaction
    else:
        assert told.floor == told.transaction == 0
