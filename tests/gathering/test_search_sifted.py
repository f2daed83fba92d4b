"""Search sifted: by kind, space, author, tag, time and answer; its pages; people by name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.people import public as people


def page(garden, text, after=None, limit=20, viewer=None, **wanted):
    viewer = viewer or garden.layla
    scope = {"community_id": garden.id, "viewer_id": viewer.pk, "text": text, "after": after, "limit": limit}
    return gathering.search_page(**scope, wanted=gathering.Wanted(**wanted))


def found(garden, text, **wanted):
    return [(hit.post_id, hit.comment_id) for hit in page(garden, text, **wanted).hits]


PAIRS = [
    ("والمجتمع", "مجتمع"), ("إدارة", "ادارة"), ("مدرسة", "مدرسه"), ("٢٠٢٦", "2026"), ("مستشفى", "مستشفي"),
    ("طَماطِم", "طماطم"), ("طمــاطم", "طماطم"), ("أسئلة", "اسئله"), ("آفات", "افات"), ("مسؤول", "مسئول"),
    ("بالحديد", "حديد"), ("للنباتات", "نبات"), ("الزارعون", "زارع"), ("گلدان", "كلدان"), ("Café", "cafe"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "sought"), PAIRS)
def test_words_meet_in_either_direction(garden, written, sought):
    post = garden.write("A title", f"كلام قبل {written} وكلام بعد")
    garden.write("Other", "شيء آخر", at=garden.at + timedelta(hours=1))
    assert found(garden, sought) == [(post.pk, None)]
    if sought not in ("مجتمع", "حديد", "نبات", "زارع"):
        other = garden.write("Back", f"كلام {sought} كلام", at=garden.at + timedelta(hours=2))
        assert {pk for pk, _comment in found(garden, written)} == {post.pk, other.pk}


def test_posts_and_comments_can_be_sought_apart(garden):
    post = garden.ask("Tomato leaves")
    comment = garden.answer(post, "These tomato leaves lack iron")
    assert found(garden, "tomato", what="posts") == [(post.pk, None)]
    assert found(garden, "tomato", what="comments") == [(post.pk, comment.pk)]
    assert len(found(garden, "tomato")) == 1, "each discussion once"


def test_it_is_sifted_by_author_tag_time_and_answer(garden):
    old = garden.write("Soil one", by=garden.samer, at=garden.at - timedelta(days=40), tags=["clay"])
    new = garden.ask("Soil two")
    solved = garden.ask("Soil three", at=garden.at - timedelta(hours=1))
    answer = garden.answer(solved, "Soil, of course")
    gathering.accept_answer(post_id=solved.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=garden.at)
    tag = gathering.get_tag(community_id=garden.id, viewer_id=garden.layla.pk, name="CLAY").id
    assert found(garden, "soil", what="posts", author_id=garden.samer.pk) == [(old.pk, None)]
    assert found(garden, "soil", tag_id=tag) == [(old.pk, None)]
    assert found(garden, "soil", tag_id=-1) == []
    recent = {pk for pk, _comment in found(garden, "soil", since=garden.at - timedelta(days=7))}
    assert recent == {new.pk, solved.pk}
    assert {pk for pk, _comment in found(garden, "soil", is_answered=True)} == {solved.pk}
    assert {pk for pk, _comment in found(garden, "soil", is_answered=False)} == {new.pk}
    assert [pk for pk, _comment in found(garden, "soil", what="posts", is_newest_first=True)] == [
        new.pk, solved.pk, old.pk
    ]  # fmt: skip


@pytest.mark.parametrize("is_newest_first", [False, True])
@pytest.mark.parametrize("what", ["all", "posts", "comments"])
def test_its_pages_follow_each_other_without_gap_or_repetition(garden, what, is_newest_first):
    for number in range(7):
        post = garden.write(f"Soil {number}", "soil " * (number % 3 + 1), at=garden.at - timedelta(hours=number // 2))
        garden.answer(post, f"Soil indeed {number}", at=garden.at + timedelta(hours=number))
    whole = found(garden, "soil", what=what, is_newest_first=is_newest_first)
    assert len(whole) == 7
    parts, after = [], None
    while True:
        one = page(garden, "soil", after=after, limit=3, what=what, is_newest_first=is_newest_first)
        parts += [(hit.post_id, hit.comment_id) for hit in one.hits]
        after = one.after
        if after is None:
            break
    assert parts == whole


def test_what_holds_some_of_the_words_is_said_to_and_has_pages_too(garden):
    for number in range(3):
        garden.write(f"Soil {number}", at=garden.at - timedelta(hours=number))
    first = page(garden, "soil unheard", limit=2)
    assert (first.is_partial, len(first.hits)) == (True, 2)
    second = page(garden, "soil unheard", after=first.after, limit=2)
    assert (second.is_partial, len(second.hits), second.after) == (True, 1, None)


@pytest.mark.parametrize("cursor", ["", "x", "1", "1.2", "-1.2.0", "1.2.3.4", "٣.٤.٠", "1" * 30 + ".1.0"])
def test_a_cursor_that_is_not_ours_is_not_found(garden, cursor):
    garden.write("Soil")
    with pytest.raises(errors.NotFound):
        page(garden, "soil", after=cursor)


def test_saved_posts_can_be_searched_alone(garden):
    kept = garden.write("Soil kept")
    garden.write("Soil left", at=garden.at + timedelta(hours=1))
    gathering.save_post(post_id=kept.pk, membership_id=garden.layla.pk, at=garden.at + timedelta(hours=2))

    def saved(text, viewer):
        items = gathering.list_saved(community_id=garden.id, viewer_id=viewer.pk, text=text)
        return [item.id for item in items]

    assert saved("soil", garden.layla) == [kept.pk]
    assert saved("rain", garden.layla) == saved("soil", garden.samer) == saved("!!", garden.layla) == []


def crowd(garden, text, viewer=None, **facts):
    viewer = viewer or garden.layla
    return gathering.search_people(community_id=garden.id, viewer_id=viewer.pk, text=text, **facts)


def names(garden, text, **facts):
    return [hit.display_name for hit in crowd(garden, text, **facts).hits]


def join(garden, name, bio=""):
    who = people.create_person(email=f"{name[:3]}@x.example", display_name=name, language="ar", at=garden.at)
    if bio:
        people.edit_profile(person=who, bio=bio)
    return people.join_community(person=who, community=garden.community, at=garden.at)


def test_people_are_found_by_name_and_by_what_they_say_of_themselves(garden):
    join(garden, "أسماء القاضي", "أزرع البندورة على سطح في إربد")
    assert names(garden, "اسماء") == names(garden, "القاض") == names(garden, "بندوره اربد") == ["أسماء القاضي"]
    (hit,) = crowd(garden, "اسماء").hits
    assert [part.text for part in hit.name if part.is_hit] == ["أسماء"]
    assert names(garden, "اسماء غيرها") == []


def test_who_changes_their_name_is_found_under_the_new_one(garden):
    member = join(garden, "Zahra")
    people.edit_profile(person=member.person, display_name="Zohra")
    assert (names(garden, "zahra"), names(garden, "zohra")) == ([], ["Zohra"])


def test_people_have_pages_and_the_gone_are_not_found(garden):
    for number in range(5):
        join(garden, f"{number} Yasmin")
    first = crowd(garden, "yasmin", limit=3)
    second = crowd(garden, "yasmin", limit=3, after=first.after)
    assert len({hit.membership_id for hit in (*first.hits, *second.hits)}) == 5
    assert second.after is None
    with pytest.raises(errors.NotFound):
        crowd(garden, "yasmin", after="1.2.3")
    assert names(garden, "rami") == [], "he is suspended"


def test_outsiders_find_nobody_and_nothing(garden):
    garden.write("Soil", tags=["clay"])
    for who in (garden.foreigner, garden.suspended):
        assert crowd(garden, "nadia", viewer=who).hits == ()
        assert page(garden, "soil", viewer=who).hits == ()
    there = garden.foreigner.community_id
    theirs = gathering.search_people(community_id=there, viewer_id=garden.foreigner.pk, text="nadia")
    assert theirs.hits == (), "our members are not found next door"


def test_fifty_hits_cost_what_five_cost(garden):
    for number in range(50):
        post = garden.write(f"Soil {number}", at=garden.at - timedelta(hours=number))
        if number % 2:
            garden.answer(post, f"Soil indeed {number}", at=garden.at + timedelta(hours=number))

    def cost(limit):
        with CaptureQueriesContext(connection) as seen:
            scope = {"community_id": garden.id, "viewer_id": garden.layla, "text": "soil"}
            hits = gathering.search_page(**scope, wanted=gathering.Wanted(), limit=limit).hits
        return len(seen), len(hits)

    few, many = cost(5), cost(50)
    assert (few[1], many[1]) == (5, 50)
    assert few[0] == many[0] <= 3
