from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from diwan.contributions import errors
from diwan.contributions import public as acts
from diwan.contributions.models import Act, ObjectTitle

from .conftest import HUDA, OMAR, RIM, found

NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
Tell = Callable[..., acts.ActView]


def everything(community_id: int, **chosen: object) -> list[acts.ActView]:
    return acts.list_acts(community_id=community_id, start=date(2026, 1, 1), end=date(2027, 1, 1), **chosen)


def test_a_read_is_in_the_book_with_its_title_and_nobody_elses_book_shows_it(garden: int, tell: Tell) -> None:
    written = tell(NOON, title="كيف أسقي الزيتون؟")
    assert everything(garden) == [written]
    assert (written.actor, written.recipient, written.magnitude, written.day) == (OMAR, HUDA, 700, date(2026, 10, 3))
    assert written.title == "كيف أسقي الزيتون؟"
    assert everything(found("roof")) == []


def test_a_read_told_twice_on_one_day_is_written_once_and_again_the_next_day(garden: int, tell: Tell) -> None:
    first = tell(NOON)
    assert tell(NOON + timedelta(hours=2), magnitude=1000) == first
    tell(NOON + timedelta(days=1))
    assert [act.magnitude for act in everything(garden)] == [700, 700]


def test_the_day_turns_at_the_communitys_midnight_not_at_greenwich(garden: int, tell: Tell) -> None:
    before, after = datetime(2026, 10, 3, 20, 59, 59, 999_999, tzinfo=UTC), datetime(2026, 10, 3, 21, tzinfo=UTC)
    assert (tell(before).day, tell(after).day) == (date(2026, 10, 3), date(2026, 10, 4))


def test_one_key_for_two_different_deeds_is_refused_and_the_first_stands(garden: int, tell: Tell) -> None:
    tell(NOON, kind="helped_me", magnitude=10_000, key="k")
    for other in ({"recipient": RIM}, {"actor": RIM}, {"object_ref": "post:6"}, {"magnitude": 9000}, {"kind": "saved"}):
        deed = {"kind": "helped_me", "magnitude": 3000 if "kind" in other else 10_000, "key": "k"}
        with pytest.raises(errors.KeyConflict, match="“k”"):
            tell(NOON, **{**deed, **other})
    assert len(everything(garden)) == 1


def test_the_same_key_in_two_communities_is_two_deeds(garden: int, tell: Tell) -> None:
    roof = found("roof")
    tell(NOON, key="k")
    tell(NOON, key="k", community_id=roof, magnitude=1)
    assert [act.magnitude for act in everything(garden)] == [700]
    assert [act.magnitude for act in everything(roof)] == [1]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"magnitude": 1001}, "magnitude"),
        ({"magnitude": -1}, "magnitude"),
        ({"kind": "post_published", "magnitude": 1, "key": "p"}, "magnitude"),
        ({"kind": "hours_confirmed", "magnitude": 24_001, "key": "h"}, "magnitude"),
        ({"key": ""}, "key"),
        ({"key": "k" * 181}, "key"),
        ({"key": "void:k"}, "key"),
        ({"object_ref": ""}, "object_ref"),
        ({"object_ref": "p" * 121, "key": "k"}, "object_ref"),
    ],
)
def test_what_the_catalogue_does_not_allow_is_refused_by_the_field(
    garden: int, tell: Tell, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(errors.ActRefused, match=f"“{field}”"):
        tell(NOON, **wrong)
    assert everything(garden) == []


def test_an_instant_without_a_time_zone_and_an_unknown_kind_are_refused(garden: int, tell: Tell) -> None:
    with pytest.raises(errors.ActRefused, match="“at”"):
        tell(NOON.replace(tzinfo=None), key="k")
    with pytest.raises(errors.UnknownKind, match="clapped"):
        tell(NOON, kind="clapped", key="k")


def test_taking_back_a_thanks_leaves_both_rows_and_nothing_to_pay(garden: int, tell: Tell) -> None:
    thanks = tell(NOON, kind="helped_me", magnitude=10_000)
    counter = acts.void_act(
        community_id=garden, key=thanks.key, at=NOON + timedelta(days=2), reason="pressed by mistake"
    )
    assert (counter.magnitude, counter.voids_key, counter.recipient) == (-10_000, thanks.key, HUDA)
    assert [act.magnitude for act in everything(garden)] == [10_000, -10_000]
    assert acts.tally_pairs(community_id=garden, start=date(2026, 10, 1), end=date(2026, 11, 1)) == []
    assert Act.objects.get(pk=counter.id).reason == "pressed by mistake"


def test_taking_back_twice_takes_back_once(garden: int, tell: Tell) -> None:
    thanks = tell(NOON, kind="helped_me", magnitude=10_000)
    once = acts.void_act(community_id=garden, key=thanks.key, at=NOON, reason="")
    assert acts.void_act(community_id=garden, key=thanks.key, at=NOON + timedelta(1), reason="again") == once
    assert len(everything(garden)) == 2


def test_thanks_given_again_after_they_were_taken_back_count_again(garden: int, tell: Tell) -> None:
    for day in range(3):
        thanks = tell(NOON + timedelta(day), kind="helped_me", magnitude=10_000)
        acts.void_act(community_id=garden, key=thanks.key, at=NOON + timedelta(day, 60), reason="")
    last = tell(NOON + timedelta(4), kind="helped_me", magnitude=10_000)
    assert tell(NOON + timedelta(5), kind="helped_me", magnitude=10_000) == last
    [tally] = acts.tally_pairs(community_id=garden, start=date(2026, 10, 1), end=date(2026, 11, 1))
    assert (tally.count, tally.points) == (1, 10_000)


def test_what_was_never_told_or_told_elsewhere_cannot_be_taken_back(garden: int, tell: Tell) -> None:
    thanks = tell(NOON, kind="helped_me", magnitude=10_000)
    counter = acts.void_act(community_id=garden, key=thanks.key, at=NOON, reason="")
    for community_id, key in ((found("roof"), thanks.key), (garden, "nothing"), (garden, counter.key)):
        with pytest.raises(errors.NoSuchAct):
            acts.void_act(community_id=community_id, key=key, at=NOON, reason="")


def test_a_deed_cannot_be_taken_back_before_it_was_done(garden: int, tell: Tell) -> None:
    thanks = tell(NOON, kind="helped_me", magnitude=10_000)
    with pytest.raises(errors.ActRefused, match="“at”"):
        acts.void_act(community_id=garden, key=thanks.key, at=NOON - timedelta(seconds=1), reason="")


def test_an_upheld_report_takes_all_value_of_that_item_and_of_no_other(garden: int, tell: Tell) -> None:
    for reader in (OMAR, RIM):
        tell(NOON, actor=reader)
    tell(NOON, kind="saved", magnitude=3000)
    tell(NOON, object_ref="post:50")
    roof = found("roof")
    tell(NOON, community_id=roof)
    assert acts.void_object(community_id=garden, object_ref="post:5", at=NOON, reason="copied") == 3
    assert acts.void_object(community_id=garden, object_ref="post:5", at=NOON, reason="copied") == 0
    october = {"start": date(2026, 10, 1), "end": date(2026, 11, 1)}
    assert [tally.points for tally in acts.tally_pairs(community_id=garden, **october)] == [700]
    assert [tally.points for tally in acts.tally_pairs(community_id=roof, **october)] == [700]


def test_a_member_sees_the_deeds_that_reached_her_and_not_those_that_reached_others(garden: int, tell: Tell) -> None:
    tell(NOON, recipient=HUDA)
    tell(NOON, recipient=RIM, object_ref="post:6")
    tell(NOON, recipient=None, actor=HUDA, kind="post_published", magnitude=0, object_ref="post:5")
    assert [act.object_ref for act in everything(garden, recipient=RIM)] == ["post:6"]
    assert [act.kind for act in everything(garden, actor=HUDA)] == ["post_published"]
    assert [act.kind for act in everything(garden, kinds=["read"], recipient=HUDA)] == ["read"]
    assert everything(garden, recipient=UUID(int=99)) == []


def test_a_list_is_half_open(garden: int, tell: Tell) -> None:
    tell(NOON)
    one_more = NOON + timedelta(microseconds=1)
    assert len(acts.list_acts(community_id=garden, start=NOON, end=one_more)) == 1
    assert acts.list_acts(community_id=garden, start=one_more, end=one_more + timedelta(1)) == []
    assert acts.list_acts(community_id=garden, start=NOON - timedelta(1), end=NOON) == []


def test_a_title_is_corrected_and_forgotten_while_the_deed_stays(garden: int, tell: Tell) -> None:
    tell(NOON, title="Olives")
    acts.name_object(community_id=garden, object_ref="post:5", title="Olive trees " + "x" * 300)
    assert everything(garden)[0].title.startswith("Olive trees")
    assert len(everything(garden)[0].title) == 200
    acts.forget_titles(community_id=garden, object_refs=["post:5"])
    assert [(act.title, act.magnitude) for act in everything(garden)] == [("", 700)]


def test_a_self_act_is_written_as_it_happened(garden: int, tell: Tell) -> None:
    assert tell(NOON, actor=HUDA).magnitude == 700


def test_the_database_itself_refuses_to_change_or_lose_a_deed(garden: int, tell: Tell) -> None:
    tell(NOON)
    for change in (lambda: Act.objects.update(magnitude=1), lambda: Act.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert everything(garden)[0].magnitude == 700


def test_only_a_counter_act_may_be_below_zero_says_the_database_too(garden: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.create(
            community_id=garden,
            actor=OMAR,
            recipient=HUDA,
            kind="read",
            object_ref="post:5",
            magnitude=-1,
            at=NOON,
            day=NOON.date(),
            key="k",
        )


def test_every_view_and_row_says_what_it_is(garden: int, tell: Tell) -> None:
    thanks = tell(NOON, title="Olives")
    assert str(Act.objects.get(pk=thanks.id)) == thanks.key
    assert str(ObjectTitle.objects.get()) == "Olives"
