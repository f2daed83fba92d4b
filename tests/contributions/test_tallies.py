from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.contributions import public as acts
from diwan.contributions.models import PairDay

from .conftest import HUDA, OMAR, RIM, found

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
OCTOBER = {"start": date(2026, 10, 1), "end": date(2026, 11, 1)}
Tell = Callable[..., acts.ActView]

PARTIES = [HUDA, OMAR, RIM]
EPOCH = datetime(2026, 9, 28, tzinfo=UTC)
HOURS = st.integers(0, 24 * 10 * 4).map(lambda quarters: EPOCH + timedelta(minutes=15 * quarters))
DEEDS = st.lists(
    st.tuples(
        HOURS,
        st.sampled_from(PARTIES),
        st.sampled_from([*PARTIES, None]),
        st.sampled_from([("read", 1), ("read", 1000), ("saved", 3000), ("same_here", 0)]),
        st.none() | st.integers(0, 96),
    ),
    max_size=25,
)
COUNTER = iter(range(10**9))


def expected(
    listed: list[acts.ActView], start: datetime, end: datetime
) -> dict[tuple[UUID, UUID | None, str], tuple[int, int]]:
    """The specification: a plain sum over the listed acts."""
    sums: dict[tuple[UUID, UUID | None, str], list[int]] = defaultdict(lambda: [0, 0])
    for act in listed:
        if start <= act.at < end:
            cell = sums[act.actor, act.recipient, act.kind]
            cell[0] += 1 if act.voids_key is None else -1
            cell[1] += act.magnitude
    return {pair: (count, points) for pair, (count, points) in sums.items() if count or points}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS, sealed=st.integers(0, 12), window=st.tuples(HOURS, HOURS), whole_days=st.booleans())
def test_the_roll_up_says_exactly_what_the_deeds_say(
    db: None,
    deeds: list[tuple[datetime, UUID, UUID | None, tuple[str, int], int | None]],
    sealed: int,
    window: tuple[datetime, datetime],
    whole_days: bool,
) -> None:
    """Whatever is told, taken back and sealed: roll-up, rows and a plain sum agree, on any stretch of time."""
    community_id = found(f"garden{next(COUNTER)}")
    for number, (at, actor, recipient, (kind, magnitude), undone_after) in enumerate(deeds):
        key = f"{number}"
        acts.record_act(
            community_id=community_id,
            actor=actor,
            recipient=recipient,
            kind=kind,
            object_ref="post:1",
            magnitude=magnitude,
            at=at,
            key=key,
        )
        if undone_after is not None:
            acts.void_act(community_id=community_id, key=key, at=at + timedelta(hours=undone_after), reason="")
    acts.seal_days(community_id=community_id, until=date(2026, 9, 28) + timedelta(days=sealed), at=NOON + timedelta(30))
    start, end = sorted(window)
    if whole_days:
        start, end = start.replace(hour=21, minute=0), end.replace(hour=21, minute=0)
    listed = acts.list_acts(community_id=community_id, start=EPOCH, end=EPOCH + timedelta(days=90))
    rolled, raw = (
        acts.tally_pairs(community_id=community_id, start=start, end=end, use_roll_up=use) for use in (True, False)
    )
    assert rolled == raw
    assert {(t.actor, t.recipient, t.kind): (t.count, t.points) for t in rolled} == expected(listed, start, end)
    assert acts.check_seals(community_id=community_id) == []


def test_a_month_is_read_from_the_roll_up_once_its_days_are_sealed(garden: int, tell: Tell) -> None:
    tell(NOON)
    tell(NOON + timedelta(days=1))
    acts.seal_days(community_id=garden, until=date(2026, 10, 4), at=NOON + timedelta(days=9))
    assert PairDay.objects.get().points == 700
    assert str(PairDay.objects.get()) == f"{garden} 2026-10-03 read"
    assert acts.tally_pairs(community_id=garden, **OCTOBER) == [acts.PairTally(OMAR, HUDA, "read", 2, 1400)]


def test_an_open_day_is_never_rolled_up_and_a_sealed_one_only_once(garden: int, tell: Tell) -> None:
    tell(NOON)
    assert acts.roll_up_days(community_id=garden, until=NOON + timedelta(days=30)) == 0
    acts.seal_days(community_id=garden, until=date(2026, 10, 4), at=NOON + timedelta(days=9))
    assert acts.roll_up_days(community_id=garden, until=NOON + timedelta(days=30)) == 0
    assert PairDay.objects.count() == 1


def test_a_book_brought_in_with_its_seals_is_rolled_up_afterwards(garden: int, tell: Tell, unprotected: None) -> None:
    tell(NOON)
    tell(NOON + timedelta(days=1))
    acts.seal_days(community_id=garden, until=date(2026, 10, 5), at=NOON + timedelta(days=9))
    PairDay.objects.all().delete()
    assert acts.roll_up_days(community_id=garden, until=date(2026, 10, 4)) == 1
    assert acts.roll_up_days(community_id=garden, until=date(2026, 10, 9)) == 1


def test_half_open_months_touch_without_sharing_a_deed(garden: int, tell: Tell) -> None:
    first_instant_of_november = datetime(2026, 10, 31, 21, tzinfo=UTC)
    tell(first_instant_of_november, object_ref="post:1")
    tell(first_instant_of_november - timedelta(microseconds=1), object_ref="post:2", magnitude=1)
    november = {"start": date(2026, 11, 1), "end": date(2026, 12, 1)}
    for seal in (False, True):
        if seal:
            acts.seal_days(community_id=garden, until=date(2026, 11, 2), at=NOON + timedelta(days=60))
        assert [t.points for t in acts.tally_pairs(community_id=garden, **OCTOBER)] == [1]
        assert [t.points for t in acts.tally_pairs(community_id=garden, **november)] == [700]


def test_time_that_runs_backwards_holds_nothing(garden: int, tell: Tell) -> None:
    tell(NOON)
    assert acts.tally_pairs(community_id=garden, start=date(2026, 11, 1), end=date(2026, 10, 1)) == []


def test_two_communities_never_mix_sealed_or_open(garden: int, tell: Tell) -> None:
    roof = found("roof", timezone="Pacific/Auckland")
    tell(NOON)
    tell(NOON, community_id=roof, magnitude=5)
    for until in (date(2026, 10, 3), date(2026, 10, 6)):
        acts.seal_days(community_id=garden, until=until, at=NOON + timedelta(days=9))
        assert [t.points for t in acts.tally_pairs(community_id=garden, **OCTOBER)] == [700]
        assert [t.points for t in acts.tally_pairs(community_id=roof, **OCTOBER)] == [5]
    assert acts.tally_pairs(community_id=found("cellar"), **OCTOBER) == []


def test_a_day_on_which_the_clock_skips_midnight_is_whole(tell: Tell, db: None) -> None:
    """In Cairo on 26 April 2024 the clock went from 00:00 to 01:00."""
    cairo = found("nile", timezone="Africa/Cairo")
    first = datetime(2024, 4, 25, 22, tzinfo=UTC)
    before = tell(first - timedelta(microseconds=1), community_id=cairo, key="before")
    after = tell(first, community_id=cairo, key="after", magnitude=1)
    assert (before.day, after.day) == (date(2024, 4, 25), date(2024, 4, 26))
    for _ in range(2):
        told = acts.tally_pairs(community_id=cairo, start=date(2024, 4, 26), end=date(2024, 4, 27))
        assert [t.points for t in told] == [1]
        acts.seal_days(community_id=cairo, until=date(2024, 4, 28), at=NOON)


def test_points_beyond_thirty_two_bits_add_up_exactly(garden: int) -> None:
    many = [acts.ActDraft(OMAR, HUDA, "accepted_answer", f"c:{n}", 20_000, NOON, f"{n}") for n in range(2000)]
    acts.record_acts(community_id=garden, acts=many)
    hours = [acts.ActDraft(OMAR, HUDA, "hours_confirmed", f"t:{n}", 24_000, NOON, f"h{n}") for n in range(2000)]
    acts.record_acts(community_id=garden, acts=hours)
    points = {t.kind: t.points for t in acts.tally_pairs(community_id=garden, **OCTOBER)}
    assert points == {"accepted_answer": 40_000_000, "hours_confirmed": 48_000_000}
