"""A reply in substance is worth something to whoever it replies to: by another person, at most three times."""

from datetime import timedelta

import pytest

from diwan.gathering import public as gathering

SHORT = "جرّبي الخل."
TWENTY = " ".join(["كلمة"] * 20)
REPLY = {"substantive_reply": 4000}


def later(garden, hours=1):
    return garden.at + timedelta(hours=hours)


def help_asker(garden, comment, hours=1):
    kind, who = "helped_me", garden.nadia.pk
    return gathering.react(target=comment.ref, membership_id=who, kind=kind, at=later(garden, hours))


@pytest.mark.parametrize(("words", "counts"), [(19, False), (20, True)])
def test_twenty_words_make_a_reply_substantive(garden, words, counts):
    garden.answer(garden.ask(), " ".join(["word"] * words))
    assert garden.value(garden.samer, garden.nadia) == (REPLY if counts else {})


def test_figures_and_dashes_are_not_words(garden):
    garden.answer(garden.ask(), "1 2 3 4 5 6 7 8 9 10 -- -- -- -- -- -- ١ ٢ ٣ ٤ ٥")
    assert garden.value(garden.samer, garden.nadia) == {}


def test_quoting_the_question_back_does_not_make_the_words_ones_own(garden):
    garden.answer(garden.ask(), f"> {TWENTY}\n\nنعم")
    assert garden.value(garden.samer, garden.nadia) == {}


def test_the_asker_talking_under_the_own_question_gives_nothing_to_anybody(garden):
    garden.answer(garden.ask(), by=garden.nadia)
    assert [act.kind for act in garden.acts() if act.magnitude] == []


def test_a_reply_to_a_comment_is_worth_something_to_the_one_who_wrote_the_comment(garden):
    post = garden.ask()
    answer = garden.answer(post, SHORT)
    below = garden.answer(post, by=garden.layla, parent_id=answer.pk)
    garden.answer(post, by=garden.owner, parent_id=below.pk)
    assert garden.value(garden.layla, garden.samer) == REPLY
    assert garden.value(garden.owner, garden.layla) == REPLY
    assert garden.value(garden.layla, garden.nadia) == {}


def test_a_short_reply_that_helped_the_asker_is_substantive_until_the_asker_takes_it_back(garden):
    post = garden.ask()
    answer = garden.answer(post, SHORT)
    help_asker(garden, answer)
    assert garden.value(garden.samer, garden.nadia) == REPLY
    who = garden.nadia.pk
    gathering.withdraw_reaction(target=answer.ref, membership_id=who, kind="helped_me", at=later(garden, 2))
    assert garden.value(garden.samer, garden.nadia) == {}


def test_that_it_helped_somebody_else_does_not_make_it_substantive(garden):
    answer = garden.answer(garden.ask(), SHORT)
    gathering.react(target=answer.ref, membership_id=garden.layla.pk, kind="helped_me", at=later(garden))
    assert garden.value(garden.samer, garden.nadia) == {}


def test_the_same_two_people_count_at_most_three_times_on_one_post(garden):
    post = garden.ask()
    replies = [garden.answer(post) for _ in range(5)]
    assert garden.value(garden.samer, garden.nadia) == {"substantive_reply": 12_000}
    gathering.delete_comment(comment_id=replies[0].pk, by_id=garden.samer.pk, at=later(garden))
    assert garden.value(garden.samer, garden.nadia) == {"substantive_reply": 8000}
    garden.answer(post, at=later(garden, 2))
    assert garden.value(garden.samer, garden.nadia) == {"substantive_reply": 12_000}
    garden.answer(garden.ask("Another question"), at=later(garden, 3))
    assert garden.value(garden.samer, garden.nadia) == {"substantive_reply": 16_000}


def test_an_edit_is_weighed_again(garden):
    answer = garden.answer(garden.ask(), SHORT)
    by = garden.samer.pk
    gathering.edit_comment(comment_id=answer.pk, by_id=by, body=TWENTY, at=later(garden, 1))
    assert garden.value(garden.samer, garden.nadia) == REPLY
    gathering.edit_comment(comment_id=answer.pk, by_id=by, body=SHORT, at=later(garden, 2))
    assert garden.value(garden.samer, garden.nadia) == {}


def test_a_reply_that_was_reported_and_hidden_is_worth_nothing(garden):
    answer = garden.answer(garden.ask())
    help_asker(garden, answer)
    assert garden.value(garden.nadia, garden.samer) == {"helped_me": 10_000}
    gathering.hide_object(community_id=garden.id, object_ref=answer.ref, at=later(garden, 2))
    assert garden.value(garden.samer, garden.nadia) == garden.value(garden.nadia, garden.samer) == {}
    gathering.show_object(community_id=garden.id, object_ref=answer.ref, at=later(garden, 3))
    assert garden.value(garden.samer, garden.nadia) == REPLY
    assert garden.value(garden.nadia, garden.samer) == {"helped_me": 10_000}
