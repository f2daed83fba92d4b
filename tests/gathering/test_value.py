"""Value flows from the one who used something to the one who made it, and back when it is taken back."""

from datetime import timedelta

import pytest

from diwan.contributions import public as contributions
from diwan.gathering import errors
from diwan.gathering import public as gathering

LATER = timedelta(hours=1)


def react(garden, text, kind, *, by=None, at=None):
    who = (by or garden.layla).pk
    return gathering.react(target=text.ref, membership_id=who, kind=kind, at=at or garden.at + LATER)


def withdraw(garden, text, kind, *, at):
    gathering.withdraw_reaction(target=text.ref, membership_id=garden.layla.pk, kind=kind, at=at)


def test_writing_alone_is_remembered_and_worth_nothing(garden):
    post = garden.ask()
    garden.answer(post, "جرّبي الخل.")
    garden.answer(post, "شكرًا لكم", by=garden.nadia)
    told = [(act.kind, act.magnitude, act.recipient) for act in garden.acts()]
    assert sorted(told) == [("answer_given", 0, None), ("comment_written", 0, None), ("question_asked", 0, None)]


@pytest.mark.parametrize(
    ("kind", "points"), [("helped_me", 10_000), ("tried_worked", 6000), ("same_here", 0), ("did_not_work", 0)]
)
def test_evidence_is_weighed_by_what_it_says(garden, kind, points):
    answer = garden.answer(garden.ask(), "جرّبي الخل.")
    react(garden, answer, kind)
    assert garden.value(garden.layla, garden.samer).get(kind, 0) == points
    assert [act.kind for act in garden.acts()][-1] == kind


def test_clicking_twice_is_saying_it_once(garden):
    post = garden.write()
    react(garden, post, "helped_me")
    react(garden, post, "helped_me", at=garden.at + 2 * LATER)
    assert garden.value(garden.layla, garden.nadia) == {"helped_me": 10_000}
    post.refresh_from_db()
    assert post.helped_count == 1


def test_a_reaction_taken_back_and_given_again_counts_once(garden):
    post = garden.write()
    for step in range(3):
        react(garden, post, "helped_me", at=garden.at + (2 * step + 1) * LATER)
        assert garden.value(garden.layla, garden.nadia) == {"helped_me": 10_000}
        withdraw(garden, post, "helped_me", at=garden.at + (2 * step + 2) * LATER)
        assert garden.value(garden.layla, garden.nadia) == {}
    withdraw(garden, post, "helped_me", at=garden.at + 9 * LATER)
    post.refresh_from_db()
    assert post.helped_count == 0


def test_whoever_finds_that_it_failed_after_all_takes_back_that_it_worked(garden):
    post = garden.write()
    react(garden, post, "tried_worked")
    react(garden, post, "did_not_work", at=garden.at + 2 * LATER)
    assert garden.value(garden.layla, garden.nadia) == {}
    post.refresh_from_db()
    assert (post.tried_count, post.failed_count) == (0, 1)


def test_nobody_gives_evidence_for_their_own_words(garden):
    post = garden.write()
    with pytest.raises(errors.OwnWords):
        react(garden, post, "helped_me", by=garden.nadia)
    assert garden.value(garden.nadia, garden.nadia) == {}


def test_the_accepted_answer_is_worth_20_points_from_the_asker(garden):
    post = garden.ask()
    answer = garden.answer(post, "جرّبي الخل.")
    gathering.accept_answer(post_id=post.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=garden.at + LATER)
    assert garden.value(garden.nadia, garden.samer) == {"accepted_answer": 20_000}
    gathering.accept_answer(post_id=post.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=garden.at + LATER)
    assert garden.value(garden.nadia, garden.samer) == {"accepted_answer": 20_000}


def test_accepting_a_better_answer_moves_the_worth(garden):
    post = garden.ask()
    first, better = garden.answer(post, "خل"), garden.answer(post, "حديد", by=garden.layla)
    for number, comment in enumerate((first, better)):
        at = garden.at + (1 + number) * LATER
        gathering.accept_answer(post_id=post.pk, comment_id=comment.pk, by_id=garden.nadia.pk, at=at)
    assert garden.value(garden.nadia, garden.samer) == {}
    assert garden.value(garden.nadia, garden.layla) == {"accepted_answer": 20_000}
    gathering.withdraw_acceptance(post_id=post.pk, by_id=garden.nadia.pk, at=garden.at + 4 * LATER)
    assert garden.value(garden.nadia, garden.layla) == {}


def test_an_asker_who_solved_it_alone_may_say_so_and_earns_nothing(garden):
    post = garden.ask()
    own = garden.answer(post, "وجدتُ الحل", by=garden.nadia)
    gathering.accept_answer(post_id=post.pk, comment_id=own.pk, by_id=garden.nadia.pk, at=garden.at + LATER)
    assert "accepted_answer" not in [act.kind for act in garden.acts()]


def test_only_the_asker_accepts_and_only_an_answer_to_a_question(garden):
    post, talk = garden.ask(), garden.write()
    answer, remark = garden.answer(post), garden.answer(talk)
    reply = garden.answer(post, "نعم", by=garden.layla, parent_id=answer.pk)
    accept = gathering.accept_answer
    for who in (garden.samer, garden.owner):
        with pytest.raises(errors.AskerAccepts):
            accept(post_id=post.pk, comment_id=answer.pk, by_id=who.pk, at=garden.at + LATER)
    with pytest.raises(errors.NotAQuestion):
        accept(post_id=talk.pk, comment_id=remark.pk, by_id=garden.nadia.pk, at=garden.at + LATER)
    with pytest.raises(errors.NotAnAnswer):
        accept(post_id=post.pk, comment_id=reply.pk, by_id=garden.nadia.pk, at=garden.at + LATER)
    with pytest.raises(errors.NotFound):
        accept(post_id=post.pk, comment_id=remark.pk, by_id=garden.nadia.pk, at=garden.at + LATER)


def test_a_saved_post_counts_once_however_often_it_is_saved(garden):
    post = garden.write()
    for step in range(3):
        gathering.save_post(post_id=post.pk, membership_id=garden.layla.pk, at=garden.at + (2 * step + 1) * LATER)
        gathering.save_post(post_id=post.pk, membership_id=garden.layla.pk, at=garden.at + (2 * step + 1) * LATER)
        assert garden.value(garden.layla, garden.nadia) == {"saved": 3000}
        gathering.unsave_post(post_id=post.pk, membership_id=garden.layla.pk, at=garden.at + (2 * step + 2) * LATER)
    assert garden.value(garden.layla, garden.nadia) == {}


def test_saving_ones_own_post_is_allowed_and_worth_nothing(garden):
    post = garden.write()
    gathering.save_post(post_id=post.pk, membership_id=garden.nadia.pk, at=garden.at)
    gathering.unsave_post(post_id=post.pk, membership_id=garden.nadia.pk, at=garden.at)
    post.refresh_from_db()
    assert post.save_count == 0
    assert [act.kind for act in garden.acts()] == ["post_published"]


def test_what_was_deleted_and_brought_back_stands_in_the_book_again(garden):
    post = garden.ask()
    answer = garden.answer(post)
    gathering.accept_answer(post_id=post.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=garden.at + LATER)
    assert garden.value(garden.samer, garden.nadia) == {"substantive_reply": 4000}
    gathering.delete_comment(comment_id=answer.pk, by_id=garden.samer.pk, at=garden.at + 2 * LATER)
    assert garden.value(garden.samer, garden.nadia) == {}
    assert garden.value(garden.nadia, garden.samer) == {}
    gathering.restore_comment(comment_id=answer.pk, by_id=garden.samer.pk, at=garden.at + 3 * LATER)
    assert garden.value(garden.samer, garden.nadia) == {"substantive_reply": 4000}
    assert garden.value(garden.nadia, garden.samer) == {}, "being accepted again is for the asker to say"


def test_readers_keep_their_word_when_an_author_deletes_but_not_when_a_report_is_upheld(garden):
    post = garden.write()
    react(garden, post, "helped_me")
    gathering.delete_post(post_id=post.pk, by_id=garden.nadia.pk, at=garden.at + 2 * LATER)
    assert garden.value(garden.layla, garden.nadia) == {"helped_me": 10_000}
    assert gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=garden.at + 3 * LATER)
    assert garden.value(garden.layla, garden.nadia) == {}


def test_the_deed_and_its_act_are_one_transaction(garden, monkeypatch):
    def broken(**_facts):
        raise RuntimeError("the book is closed")

    post = garden.write()
    monkeypatch.setattr("diwan.gathering.evidence.book.record_act", broken)
    with pytest.raises(RuntimeError):
        react(garden, post, "helped_me")
    with pytest.raises(RuntimeError):
        garden.write("Never seen")
    post.refresh_from_db()
    assert post.helped_count == 0
    assert not gathering.Post.objects.filter(title="Never seen").exists()
    assert not gathering.Reaction.objects.exists()


def test_the_book_carries_the_title_people_know(garden):
    post = garden.ask("لماذا تصفرّ؟")
    titles = contributions.get_titles(community_id=garden.id, object_refs=[post.ref])
    assert titles == {post.ref: "لماذا تصفرّ؟"}
