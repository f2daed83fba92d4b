"""Newcomers and the directory: steps ticked by facts, greetings, being found and not being found."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.belonging import public as belonging
from diwan.belonging.errors import BadLink, LevelTooLow, NotFound, TooManyLinks
from diwan.people import public as people

from .conftest import AT


def path(garden, name, at=AT, *, chosen=False, follows=0):
    member = garden.again(name)
    return belonging.newcomer_path(member=member, has_chosen_reach=chosen, follow_count=follows, at=at)


def done(view):
    return {step.key for step in view.steps if step.is_done}


def test_steps_are_ticked_by_what_happened(garden):
    garden.join("salma")
    assert done(path(garden, "salma")) == set()
    garden.says("salma", "comment_written", "salma", "comment:9")
    assert done(path(garden, "salma")) == {"hello"}
    garden.says("salma", "question_asked", "salma", "post:9")
    assert done(path(garden, "salma", chosen=True, follows=2)) == {"hello", "question", "reach"}
    assert path(garden, "salma", chosen=True, follows=3).is_walked


def test_the_steps_are_shown_for_two_weeks_or_until_they_are_put_away(garden):
    garden.join("salma")
    assert path(garden, "salma").is_open
    assert not path(garden, "salma", at=AT + timedelta(days=14)).is_open
    belonging.close_path(by=garden.salma, at=AT)
    assert not path(garden, "salma").is_open
    assert not path(garden, "layla").is_open


def waiting(garden, at=AT, answered=()):
    return [one.name for one in belonging.list_newcomers(community_id=garden.id, at=at, answered=answered)]


def test_a_newcomer_waits_until_somebody_says_a_word_to_them(garden):
    garden.join("salma", days_ago=3)
    garden.join("omar", days_ago=2)
    garden.join("dana", days_ago=1)
    assert waiting(garden) == ["Salma", "Omar", "Dana"]
    garden.says("layla", "read", "salma", "post:1")
    assert "Salma" in waiting(garden)
    garden.says("layla", "same_here", "salma", "post:1")
    belonging.edit_card(by=level_one(garden, "layla"), is_listed=True, is_greeter=True, links=[])
    belonging.greet(by=garden.layla, membership_id=garden.omar.pk, at=AT)
    assert waiting(garden) == ["Dana"]
    assert waiting(garden, answered=[garden.dana.pk]) == []
    assert waiting(garden, at=AT + timedelta(days=30)) == []


def level_one(garden, name):
    people.set_trust(membership=garden.members[name], level=1, at=AT)
    return garden.members[name]


def test_only_greeters_greet_and_nobody_greets_next_door(garden):
    garden.join("salma")
    for name in ("nadia", "rami", "zed"):
        with pytest.raises(NotFound):
            belonging.greet(by=garden.members[name], membership_id=garden.salma.pk, at=AT)
    with pytest.raises(LevelTooLow):
        belonging.edit_card(by=garden.salma, is_listed=True, is_greeter=True, links=[])


def names(garden, viewer="samer", after=None, limit=40, **sought):
    page = belonging.directory_page(
        viewer=garden.members[viewer], sought=belonging.Sought(**sought), at=AT, after=after, limit=limit
    )
    return [member.person.display_name for member in page.members], page.after


def test_the_directory_names_active_members_longest_here_first_in_pages_that_do_not_shift(garden):
    first, after = names(garden, limit=3)
    assert first == ["Tariq", "Layla", "Samer"]
    garden.join("salma")
    second, end = names(garden, limit=3, after=after)
    assert (second, end) == (["Nadia", "Huda", "Salma"], None)


def test_who_does_not_want_to_be_found_is_found_by_nobody_but_themselves(garden):
    belonging.edit_card(by=garden.layla, is_listed=False, is_greeter=False, links=[])
    for viewer in ("samer", "huda", "tariq"):
        assert "Layla" not in names(garden, viewer)[0]
        assert names(garden, viewer, only=frozenset({garden.layla.pk}))[0] == []
    assert "Layla" in names(garden, "layla")[0]


def test_suspended_members_and_neighbours_see_no_directory(garden):
    for viewer in ("rami",):
        with pytest.raises(NotFound):
            names(garden, viewer)
    assert names(garden, "zed")[0] == ["Zed"]


def test_the_directory_is_narrowed_by_role_group_and_newness(garden):
    garden.join("salma")
    group = belonging.make_group(by=garden.huda, name_ar="عمّان", name_en="Amman", entry="open", at=AT)
    belonging.join_group(by=garden.salma, group_id=group.pk, at=AT)
    assert names(garden, role="steward")[0] == ["Huda"]
    assert names(garden, is_new=True)[0] == ["Salma"]
    assert names(garden, group_id=group.pk)[0] == ["Huda", "Salma"]
    for wrong in ({"role": "king"}, {"badge": "hand-x"}, {"badge": "nothing"}, {"group_id": 10**40}):
        with pytest.raises(NotFound):
            names(garden, **wrong)
    for cursor in ("x", "1", "1.x", "1.2.3", "-1.2", "9" * 40 + ".1"):
        with pytest.raises(NotFound):
            names(garden, after=cursor)


def test_a_page_of_the_directory_costs_the_same_however_many_there_are(garden):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            names(garden)
        return len(asked)

    few = queries()
    garden.crowd(20)
    assert queries() == few


def test_links_open_from_level_one_and_only_safely(garden):
    card = {"by": garden.layla, "is_listed": True, "is_greeter": False}
    with pytest.raises(LevelTooLow):
        belonging.edit_card(**card, links=["https://roof.example"])
    level_one(garden, "layla")
    assert belonging.edit_card(**card, links=["https://roof.example/a", " "]).links == ["https://roof.example/a"]
    bad = (
        "http://roof.example",
        "javascript:alert(1)",
        "https://",
        "https://x@roof.example",
        'https://a.b/"x',
        "https://[",
    )
    for link in bad:
        with pytest.raises(BadLink):
            belonging.edit_card(**card, links=[link])
    with pytest.raises(TooManyLinks):
        belonging.edit_card(**card, links=[f"https://roof.example/{n}" for n in range(4)])
