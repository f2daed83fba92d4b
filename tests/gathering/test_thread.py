"""A thread: the accepted answer, then what helped most; replies one level deep; nothing shown that was removed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.queries import thread as thread_query
from diwan.people import public as people


def look(garden, post, *, by=None, page=1):
    who = (by or garden.layla).pk
    return gathering.get_thread(community_id=garden.id, post_id=post.pk, viewer_id=who, page=page)


def helped(garden, comment, by):
    at = garden.at + timedelta(hours=1)
    gathering.react(target=comment.ref, membership_id=by.pk, kind="helped_me", at=at)


def test_the_accepted_answer_stands_first_and_the_rest_by_usefulness(garden):
    post = garden.ask()
    plain, useful, accepted = (
        garden.answer(post, text, by=who)
        for text, who in (("plain", garden.samer), ("useful", garden.owner), ("accepted", garden.samer))
    )
    helped(garden, useful, garden.layla)
    gathering.accept_answer(post_id=post.pk, comment_id=accepted.pk, by_id=garden.nadia.pk, at=garden.at)
    thread = look(garden, post)
    assert thread.accepted.id == accepted.pk
    assert [view.id for view in thread.comments] == [useful.pk, plain.pk]
    assert thread.comments[0].evidence.mine == {"helped_me"}
    assert thread.comments[0].evidence.count("helped_me") == 1
    assert thread.comments[0].author.is_team
    assert (thread.post.comment_count, thread.post.answer_count, thread.post.voice_count) == (3, 3, 2)


def test_replies_hang_one_level_deep_in_the_order_they_were_said(garden):
    post = garden.ask()
    answer = garden.answer(post, "answer")
    first = garden.answer(post, "first", by=garden.nadia, parent_id=answer.pk)
    below = garden.answer(post, "below", by=garden.layla, parent_id=first.pk, at=garden.at + timedelta(hours=1))
    (view,) = look(garden, post).comments
    assert [reply.id for reply in view.replies] == [first.pk, below.pk]
    assert [reply.is_asker for reply in view.replies] == [True, False]


def test_a_removed_comment_stands_empty_only_while_replies_hang_under_it(garden):
    post = garden.ask()
    answer = garden.answer(post, "secret words")
    reply = garden.answer(post, "reply", by=garden.layla, parent_id=answer.pk)
    gathering.delete_comment(comment_id=answer.pk, by_id=garden.samer.pk, at=garden.at + timedelta(hours=1))
    (view,) = look(garden, post).comments
    assert (view.is_removed, view.html, view.author, view.rights) == (True, "", None, gathering.Rights())
    assert [r.id for r in view.replies] == [reply.pk]
    assert look(garden, post).post.comment_count == 1
    gathering.delete_comment(comment_id=reply.pk, by_id=garden.layla.pk, at=garden.at + timedelta(hours=1))
    assert look(garden, post).comments == ()


def test_each_viewer_is_told_what_they_may_do(garden):
    post = garden.ask()
    garden.answer(post, "answer")
    seen = {who: look(garden, post, by=getattr(garden, who)) for who in ("nadia", "samer", "layla", "owner")}
    rights = gathering.Rights
    assert seen["nadia"].post.rights == rights(edit=True, delete=True, react=False)
    assert seen["layla"].post.rights == rights(edit=False, delete=False, react=True)
    assert seen["owner"].post.rights == rights(edit=False, delete=True, react=True)
    assert seen["samer"].comments[0].rights == rights(edit=True, delete=True, react=False)
    assert [seen[who].post.may_accept for who in seen] == [True, False, False, False]


def test_an_editor_keeps_guides_right_but_not_peoples_talk(garden):
    people.grant_role(membership=garden.samer, role="editor", by=garden.owner, at=garden.at)
    guide, talk = garden.write(kind="guide"), garden.write()
    words = {"by_id": garden.samer.pk, "title": "Mended", "body": "Mended", "at": garden.at}
    assert gathering.edit_post(post_id=guide.pk, **words).title == "Mended"
    with pytest.raises(errors.NotYours):
        gathering.edit_post(post_id=talk.pk, **words)


def test_a_long_thread_comes_in_pages(garden, monkeypatch):
    monkeypatch.setattr(thread_query, "COMMENTS_A_PAGE", 2)
    post = garden.ask()
    ids = [garden.answer(post, f"{n}").pk for n in range(5)]
    gathering.accept_answer(post_id=post.pk, comment_id=ids[0], by_id=garden.nadia.pk, at=garden.at)
    pages = [look(garden, post, page=n) for n in (1, 2, 3)]
    assert [[view.id for view in page.comments] for page in pages] == [ids[1:3], ids[3:5], []]
    assert [page.has_more for page in pages] == [True, False, False]
    assert {page.accepted.id for page in pages} == {ids[0]}


def test_a_longer_thread_asks_the_database_no_more_often(garden):
    def count():
        with CaptureQueriesContext(connection) as seen:
            look(garden, post)
        return len(seen)

    post = garden.ask()
    garden.answer(post, "one", parent_id=garden.answer(post, "x").pk)
    short = count()
    for number in range(12):
        garden.answer(post, "reply", by=garden.layla, parent_id=garden.answer(post, f"{number}").pk)
    assert count() == short <= 10
