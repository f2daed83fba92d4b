"""Is there one like it already? The questions closest to a title that is being written."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import public as gathering


def similar(garden, text, viewer=None):
    viewer = viewer or garden.layla
    return gathering.list_similar(community_id=garden.id, text=text, viewer_id=viewer.pk)


def test_a_title_finds_the_questions_with_its_words_however_they_are_spelt(garden):
    asked = garden.ask("أوراق الطماطم تصفرّ بين العروق", at=garden.at)
    garden.ask("متى أزرع الفجل؟", at=garden.at + timedelta(hours=1))
    (found,) = similar(garden, "لماذا اصفرت اوراق طماطم السطح")
    assert (found.id, found.is_accepted, found.answer_count) == (asked.pk, False, 0)


def test_it_says_which_has_its_answer(garden):
    asked = garden.ask("Yellow tomato leaves")
    answer = garden.answer(asked)
    gathering.accept_answer(post_id=asked.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=garden.at)
    (found,) = similar(garden, "tomato leaves")
    assert (found.is_accepted, found.answer_count) == (True, 1)


def test_talk_comments_drafts_and_what_was_taken_away_are_not_proposed(garden):
    garden.write("Tomato talk", kind="discussion")
    other = garden.ask("Something else", at=garden.at + timedelta(hours=1))
    garden.answer(other, "Tomato leaves, I think")
    gone = garden.ask("Tomato leaves", at=garden.at + timedelta(hours=2))
    gathering.hide_object(community_id=garden.id, object_ref=gone.ref, at=garden.at + timedelta(hours=3))
    assert similar(garden, "tomato leaves") == ()


def test_short_words_and_nothing_find_nothing(garden):
    garden.ask("من أين لك هذا")
    assert similar(garden, "من") == similar(garden, "") == similar(garden, "؟؟ !!") == ()


def test_outsiders_are_told_nothing(garden):
    garden.ask("Tomato leaves")
    assert similar(garden, "tomato", garden.foreigner) == similar(garden, "tomato", garden.suspended) == ()


def test_many_close_questions_cost_what_one_costs(garden):
    def count():
        with CaptureQueriesContext(connection) as seen:
            found = gathering.list_similar(community_id=garden.id, text="tomato leaves", viewer_id=garden.layla)
        return len(seen), len(found)

    garden.ask("Tomato leaves", at=garden.at - timedelta(days=2))
    few, _one = count()
    for number in range(8):
        garden.ask(f"Tomato leaves {number}", at=garden.at - timedelta(hours=number))
    many, shown = count()
    assert few == many <= 3
    assert shown == 5
