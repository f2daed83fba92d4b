from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from diwan.contributions import errors, tasks
from diwan.contributions import public as acts
from diwan.contributions.models import Act, DaySeal, PairDay
from diwan.kernel import schedule

from .conftest import HUDA, OMAR, RIM, found

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=10)
Tell = Callable[..., acts.ActView]


@pytest.fixture
def week(garden: int, tell: Tell) -> int:
    """Deeds on 3, 4 and 6 October, all sealed; 5 October is empty."""
    for day, reader in ((0, OMAR), (0, RIM), (1, OMAR), (3, OMAR)):
        tell(NOON + timedelta(days=day), actor=reader)
    acts.seal_days(community_id=garden, until=date(2026, 10, 7), at=LATER)
    return garden


def kinds(community_id: int) -> list[str]:
    return [finding.kind for finding in acts.check_seals(community_id=community_id)]


def test_an_honest_book_has_no_findings_and_its_days_hang_together(week: int) -> None:
    assert acts.check_seals(community_id=week) == []
    days = list(DaySeal.objects.filter(community=week).order_by("day").values_list("day", "act_count"))
    assert days == [(date(2026, 10, 3), 2), (date(2026, 10, 4), 1), (date(2026, 10, 5), 0), (date(2026, 10, 6), 1)]
    head = acts.latest_seal(community_id=week)
    assert (head.day, head.act_count) == (date(2026, 10, 6), 1)
    assert str(DaySeal.objects.get(day=head.day)).endswith(head.hash[:12])


def test_sealing_goes_on_where_it_stopped_and_sealing_again_seals_nothing(week: int, tell: Tell) -> None:
    head = acts.latest_seal(community_id=week)
    assert acts.seal_days(community_id=week, until=date(2026, 10, 7), at=LATER) == []
    tell(NOON + timedelta(days=4))
    [seal] = acts.seal_days(community_id=week, until=NOON + timedelta(days=5), at=LATER)
    assert (seal.day, seal.previous_hash) == (date(2026, 10, 7), head.hash)


def test_a_book_without_deeds_has_nothing_to_seal(garden: int) -> None:
    assert acts.seal_days(community_id=garden, until=date(2026, 10, 7), at=LATER) == []
    assert acts.latest_seal(community_id=garden) is None
    assert acts.check_seals(community_id=garden) == []


def test_today_cannot_be_sealed_and_today_is_the_communitys_today(garden: int, tell: Tell) -> None:
    tell(NOON)
    still_the_third, already_the_fourth = (datetime(2026, 10, 3, hour, tzinfo=UTC) for hour in (20, 21))
    with pytest.raises(errors.DayNotOver, match="2026-10-03"):
        acts.seal_days(community_id=garden, until=date(2026, 10, 4), at=still_the_third)
    assert len(acts.seal_days(community_id=garden, until=date(2026, 10, 4), at=already_the_fourth)) == 1


def test_a_late_deed_is_refused_with_the_instant_from_which_it_can_be_told(week: int, tell: Tell) -> None:
    for late in (NOON, NOON - timedelta(days=30)):
        with pytest.raises(errors.ActsSealed) as refused:
            tell(late, object_ref="post:9")
    assert refused.value.day == date(2026, 9, 3)
    assert "2026-10-06T21:00" in str(refused.value)
    assert tell(refused.value.first_open_at, object_ref="post:9").day == date(2026, 10, 7)


def test_a_retry_of_a_sealed_deed_is_answered_not_refused(week: int, tell: Tell) -> None:
    assert tell(NOON, actor=RIM).actor == RIM


def test_a_sealed_deed_is_taken_back_on_an_open_day_only(week: int, tell: Tell) -> None:
    key = Act.objects.get(actor=RIM).key
    with pytest.raises(errors.ActsSealed):
        acts.void_act(community_id=week, key=key, at=NOON + timedelta(hours=1), reason="")
    assert acts.void_act(community_id=week, key=key, at=LATER, reason="").magnitude == -700
    assert acts.check_seals(community_id=week) == []


def test_the_seal_of_one_community_does_not_close_another(week: int, tell: Tell) -> None:
    roof = found("roof")
    tell(NOON, community_id=roof)
    assert acts.latest_seal(community_id=roof) is None


def test_the_same_deeds_told_in_another_order_give_the_same_hash(week: int, tell: Tell) -> None:
    roof = found("roof")
    for day, reader in ((3, OMAR), (1, OMAR), (0, RIM), (0, OMAR)):
        tell(NOON + timedelta(days=day), actor=reader, community_id=roof)
    acts.seal_days(community_id=roof, until=date(2026, 10, 7), at=LATER)
    assert acts.latest_seal(community_id=roof) == acts.latest_seal(community_id=week)


@pytest.mark.usefixtures("unprotected")
@pytest.mark.parametrize(
    "change",
    [
        {"magnitude": 699},
        {"recipient": OMAR},
        {"recipient": None},
        {"actor": HUDA},
        {"kind": "saved"},
        {"object_ref": "post:6"},
        {"key": "other"},
        {"turn": 2},
        {"reason": "?"},
        {"at": NOON + timedelta(microseconds=1)},
    ],
)
def test_an_altered_deed_is_found_and_named(week: int, change: dict[str, object]) -> None:
    Act.objects.filter(actor=RIM).update(**change)
    act = Act.objects.get(pk=Act.objects.order_by("pk")[1].pk)
    [finding, *rest] = acts.check_seals(community_id=week)
    assert (finding.kind, finding.day, finding.act_id, finding.key) == (
        "act_altered",
        date(2026, 10, 3),
        act.pk,
        act.key,
    )
    assert act.key in finding.sentence
    assert "2026-10-03" in finding.sentence
    assert {other.kind for other in rest} <= {"roll_up_differs"}


@pytest.mark.usefixtures("unprotected")
def test_a_deed_moved_to_another_day_is_named_there_and_missed_here(week: int) -> None:
    Act.objects.filter(actor=RIM).update(day=date(2026, 10, 5))
    assert kinds(week)[:2] == ["acts_missing", "act_altered"]


@pytest.mark.usefixtures("unprotected")
def test_a_removed_deed_is_missed(week: int) -> None:
    Act.objects.filter(actor=RIM).delete()
    findings = acts.check_seals(community_id=week)
    assert [f.kind for f in findings] == ["acts_missing", "roll_up_differs"]
    assert findings[0].sentence == "One deed of 2026-10-03 is missing."
    Act.objects.filter(day=date(2026, 10, 3)).delete()
    assert acts.check_seals(community_id=week)[0].sentence == "2 deeds of 2026-10-03 are missing."


@pytest.mark.usefixtures("unprotected")
def test_a_deed_slipped_into_a_sealed_day_or_before_the_first_is_named(week: int) -> None:
    for day in (date(2026, 10, 5), date(2026, 9, 1)):
        Act.objects.create(
            community_id=week,
            actor=OMAR,
            kind="read",
            object_ref="p",
            magnitude=1000,
            at=NOON,
            day=day,
            key=f"in {day}",
        )
    named = {(f.kind, f.key) for f in acts.check_seals(community_id=week) if f.key}
    assert named == {("act_outside", "in 2026-09-01"), ("act_altered", "in 2026-10-05")}


@pytest.mark.usefixtures("unprotected")
def test_a_forged_seal_is_found_even_when_the_deeds_were_made_to_fit(week: int) -> None:
    from diwan.contributions import sealing

    Act.objects.filter(actor=RIM).update(magnitude=1)
    seal = DaySeal.objects.get(day=date(2026, 10, 3))
    digests = [sealing.act_digest(act) for act in Act.objects.filter(day=seal.day)]
    forged = sealing.seal_hash(seal.day, seal.previous_hash, digests)
    DaySeal.objects.filter(pk=seal.pk).update(seal_hash=forged, marks=sealing.marks(digests))
    assert kinds(week)[0] == "chain_broken"


@pytest.mark.usefixtures("unprotected")
def test_a_seal_altered_or_taken_out_of_the_chain_is_found(week: int) -> None:
    DaySeal.objects.filter(day=date(2026, 10, 6)).update(seal_hash="f" * 64)
    assert kinds(week) == ["seal_altered"]
    DaySeal.objects.filter(day=date(2026, 10, 4)).delete()
    assert "chain_broken" in kinds(week)


@pytest.mark.usefixtures("unprotected")
def test_a_first_seal_that_pretends_to_a_past_is_found(week: int) -> None:
    DaySeal.objects.filter(day=date(2026, 10, 3)).delete()
    assert kinds(week)[:3] == ["act_outside", "act_outside", "chain_broken"]


@pytest.mark.usefixtures("unprotected")
def test_a_roll_up_that_was_improved_is_found(week: int) -> None:
    PairDay.objects.filter(actor=RIM).update(points=70_000)
    [finding] = acts.check_seals(community_id=week)
    assert (finding.kind, finding.day) == ("roll_up_differs", date(2026, 10, 3))
    assert "-69300" in finding.sentence


@pytest.mark.usefixtures("unprotected")
def test_findings_of_one_community_are_not_shown_to_another(week: int, tell: Tell) -> None:
    roof = found("roof")
    tell(NOON, community_id=roof)
    acts.seal_days(community_id=roof, until=date(2026, 10, 7), at=LATER)
    Act.objects.filter(community=week).update(magnitude=1)
    assert acts.check_seals(community_id=roof) == []


def test_the_database_itself_refuses_to_change_or_lose_seals_and_roll_ups(week: int) -> None:
    for rows, change in ((DaySeal.objects, {"act_count": 0}), (PairDay.objects, {"points": 0})):
        for deed in (lambda rows=rows, change=change: rows.update(**change), lambda rows=rows: rows.all().delete()):
            with pytest.raises(IntegrityError), transaction.atomic():
                deed()


def test_a_writer_and_the_sealer_wait_for_each_other_on_postgresql(week: int, tell: Tell) -> None:
    """The gate is a lock of the database where several processes write; SQLite has one writer anyway."""
    tell(LATER)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
            assert {mode for (mode,) in cursor.fetchall()} == {"ExclusiveLock", "ShareLock"}
        else:
            assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_each_communitys_days_are_sealed_by_themselves_one_day_after_they_end(garden: int, tell: Tell) -> None:
    roof = found("roof", timezone="Pacific/Auckland")
    for community_id in (garden, roof):
        tell(NOON - timedelta(hours=2), community_id=community_id, key="k")
    # 5 October, 00:30 in Auckland; 4 October, 14:30 in Amman.
    tasks.seal_days_that_are_over(NOON + timedelta(hours=23, minutes=30))
    assert acts.latest_seal(community_id=garden) is None
    assert acts.latest_seal(community_id=roof).day == date(2026, 10, 3)
    schedule.run_due(at=NOON + timedelta(days=2))
    assert acts.latest_seal(community_id=garden).day == date(2026, 10, 3)
