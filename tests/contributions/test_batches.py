from datetime import UTC, date, datetime, timedelta

import pytest

from diwan.contributions import errors
from diwan.contributions import public as acts

from .conftest import HUDA, OMAR, RIM, found

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
MAY = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}


def read(number: int, *, at: datetime = NOON, **changes: object) -> acts.ActDraft:
    draft = acts.ActDraft(OMAR, HUDA, "read", f"post:{number}", 100 + number % 900, at, f"read:{number}")
    return draft._replace(**changes)


def test_a_batch_says_the_same_as_its_deeds_told_one_by_one(garden: int) -> None:
    roof = found("roof")
    drafts = [read(n, at=NOON + timedelta(hours=7 * n), recipient=None if n == 3 else HUDA) for n in range(6)]
    assert acts.record_acts(community_id=garden, acts=drafts) == acts.BatchResult(recorded_count=6, known_count=0)
    for draft in drafts:
        acts.record_act(community_id=roof, **draft._asdict())
    facts = [
        [(a.actor, a.recipient, a.kind, a.object_ref, a.magnitude, a.at, a.day, a.key, a.voids_key) for a in listed]
        for listed in (acts.list_acts(community_id=garden, **MAY), acts.list_acts(community_id=roof, **MAY))
    ]
    assert facts[0] == facts[1]
    assert len(facts[0]) == 6


def test_a_batch_sent_twice_is_written_once(garden: int) -> None:
    drafts = [read(n) for n in range(1200)]
    acts.record_acts(community_id=garden, acts=drafts)
    again = acts.record_acts(community_id=garden, acts=[*drafts, read(2000)])
    assert again == acts.BatchResult(recorded_count=1, known_count=1200)
    assert len(acts.list_acts(community_id=garden, **MAY)) == 1201


def test_a_deed_told_twice_within_one_batch_is_written_once(garden: int) -> None:
    result = acts.record_acts(community_id=garden, acts=[read(1), read(1, at=NOON + timedelta(minutes=1)), read(2)])
    assert result == acts.BatchResult(recorded_count=2, known_count=1)
    once = read(7)
    assert acts.record_acts(community_id=garden, acts=[once, once]) == acts.BatchResult(1, 1)


def test_a_batch_told_again_after_its_day_was_sealed_is_answered_not_refused(garden: int) -> None:
    acts.record_acts(community_id=garden, acts=[read(1)])
    acts.seal_days(community_id=garden, until=date(2026, 10, 4), at=NOON + timedelta(days=2))
    assert acts.record_acts(community_id=garden, acts=[read(1)]) == acts.BatchResult(0, 1)


def test_one_conflict_in_a_batch_and_nothing_of_it_is_written(garden: int) -> None:
    acts.record_acts(community_id=garden, acts=[read(1)])
    for bad in ([read(2), read(1, recipient=RIM)], [read(2), read(3), read(3, recipient=RIM)]):
        with pytest.raises(errors.KeyConflict):
            acts.record_acts(community_id=garden, acts=bad)
    with pytest.raises(errors.ActRefused):
        acts.record_acts(community_id=garden, acts=[read(2), read(4, magnitude=1001)])
    assert len(acts.list_acts(community_id=garden, **MAY)) == 1


def test_a_batch_counts_again_what_was_taken_back(garden: int) -> None:
    acts.record_acts(community_id=garden, acts=[read(1)])
    acts.void_act(community_id=garden, key="read:1", at=NOON, reason="")
    assert acts.record_acts(community_id=garden, acts=[read(1), read(2)]).recorded_count == 2
    assert {t.count for t in acts.tally_pairs(community_id=garden, **MAY)} == {2}


def test_an_empty_batch_is_no_deed(garden: int) -> None:
    assert acts.record_acts(community_id=garden, acts=[]) == acts.BatchResult(0, 0)


def test_a_batch_for_a_sealed_day_is_refused_whole_and_told_when_it_may_come(garden: int) -> None:
    acts.record_acts(community_id=garden, acts=[read(1)])
    acts.seal_days(community_id=garden, until=date(2026, 10, 4), at=NOON + timedelta(days=2))
    with pytest.raises(errors.ActsSealed) as refused:
        acts.record_acts(community_id=garden, acts=[read(2, at=NOON + timedelta(days=1)), read(3)])
    assert refused.value.first_open_at == datetime(2026, 10, 3, 21, tzinfo=UTC)
    later = [read(2, at=refused.value.first_open_at), read(3, at=refused.value.first_open_at)]
    assert acts.record_acts(community_id=garden, acts=later).recorded_count == 2


def test_two_communities_never_mix_in_batches(garden: int) -> None:
    roof = found("roof")
    acts.record_acts(community_id=garden, acts=[read(n) for n in range(3)])
    acts.record_acts(community_id=roof, acts=[read(n, magnitude=5) for n in range(3)])
    assert {t.points for t in acts.tally_pairs(community_id=garden, **MAY)} == {303}
    assert {t.points for t in acts.tally_pairs(community_id=roof, **MAY)} == {15}
