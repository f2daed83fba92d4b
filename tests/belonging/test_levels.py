"""Levels: risen by what was done, lowered by decisions alone, pinned by hand; and never a key to income."""

from datetime import timedelta

import pytest

from diwan.belonging import levels
from diwan.belonging import public as belonging
from diwan.belonging.errors import NotAllowed, NotForOneself, NotFound, OwnersOnly, ReasonNeeded, UnknownLevel
from diwan.kernel.models import AuditLine
from diwan.people import public as people
from diwan.trust import public as trust

from .conftest import AT


def count(garden, at=AT):
    return belonging.count_levels(community_id=garden.id, at=at)


def level(garden, name):
    return belonging.level_of(member=garden.again(name))


def reads(garden, who, number):
    for text in range(number):
        garden.says(who, "read", "layla", f"post:{text}")


def decide(garden, name, outcome, at=AT):
    report = trust.file_report(
        reporter=garden.samer, object_ref="comment:5", subject=garden.members[name], reason="spam", note="", at=at
    )
    return trust.decide_report(report_id=report.pk, by=garden.huda, outcome=outcome, reason="Again.", at=at)


def test_a_newcomer_who_read_is_no_newcomer_after_three_days(garden):
    garden.join("salma", days_ago=2)
    reads(garden, "salma", 5)
    count(garden)
    assert level(garden, "salma") == 0
    count(garden, at=AT + timedelta(days=1))
    assert (level(garden, "salma"), garden.again("salma").trust_level) == (1, 1)
    (notice,) = people.list_notices(membership_id=garden.salma.pk)
    assert (notice.kind, notice.facts["outcome"]) == ("level_changed", "up1")


def test_a_ring_of_friends_rises_in_the_house_and_never_where_income_is_steered(garden):
    """Reading and thanking each other costs nothing; plans that ask for trust of two see a one."""
    for guest in garden.crowd(6):
        garden.says(guest, "helped_me", "nadia", "post:3")
    reads(garden, "nadia", 40)
    count(garden)
    assert level(garden, "nadia") == 2
    assert garden.again("nadia").trust_level == 1
    standing = {row.party: row.trust for row in people.settlement_members(community_id=garden.id, at=AT)}
    assert standing[garden.nadia.party_id] == 1


def test_trust_that_was_given_before_is_not_lowered_by_counting(garden):
    people.set_trust(membership=garden.samer, level=2, at=AT)
    assert count(garden, at=AT + timedelta(days=400)) >= 0
    assert (level(garden, "samer"), garden.again("samer").trust_level) == (2, 2)


@pytest.mark.parametrize(("outcome", "left"), [("warn", 2), ("hide", 1), ("limit", 0)])
def test_a_decision_that_stands_lowers_for_ninety_days(garden, outcome, left):
    people.set_trust(membership=garden.samer, level=3, at=AT)
    garden.samer.refresh_from_db()
    count(garden)
    report = trust.file_report(
        reporter=garden.layla, object_ref="comment:5", subject=garden.samer, reason="spam", note="", at=AT
    )
    trust.decide_report(report_id=report.pk, by=garden.huda, outcome=outcome, reason="Again.", at=AT)
    count(garden, at=AT + timedelta(hours=1))
    assert (level(garden, "samer"), garden.again("samer").trust_level) == (left, left)
    notice = people.list_notices(membership_id=garden.samer.pk)[0]
    assert notice.facts["outcome"] == f"down{left}"


def test_a_decision_that_was_undone_lowers_nothing(garden):
    people.set_trust(membership=garden.nadia, level=2, at=AT)
    decision = decide(garden, "nadia", "hide")
    appeal = trust.file_appeal(decision_id=decision.pk, by=garden.nadia, text="It was mine", at=AT)
    trust.decide_appeal(appeal_id=appeal.pk, by=garden.tariq, overturn=True, answer="You are right.", at=AT)
    count(garden)
    assert level(garden, "nadia") == 2


def test_a_pin_holds_against_the_count_until_it_is_released(garden):
    pin = {"by": garden.huda, "membership_id": garden.layla.pk, "at": AT}
    with pytest.raises(ReasonNeeded):
        belonging.pin_level(**pin, level=2, reason=" ")
    belonging.pin_level(**pin, level=2, reason="She looks after the newcomers")
    count(garden)
    assert (level(garden, "layla"), garden.again("layla").trust_level) == (2, 1)
    belonging.unpin_level(**pin, reason="The season is over")
    assert level(garden, "layla") == 1
    actions = list(AuditLine.objects.filter(scope=garden.id).values_list("action", flat=True))
    assert actions[-2:] == ["level_pinned", "level_unpinned"]


def test_only_an_owner_gives_what_a_sharing_plan_asks_for(garden):
    pin = {"membership_id": garden.layla.pk, "level": 2, "reason": "Known to us all", "counts_for_plans": True}
    with pytest.raises(OwnersOnly):
        belonging.pin_level(by=garden.huda, at=AT, **pin)
    belonging.pin_level(by=garden.tariq, at=AT, **pin)
    assert garden.again("layla").trust_level == 2
    with pytest.raises(OwnersOnly):
        belonging.unpin_level(by=garden.huda, membership_id=garden.layla.pk, reason="No", at=AT)
    belonging.unpin_level(by=garden.tariq, membership_id=garden.layla.pk, reason="Enough", at=AT)
    assert garden.again("layla").trust_level == 1


def test_who_may_not_pin(garden):
    pin = {"membership_id": garden.layla.pk, "level": 1, "reason": "Because", "at": AT}
    for name in ("samer", "layla", "rami"):
        with pytest.raises(NotAllowed):
            belonging.pin_level(by=garden.members[name], **pin)
    with pytest.raises(NotFound):
        belonging.pin_level(by=garden.zed, **pin)
    with pytest.raises(NotForOneself):
        belonging.pin_level(by=garden.huda, **{**pin, "membership_id": garden.huda.pk})
    with pytest.raises(OwnersOnly):
        belonging.pin_level(by=garden.huda, **{**pin, "membership_id": garden.tariq.pk})
    for wrong in (-1, 4):
        with pytest.raises(UnknownLevel):
            belonging.pin_level(by=garden.huda, **{**pin, "level": wrong})


@pytest.mark.parametrize("need", levels.NEEDS, ids=lambda need: f"level {need.level}")
def test_each_figure_of_a_level_is_asked_for(need):
    facts = {"days_here": need.days_here, "reads": need.reads, "people_helped": need.people_helped}
    assert levels.reached(levels.Facts(**facts)) == need.level
    for name, figure in facts.items():
        if figure:
            assert levels.reached(levels.Facts(**{**facts, name: figure - 1})) < need.level
