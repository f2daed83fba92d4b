"""Shapes: a planted circle and planted followers are found; a healthy close-knit group is not."""

from random import Random
from typing import Any
from uuid import UUID

import pytest

from diwan.kernel.models import AuditLine
from diwan.people import public as people
from diwan.trust import errors, providers
from diwan.trust import public as trust
from diwan.trust.enums import Shape
from diwan.trust.watch.detect import Found, find_shapes

from .conftest import AT, Garden

Marks = dict[tuple[UUID, UUID], int]
KINDS = (1000, 1000, 1000, 3000, 4000, 6000, 10_000)


def party(number: int) -> UUID:
    return UUID(int=number + 1)


def village(chance: Random, members: int = 120, writers: int = 30) -> Marks:
    """An ordinary month: everybody marks what they find useful, some writers far more than others."""
    marks: Marks = {}
    weights = [1 / (1 + place) for place in range(writers)]
    for giver in range(members):
        for _ in range(chance.randint(6, 30)):
            taker = chance.choices(range(writers), weights)[0]
            if chance.random() < 0.25:
                taker = chance.randrange(members)
            mark(marks, giver, taker, chance.choice(KINDS))
    return marks


def mark(marks: Marks, giver: int, taker: int, points: int) -> None:
    if giver != taker:
        key = party(giver), party(taker)
        marks[key] = marks.get(key, 0) + points


def shapes(marks: Marks) -> list[Found]:
    return find_shapes(trust.Pair(giver, taker, points) for (giver, taker), points in sorted(marks.items()))


def marked(found: list[Found]) -> set[UUID]:
    return {one for shape in found for one in shape.parties}


@pytest.mark.parametrize("seed", range(10))
def test_a_circle_of_six_that_marks_itself_is_found(seed: int) -> None:
    chance = Random(seed)
    marks, ring = village(chance), range(200, 206)
    for giver in ring:
        for taker in ring:
            mark(marks, giver, taker, chance.randint(2, 4) * 10_000)
        mark(marks, giver, chance.randrange(30), 1000)
    rings = [one for one in shapes(marks) if one.shape is Shape.RING]
    assert [set(one.parties) for one in rings] == [{party(number) for number in ring}]
    assert rings[0].figures["crossing_bp"] < 500


@pytest.mark.parametrize("seed", range(5))
def test_a_circle_that_passes_marks_one_way_is_found_too(seed: int) -> None:
    """Nobody marks back whoever marks them: reciprocity is blind to it."""
    marks = village(Random(seed))
    for place in range(6):
        mark(marks, 200 + place, 200 + (place + 1) % 6, 60_000)
    assert {party(200 + place) for place in range(6)} <= marked(shapes(marks))


@pytest.mark.parametrize("seed", range(10))
def test_twenty_puppets_of_one_writer_are_found(seed: int) -> None:
    chance = Random(seed)
    marks = village(chance)
    for puppet in range(300, 320):
        mark(marks, puppet, 25, chance.randint(8, 16) * 1000)
    followings = [one for one in shapes(marks) if one.shape is Shape.FOLLOWING]
    assert [one.parties[0] for one in followings] == [party(25)]
    assert followings[0].figures["followers"] >= 20


def study_group(chance: Random, marks: Marks, size: int = 8) -> set[UUID]:
    """Eight who learn together: three marks in five go to each other, the rest to the village, which reads them too."""
    group = range(400, 400 + size)
    for giver in group:
        for _ in range(chance.randint(20, 40)):
            inside = chance.random() < 0.6
            mark(marks, giver, chance.choice(list(group)) if inside else chance.randrange(30), chance.choice(KINDS))
    for _ in range(120):
        mark(marks, chance.randrange(120), chance.choice(list(group)), chance.choice(KINDS))
    return {party(number) for number in group}


def test_a_healthy_group_that_learns_together_is_not_marked() -> None:
    """Two hundred months of it: at least 190 without a word about the group."""
    quiet = 0
    for seed in range(200):
        chance = Random(seed)
        marks = village(chance)
        group = study_group(chance, marks)
        quiet += not group & marked(shapes(marks))
    assert quiet >= 190


def test_an_ordinary_village_stands_out_in_nothing() -> None:
    assert sum(bool(shapes(village(Random(seed)))) for seed in range(40)) <= 2


def test_the_same_book_gives_the_same_figures() -> None:
    assert shapes(village(Random(3))) == shapes(village(Random(3)))


def test_a_small_community_is_not_judged() -> None:
    marks: Marks = {}
    for giver in range(5):
        for taker in range(5):
            mark(marks, giver, taker, 50_000)
    assert shapes(marks) == []


@pytest.fixture
def circle(garden: Garden, monkeypatch: pytest.MonkeyPatch) -> trust.Suspicion:
    marks = village(Random(1))
    ring = [garden.writer.party_id, garden.reader.party_id, garden.badr.party_id]
    marks |= {(a, b): 40_000 for a in ring for b in ring if a != b}
    pairs = [trust.Pair(giver, taker, points) for (giver, taker), points in sorted(marks.items())]
    monkeypatch.setattr(providers, "_pairs", {"test": lambda **_: pairs})
    [found] = trust.find_suspicions(community_id=garden.community.pk, at=AT)
    return found


def test_found_again_it_is_the_same_row_and_nothing_else_happens(garden: Garden, circle: trust.Suspicion) -> None:
    [again] = trust.find_suspicions(community_id=garden.community.pk, at=AT)
    assert again == circle
    assert trust.open_report_count(community_id=garden.community.pk) == 0
    assert not any(people.list_notices(membership_id=one.pk) for one in (garden.writer, garden.reader))
    for one in (garden.writer, garden.reader):
        one.refresh_from_db()
        assert one.is_active


def test_who_is_part_of_it_and_who_does_not_moderate_see_nothing(garden: Garden, circle: trust.Suspicion) -> None:
    def seen(who: people.Membership) -> list[Any]:
        return trust.list_suspicions(community_id=garden.community.pk, viewer=who)

    assert seen(garden.salma) == seen(garden.owner) == [circle]
    assert seen(garden.badr) == seen(garden.reader) == seen(garden.stranger) == []
    with pytest.raises(errors.NoSuchSuspicion):
        trust.look_at_suspicion(suspicion_id=circle.pk, by=garden.badr, note="Friends.", at=AT)


def test_whoever_looks_says_what_it_was(garden: Garden, circle: trust.Suspicion) -> None:
    with pytest.raises(errors.ReasonMissing):
        trust.look_at_suspicion(suspicion_id=circle.pk, by=garden.salma, note=" ", at=AT)
    trust.look_at_suspicion(suspicion_id=circle.pk, by=garden.salma, note="A class.", at=AT)
    assert trust.list_suspicions(community_id=garden.community.pk, viewer=garden.owner) == []
    assert AuditLine.objects.filter(scope=garden.community.pk, action="suspicion_looked_at").exists()
