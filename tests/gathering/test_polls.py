"""Polls: one voice each, changed until it closes, seen by those who may see, told to open pages, worth no dots."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from diwan.gathering import public as gathering
from diwan.gathering.errors import MembersOnly, NotFound, NotYours, UnknownChoice
from diwan.gathering.models import PollVote
from diwan.gathering.polls.errors import (
    AnswersNeeded,
    NotAnAnswerHere,
    PollClosed,
    PollHasVoices,
    PollWordsTooLong,
    QuestionNeeded,
)
from diwan.kernel import live

ASKED = gathering.PollSpec("ماذا نزرع في يناير؟", ("فول", "بازلاء", "سبانخ"))


def asked(garden: Any, post: Any = None, **changes: Any) -> Any:
    """A post of Nadia's with a poll under it."""
    post = post or garden.write("استطلاع")
    spec = gathering.PollSpec(**{**_facts(ASKED), **changes})
    gathering.put_poll(post_id=post.pk, by_id=garden.nadia.pk, poll=spec, at=garden.at)
    return post


def _facts(spec: gathering.PollSpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in spec.__slots__}


def seen(garden: Any, post: Any, by: Any = None, at: Any = None) -> gathering.PollView:
    viewer = by or garden.layla
    poll = gathering.get_poll(community_id=garden.id, post_id=post.pk, viewer_id=viewer.pk, at=at or garden.at)
    assert poll is not None
    return poll


def vote(garden: Any, post: Any, by: Any, *labels: str, at: Any = None) -> None:
    ids = {one.label: one.id for one in seen(garden, post, by=garden.nadia).answers}
    chosen = [ids[label] for label in labels]
    gathering.cast_vote(post_id=post.pk, membership_id=by.pk, option_ids=chosen, at=at or garden.at)


def counts(garden: Any, post: Any, by: Any) -> dict[str, int]:
    return {one.label: one.votes for one in seen(garden, post, by=by).answers}


def test_two_people_vote_and_the_counts_say_so(garden: Any) -> None:
    post = asked(garden)
    vote(garden, post, garden.samer, "فول")
    vote(garden, post, garden.layla, "بازلاء")
    assert counts(garden, post, garden.layla) == {"فول": 1, "بازلاء": 1, "سبانخ": 0}
    assert seen(garden, post).voter_count == 2
    assert [one.mine for one in seen(garden, post, by=garden.samer).answers] == [True, False, False]


def test_a_second_vote_takes_the_place_of_the_first_and_none_takes_it_back(garden: Any) -> None:
    post = asked(garden, results="always")
    vote(garden, post, garden.samer, "فول")
    vote(garden, post, garden.samer, "سبانخ")
    assert counts(garden, post, garden.samer) == {"فول": 0, "بازلاء": 0, "سبانخ": 1}
    vote(garden, post, garden.samer)
    assert counts(garden, post, garden.samer) == {"فول": 0, "بازلاء": 0, "سبانخ": 0}
    assert seen(garden, post).voter_count == 0


def test_several_answers_are_one_voice_where_the_poll_takes_several(garden: Any) -> None:
    post = asked(garden, is_several=True)
    vote(garden, post, garden.samer, "فول", "سبانخ")
    assert counts(garden, post, garden.samer) == {"فول": 1, "بازلاء": 0, "سبانخ": 1}
    assert seen(garden, post).voter_count == 1
    with pytest.raises(NotAnAnswerHere):
        vote(garden, asked(garden), garden.samer, "فول", "سبانخ")


def test_the_database_itself_keeps_one_voice_each(garden: Any) -> None:
    post = asked(garden)
    vote(garden, post, garden.samer, "فول")
    given = PollVote.objects.get()
    other = given.poll.options.exclude(pk=given.option_id).first()
    twin = PollVote(poll=given.poll, option=other, membership=given.membership, is_only=True, voted_at=garden.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_counts_are_hidden_until_one_has_voted_unless_the_poll_shows_them_always(garden: Any) -> None:
    post = asked(garden)
    vote(garden, post, garden.samer, "فول")
    before = seen(garden, post, by=garden.layla)
    assert (before.shows_results, [one.votes for one in before.answers]) == (False, [0, 0, 0])
    assert seen(garden, post, by=garden.samer).shows_results
    assert seen(garden, asked(garden, results="always"), by=garden.layla).shows_results


def test_a_poll_closes_when_it_said_and_shows_its_counts_then(garden: Any) -> None:
    post = asked(garden, open_days=3)
    vote(garden, post, garden.samer, "فول", at=garden.at + timedelta(days=3, seconds=-1))
    over = garden.at + timedelta(days=3)
    with pytest.raises(PollClosed):
        vote(garden, post, garden.samer, "سبانخ", at=over)
    closed = seen(garden, post, by=garden.layla, at=over)
    assert (closed.is_closed, closed.may_vote, closed.shows_results) == (True, False, True)
    assert [one.votes for one in closed.answers] == [1, 0, 0]


def test_its_days_begin_with_publication_not_with_the_draft(garden: Any) -> None:
    words = {"community_id": garden.id, "space_id": garden.space.pk, "author_id": garden.nadia.pk}
    words |= {"kind": "discussion", "title": "استطلاع", "body": "…", "language": "ar"}
    draft = gathering.save_draft(**words, at=garden.at)
    spec = gathering.PollSpec(ASKED.question, ASKED.answers, open_days=1)
    gathering.put_poll(post_id=draft.pk, by_id=garden.nadia.pk, poll=spec, at=garden.at)
    assert gathering.get_poll(community_id=garden.id, post_id=draft.pk, viewer_id=garden.nadia.pk, at=garden.at) is None
    later = garden.at + timedelta(days=9)
    post = gathering.publish_post(**words, draft_id=draft.pk, at=later)
    gathering.put_poll(post_id=post.pk, by_id=garden.nadia.pk, poll=spec, at=later)
    assert seen(garden, post, at=later).closes_at == later + timedelta(days=1)


def test_its_author_and_moderators_close_it_by_hand_and_nobody_else(garden: Any) -> None:
    post = asked(garden)
    with pytest.raises(NotYours):
        gathering.close_poll(post_id=post.pk, by_id=garden.layla.pk, at=garden.at)
    gathering.close_poll(post_id=post.pk, by_id=garden.owner.pk, at=garden.at)
    with pytest.raises(PollClosed):
        vote(garden, post, garden.samer, "فول")
    second = asked(garden)
    gathering.close_poll(post_id=second.pk, by_id=garden.nadia.pk, at=garden.at)
    assert seen(garden, second).is_closed


def test_once_somebody_voted_question_and_answers_stay(garden: Any) -> None:
    post = asked(garden)
    asked(garden, post, answers=("فول", "جزر"))
    assert [one.label for one in seen(garden, post).answers] == ["فول", "جزر"]
    vote(garden, post, garden.samer, "جزر")
    for change in ({"answers": ("فول", "خس")}, {"question": "غير ذلك؟"}, {"is_named": True}):
        with pytest.raises(PollHasVoices):
            asked(garden, post, **{"answers": ("فول", "جزر"), **change})
    with pytest.raises(PollHasVoices):
        gathering.put_poll(post_id=post.pk, by_id=garden.nadia.pk, poll=None, at=garden.at)
    asked(garden, post, answers=("فول", "جزر"))  # nothing changed, nothing refused
    assert counts(garden, post, garden.samer) == {"فول": 0, "جزر": 1}


def test_a_poll_nobody_voted_in_can_be_taken_away(garden: Any) -> None:
    post = asked(garden)
    gathering.put_poll(post_id=post.pk, by_id=garden.nadia.pk, poll=None, at=garden.at)
    assert gathering.get_poll(community_id=garden.id, post_id=post.pk, viewer_id=garden.layla.pk, at=garden.at) is None


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"question": "  \n "}, QuestionNeeded),
        ({"answers": ("فول",)}, AnswersNeeded),
        ({"answers": ("Beans", " beans ", "")}, AnswersNeeded),
        ({"answers": tuple(str(n) for n in range(11))}, AnswersNeeded),
        ({"answers": ("a" * 121, "b")}, PollWordsTooLong),
        ({"question": "؟" * 201}, PollWordsTooLong),
        ({"results": "never"}, UnknownChoice),
        ({"open_days": 0}, UnknownChoice),
        ({"open_days": 9999}, UnknownChoice),
    ],
)
def test_a_poll_that_cannot_be_answered_is_refused(garden: Any, change: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        asked(garden, **change)


def test_only_the_author_gives_a_post_its_poll(garden: Any) -> None:
    post = garden.write("استطلاع")
    for other, refusal in ((garden.samer, NotYours), (garden.owner, NotYours), (garden.foreigner, NotFound)):
        with pytest.raises(refusal):
            gathering.put_poll(post_id=post.pk, by_id=other.pk, poll=ASKED, at=garden.at)


def test_suspended_and_foreign_people_see_no_poll_and_have_no_voice(garden: Any) -> None:
    post = asked(garden, is_named=True, results="always")
    answer = seen(garden, post).answers[0].id
    for nobody in (garden.suspended, garden.foreigner):
        with pytest.raises(NotFound):
            seen(garden, post, by=nobody)
        with pytest.raises(NotFound):
            gathering.list_voices(community_id=garden.id, post_id=post.pk, viewer_id=nobody.pk, at=garden.at)
        shown = gathering.list_polls(community_id=garden.id, post_ids=[post.pk], viewer_id=nobody.pk, at=garden.at)
        assert shown == {}
        with pytest.raises((MembersOnly, NotFound)):
            gathering.cast_vote(post_id=post.pk, membership_id=nobody.pk, option_ids=[answer], at=garden.at)
    assert not PollVote.objects.exists()


def test_an_answer_of_another_poll_is_no_answer_here(garden: Any) -> None:
    post, other = asked(garden), asked(garden)
    foreign = seen(garden, other).answers[0].id
    with pytest.raises(NotAnAnswerHere):
        gathering.cast_vote(post_id=post.pk, membership_id=garden.samer.pk, option_ids=[foreign], at=garden.at)


def test_a_deleted_post_takes_its_poll_out_of_sight(garden: Any) -> None:
    post = asked(garden)
    gathering.delete_post(post_id=post.pk, by_id=garden.nadia.pk, at=garden.at)
    viewer = {"community_id": garden.id, "viewer_id": garden.nadia.pk, "at": garden.at}
    assert gathering.get_poll(post_id=post.pk, **viewer) is None
    with pytest.raises(NotFound):
        gathering.cast_vote(post_id=post.pk, membership_id=garden.samer.pk, option_ids=[], at=garden.at)


def test_who_voted_is_told_only_where_the_poll_said_so(garden: Any) -> None:
    named, nameless = asked(garden, is_named=True), asked(garden)
    for post in (named, nameless):
        vote(garden, post, garden.samer, "فول")
        vote(garden, post, garden.layla, "فول")
    reader = {"community_id": garden.id, "viewer_id": garden.layla.pk, "at": garden.at}
    voices = gathering.list_voices(post_id=named.pk, **reader)
    assert [name for _, name in voices[0].voters] == ["samer", "layla"]
    with pytest.raises(NotFound):
        gathering.list_voices(post_id=nameless.pk, **reader)
    with pytest.raises(NotFound):  # Nadia has not voted: she sees no counts yet, and so no names
        gathering.list_voices(post_id=named.pk, **{**reader, "viewer_id": garden.nadia.pk})


def test_a_vote_weighs_nothing_and_open_pages_are_told(garden: Any) -> None:
    post = asked(garden)
    before = len(garden.acts())
    vote(garden, post, garden.samer, "فول")
    assert len(garden.acts()) == before
    told = [event for event in live.events_after(topics=[f"thread:{post.pk}"], after=0) if event.name == "poll_voted"]
    assert [event.facts for event in told] == [{"post": post.pk}]


def test_however_many_polls_and_voices_there_are_the_queries_stay(
    garden: Any, django_assert_max_num_queries: Any
) -> None:
    posts = [asked(garden, results="always") for _ in range(4)]
    for post in posts:
        for voter in (garden.samer, garden.layla, garden.owner):
            vote(garden, post, voter, "فول")
    with django_assert_max_num_queries(5):
        found = gathering.list_polls(
            community_id=garden.id, post_ids=[post.pk for post in posts], viewer_id=garden.layla.pk, at=garden.at
        )
    assert len(found) == 4
