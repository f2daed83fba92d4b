"""Badges: given by facts, once, with what they rest on; never worth anything; given by hand with a reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.belonging import public as belonging
from diwan.belonging.badges import BADGES, Measure, earned
from diwan.belonging.errors import BadgeHeld, NotAllowed, NotForOneself, NotFound, ReasonNeeded
from diwan.contributions import public as contributions
from diwan.contributions.models import Act
from diwan.kernel.models import AuditLine
from diwan.ledger.models import Entry
from diwan.people import public as people

from .conftest import AT


def count(garden, at=AT, **facts):
    return belonging.award_badges(community_id=garden.id, at=at, **facts)


def held(garden, name, with_hidden=False):
    shown = belonging.list_badges(member=garden.members[name], language="en", with_hidden=with_hidden)
    return {badge.key: badge for badge in shown if badge.key != "year_here"}


def test_an_answer_that_was_accepted_gives_its_badge_with_the_answer_as_evidence(garden):
    garden.says("samer", "accepted_answer", "layla", "comment:7")
    assert held(garden, "layla") == {}
    count(garden)
    badge = held(garden, "layla")["first_answer"]
    assert (badge.count, badge.refs, badge.at) == (1, ("comment:7",), AT)
    assert held(garden, "samer") == {}


def test_counting_again_gives_nothing_again_and_tells_nobody_again(garden):
    garden.says("samer", "accepted_answer", "layla", "comment:7")
    count(garden)
    assert count(garden, at=AT + timedelta(days=1)) == 0
    assert held(garden, "layla")["first_answer"].at == AT
    kinds = [notice.kind for notice in people.list_notices(membership_id=garden.layla.pk)]
    assert kinds.count("badge_awarded") == 1


def test_what_was_taken_back_before_the_count_does_not_count(garden):
    key = garden.says("samer", "accepted_answer", "layla", "comment:7")
    contributions.void_act(community_id=garden.id, key=key, reason="taken back", at=AT - timedelta(hours=2))
    count(garden)
    assert held(garden, "layla") == {}


def test_ten_different_people_give_a_badge_and_one_person_ten_times_does_not(garden):
    for number in range(12):
        garden.says("samer", "helped_me", "nadia", f"post:{number}")
    for guest in garden.crowd(10):
        garden.says(guest, "helped_me", "layla", "post:40")
    count(garden)
    assert set(held(garden, "layla")) == {"ten_helped"}
    assert held(garden, "nadia") == {}


def test_twenty_who_tried_different_texts_are_not_twenty_who_tried_one(garden):
    guests = garden.crowd(20)
    for number, guest in enumerate(guests):
        garden.says(guest, "tried_worked", "nadia", f"post:{number % 2}")
        garden.says(guest, "tried_worked", "layla", "post:90")
    count(garden)
    assert "tried_by_twenty" not in held(garden, "nadia")
    assert held(garden, "layla")["tried_by_twenty"].refs == ("post:90",)


def test_a_year_and_a_duty_are_facts_too(garden):
    people.grant_role(membership=garden.nadia, role="translator", by=garden.tariq, at=AT)
    count(garden)
    assert set(held(garden, "nadia")) == {"translator"}
    keys = {badge.key for badge in belonging.list_badges(member=garden.tariq, language="en")}
    assert keys == {"year_here"}


def test_nothing_of_it_is_worth_anything(garden):
    """No act and no entry is written by any of it; the plans' own trust is untouched by badges."""
    for guest in garden.crowd(20):
        garden.says(guest, "tried_worked", "layla", "post:90")
    before = (Act.objects.count(), Entry.objects.count())
    count(garden)
    made = hand_badge(garden)
    given = belonging.give_badge(
        by=garden.huda, badge_id=made.pk, membership_id=garden.layla.pk, reason="The roof", at=AT
    )
    belonging.take_back_badge(by=garden.huda, award_id=given.pk, reason="Meant for Nadia", at=AT)
    assert (Act.objects.count(), Entry.objects.count()) == before
    assert garden.again("layla").trust_level == 0


def test_its_owner_hides_a_badge_and_nobody_else_can(garden):
    garden.says("samer", "accepted_answer", "layla", "comment:7")
    count(garden)
    badge = held(garden, "layla")["first_answer"]
    for name in ("samer", "huda", "tariq", "zed"):
        with pytest.raises(NotFound):
            belonging.show_badge(by=garden.members[name], award_id=badge.id, is_shown=False)
    belonging.show_badge(by=garden.layla, award_id=badge.id, is_shown=False)
    assert held(garden, "layla") == {}
    assert held(garden, "layla", with_hidden=True)["first_answer"].is_hidden
    sought = belonging.Sought(badge="first_answer")
    assert belonging.directory_page(viewer=garden.samer, sought=sought, at=AT).members == ()


def hand_badge(garden):
    words = {"name_ar": "يد خضراء", "name_en": "Green hand", "why_ar": "لمن فتح سطحه", "why_en": "For an open roof"}
    return belonging.make_hand_badge(by=garden.huda, at=AT, **words)


def test_a_badge_by_hand_has_a_reason_a_day_and_an_audit_line_and_so_has_taking_it_back(garden):
    made = hand_badge(garden)
    give = {"by": garden.huda, "badge_id": made.pk, "membership_id": garden.layla.pk, "at": AT}
    with pytest.raises(ReasonNeeded):
        belonging.give_badge(**give, reason="  ")
    given = belonging.give_badge(**give, reason="She taught us grafting")
    with pytest.raises(BadgeHeld):
        belonging.give_badge(**give, reason="Again")
    shown = held(garden, "layla")[f"hand-{made.pk}"]
    assert (shown.reason, shown.given_by) == ("She taught us grafting", "Huda")
    with pytest.raises(ReasonNeeded):
        belonging.take_back_badge(by=garden.tariq, award_id=given.pk, reason="", at=AT)
    belonging.take_back_badge(by=garden.tariq, award_id=given.pk, reason="It was Nadia", at=AT)
    assert held(garden, "layla") == {}
    assert belonging.give_badge(**give, reason="Now it is hers").pk != given.pk
    actions = set(AuditLine.objects.filter(scope=garden.id).values_list("action", flat=True))
    assert {"hand_badge_made", "badge_given", "badge_taken_back"} <= actions


def test_members_neighbours_and_the_suspended_give_nothing_and_nobody_gives_themselves(garden):
    made = hand_badge(garden)
    give = {"badge_id": made.pk, "membership_id": garden.layla.pk, "reason": "Because", "at": AT}
    for name in ("layla", "samer", "rami"):
        with pytest.raises(NotAllowed):
            belonging.give_badge(by=garden.members[name], **give)
    with pytest.raises(NotFound):
        belonging.give_badge(by=garden.zed, **give)
    with pytest.raises(NotForOneself):
        belonging.give_badge(by=garden.huda, **{**give, "membership_id": garden.huda.pk})
    for nobody in (garden.zed.pk, garden.rami.pk, 0, 10**40):
        with pytest.raises(NotFound):
            belonging.give_badge(by=garden.huda, **{**give, "membership_id": nobody})


def test_the_published_figure_is_the_figure_that_is_compared():
    for badge in BADGES.values():
        assert badge in earned({badge.measure: badge.least})
        assert badge not in earned({badge.measure: badge.least - 1})
        if badge.least > 1:
            assert str(badge.least) in belonging.rule_of(badge)
    assert {badge.measure for badge in BADGES.values()} == set(Measure)


def test_a_night_without_news_costs_the_same_however_many_members_there_are(garden):
    def queries() -> int:
        count(garden)
        with CaptureQueriesContext(connection) as asked:
            count(garden)
        return len(asked)

    few = queries()
    garden.crowd(15)
    assert queries() == few
