"""History is history, not pay: imports keep their times, can be run twice, and write nothing in the Book of Acts."""

from datetime import UTC, datetime

import pytest

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.people import public as people

LONG_AGO = datetime(2019, 3, 4, 5, 6, tzinfo=UTC)


def history(garden):
    """A question, two answers, a remark, three votes and an acceptance, as an importer brings them."""
    origin = {"community_id": garden.id, "source": "stackexchange", "at": LONG_AGO}
    post = gathering.import_post(
        **origin, space_id=garden.space.pk, author_id=garden.nadia.pk, kind="question",
        title="Old question", body="Old *words*", language="en", source_id="q1",
    )  # fmt: skip
    answers = [
        gathering.import_comment(**origin, post_id=post.pk, author_id=who.pk, body="word " * 30, source_id=f"a{n}")
        for n, who in enumerate((garden.samer, garden.suspended))
    ]
    gathering.import_comment(
        **origin, post_id=post.pk, author_id=garden.layla.pk, body="remark", source_id="c1", parent_id=answers[0].pk
    )
    for number, who in enumerate((None, None, garden.layla.pk)):
        gathering.import_vote(
            **origin, target=answers[0].ref, kind="helped_me", source_id=f"v{number}", membership_id=who
        )
    gathering.import_acceptance(community_id=garden.id, post_id=post.pk, comment_id=answers[0].pk, at=LONG_AGO)
    return post, answers


def test_a_second_import_adds_nothing_and_no_import_writes_an_act(garden):
    first = history(garden)
    counts = [model.objects.count() for model in (gathering.Post, gathering.Comment, gathering.Reaction)]
    assert counts == [1, 3, 3]
    again = history(garden)
    assert [model.objects.count() for model in (gathering.Post, gathering.Comment, gathering.Reaction)] == counts
    assert again[0].pk == first[0].pk
    assert garden.acts() == []
    assert people.unread_notice_count(membership_id=garden.nadia.pk) == 0


def test_what_was_imported_looks_as_it_did_and_can_be_found(garden):
    post, answers = history(garden)
    thread = gathering.get_thread(community_id=garden.id, post_id=post.pk, viewer_id=garden.layla.pk)
    assert thread.post.published_at == LONG_AGO
    assert thread.accepted.id == answers[0].pk
    assert thread.accepted.evidence.helped_me == 3
    assert thread.accepted.evidence.mine == {"helped_me"}
    assert len(thread.accepted.replies) == 1
    found = gathering.search(community_id=garden.id, viewer_id=garden.layla.pk, text="question")
    assert [hit.post_id for hit in found] == [post.pk]


def test_undoing_imported_things_takes_nothing_back_that_was_never_given(garden):
    post, answers = history(garden)
    now = garden.at
    gathering.withdraw_reaction(target=answers[0].ref, membership_id=garden.layla.pk, kind="helped_me", at=now)
    gathering.delete_comment(comment_id=answers[0].pk, by_id=garden.samer.pk, at=now)
    gathering.restore_comment(comment_id=answers[0].pk, by_id=garden.samer.pk, at=now)
    gathering.delete_post(post_id=post.pk, by_id=garden.nadia.pk, at=now)
    gathering.restore_post(post_id=post.pk, by_id=garden.nadia.pk, at=now)
    gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=now)
    gathering.show_object(community_id=garden.id, object_ref=post.ref, at=now)
    assert garden.acts() == []


def test_what_is_done_today_about_old_words_is_worth_what_it_is_worth_today(garden):
    post, answers = history(garden)
    gathering.withdraw_reaction(target=answers[0].ref, membership_id=garden.layla.pk, kind="helped_me", at=garden.at)
    gathering.react(target=answers[0].ref, membership_id=garden.layla.pk, kind="helped_me", at=garden.at)
    assert garden.value(garden.layla, garden.samer) == {"helped_me": 10_000}
    new = garden.answer(post, "better", by=garden.layla)
    gathering.accept_answer(post_id=post.pk, comment_id=new.pk, by_id=garden.nadia.pk, at=garden.at)
    assert garden.value(garden.nadia, garden.layla) == {"accepted_answer": 20_000}
    assert garden.value(garden.nadia, garden.samer) == {}


def test_nothing_is_imported_into_next_doors_posts_or_from_next_doors_members(garden):
    post, answers = history(garden)
    there = {"community_id": garden.foreigner.community_id, "source": "x", "at": LONG_AGO}
    here = {**there, "community_id": garden.id}
    words = {"body": "x", "source_id": "1", "post_id": post.pk}
    attempts = [
        lambda: gathering.import_comment(**there, **words, author_id=garden.foreigner.pk),
        lambda: gathering.import_comment(**here, **words, author_id=garden.foreigner.pk),
        lambda: gathering.import_vote(**there, target=post.ref, kind="helped_me", source_id="2"),
        lambda: gathering.import_vote(
            **here, target=post.ref, kind="helped_me", source_id="3", membership_id=garden.foreigner.pk
        ),
        lambda: gathering.import_acceptance(
            community_id=there["community_id"], post_id=post.pk, comment_id=answers[1].pk, at=LONG_AGO
        ),
    ]
    for attempt in attempts:
        with pytest.raises(errors.NotFound):
            attempt()


def test_a_vote_for_oneself_is_not_imported(garden):
    post, _ = history(garden)
    with pytest.raises(errors.OwnWords):
        gathering.import_vote(
            community_id=garden.id, target=post.ref, kind="helped_me", source="x", source_id="9",
            membership_id=garden.nadia.pk, at=LONG_AGO,
        )  # fmt: skip
