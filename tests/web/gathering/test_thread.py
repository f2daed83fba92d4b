"""A discussion: reading it, speaking in it, taking words back, saying what helped."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.kernel import clock

HTMX = {"HX-Request": "true"}


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def points(garden: Any, kind: str) -> Any:
    start = garden.at - timedelta(days=2)
    acts = contributions.list_acts(community_id=garden.community.pk, start=start, end=clock.now() + timedelta(days=2))
    return sum(act.magnitude for act in acts if act.kind == kind)


def test_the_accepted_answer_stands_first_and_says_who_accepted_it(garden: Any) -> None:
    post = garden.ask()
    best = garden.answer(post)
    gathering.accept_answer(post_id=post.pk, comment_id=best.pk, by_id=garden.nadia.pk, at=garden.at)
    page = body(garden.browser("layla").get(garden.url(f"t/{post.pk}/")))
    assert "Accepted by <bdi>Nadia</bdi>" in page
    assert page.index("Accepted answer") < page.index('id="comments"')
    assert "What this discussion earned" in page


def test_saying_something_leads_to_what_was_said(garden: Any) -> None:
    post = garden.ask()
    response = garden.browser("samer").post(garden.url(f"t/{post.pk}/comments/"), {"body": "Water less, and wait."})
    comment = gathering.Comment.objects.get()
    assert response.headers["Location"] == garden.url(f"t/{post.pk}/#comment-{comment.pk}")
    assert "Water less, and wait." in body(garden.browser("layla").get(garden.url(f"t/{post.pk}/")))


def test_a_reply_stands_under_what_it_answers(garden: Any) -> None:
    post = garden.ask()
    first = garden.answer(post)
    garden.browser("layla").post(garden.url(f"t/{post.pk}/comments/"), {"body": "Thank you!", "parent": first.pk})
    assert gathering.Comment.objects.get(body="Thank you!").parent_id == first.pk


def test_a_comment_that_is_too_long_comes_back_whole(garden: Any) -> None:
    post = garden.ask()
    long = "word " * 9000
    response = garden.browser("samer").post(garden.url(f"t/{post.pk}/comments/"), {"body": long})
    assert response.status_code == 422
    assert response.content.decode().count("word ") >= 9000
    empty = garden.browser("samer").post(garden.url(f"t/{post.pk}/comments/"), {"body": " "})
    assert "There is nothing written here yet." in empty.content.decode()


def test_a_wrong_reply_is_shown_where_it_was_written(garden: Any) -> None:
    post = garden.ask()
    first = garden.answer(post)
    response = garden.browser("layla").post(garden.url(f"t/{post.pk}/comments/"), {"body": "", "parent": first.pk})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'aria-describedby="reply-{first.pk}-error"' in page
    assert '<details class="reply" open>' in page


def test_a_longer_discussion_costs_no_more_queries(garden: Any) -> None:
    post, reader = garden.ask(), garden.browser("layla")
    for _each in range(2):
        garden.answer(garden_post := post, parent_id=garden.answer(garden_post).pk)
    garden.answer(post, by="layla")  # who takes part follows it, and is asked about once more than who only looks
    reader.get(garden.url(f"t/{post.pk}/"))
    with CaptureQueriesContext(connection) as few:
        reader.get(garden.url(f"t/{post.pk}/"))
    for _each in range(4):
        garden.answer(post, by="samer", parent_id=garden.answer(post, by="samer").pk)
    with CaptureQueriesContext(connection) as many:
        reader.get(garden.url(f"t/{post.pk}/"))
    assert len(many) <= len(few) + 2 <= 34
    for name in ("samer", "huda", "tariq", "mona"):
        garden.answer(post, by=name, parent_id=garden.answer(post, by=name).pk)
    with CaptureQueriesContext(connection) as more:
        reader.get(garden.url(f"t/{post.pk}/"))
    assert len(more) == len(many)


@pytest.mark.parametrize("name", ["zed", None])
def test_a_discussion_of_a_private_community_is_not_there_for_anybody_outside(garden: Any, name: str | None) -> None:
    post = garden.ask()
    garden.community.is_public = False
    garden.community.save()
    response = garden.browser(name).get(garden.url(f"t/{post.pk}/"))
    assert response.status_code in (302, 403, 404)
    assert post.title not in response.content.decode()


def test_deleting_offers_to_undo_once(garden: Any) -> None:
    post, author = garden.ask(), garden.browser("nadia")
    response = author.post(garden.url(f"posts/{post.pk}/deletion/"), follow=True)
    assert garden.url(f"posts/{post.pk}/restoration/") in body(response)
    assert "restoration" not in body(author.get(garden.url("feed/")))
    assert author.get(garden.url(f"t/{post.pk}/")).status_code == 404
    assert post.title in body(author.post(garden.url(f"posts/{post.pk}/restoration/"), follow=True))


def test_a_comment_can_be_taken_back_and_restored(garden: Any) -> None:
    post = garden.ask()
    comment, author = garden.answer(post), garden.browser("samer")
    page = body(author.post(garden.url(f"comments/{comment.pk}/deletion/"), follow=True))
    assert "This is iron" not in page
    author.post(garden.url(f"comments/{comment.pk}/restoration/"))
    assert "This is iron" in body(author.get(garden.url(f"t/{post.pk}/")))


def test_words_of_others_cannot_be_deleted_or_changed(garden: Any) -> None:
    post = garden.ask()
    page = body(garden.browser("layla").post(garden.url(f"posts/{post.pk}/deletion/"), follow=True))
    assert "Only the author or a steward" in page
    assert garden.browser("layla").get(garden.url(f"posts/{post.pk}/edit/")).status_code == 404
    assert post.title in body(garden.browser("samer").get(garden.url(f"t/{post.pk}/")))


def test_evidence_pressed_twice_counts_once_and_can_be_taken_back(garden: Any) -> None:
    post, reader = garden.ask(), garden.browser("layla")
    for _each in range(2):
        reader.post(garden.url(f"evidence/post:{post.pk}/?of=question"), {"kind": "helped_me"})
    assert points(garden, "helped_me") == 10_000
    reader.post(garden.url(f"evidence/post:{post.pk}/withdrawal/"), {"kind": "helped_me"})
    assert points(garden, "helped_me") == 0


def test_htmx_is_given_the_buttons_alone(garden: Any) -> None:
    post = garden.ask()
    address = garden.url(f"evidence/post:{post.pk}/?of=question")
    page = body(garden.browser("layla").post(address, {"kind": "helped_me"}, headers=HTMX))
    assert "<html" not in page
    assert f'id="marks-post-{post.pk}"' in page
    assert 'aria-pressed="true"' in page
    assert f"evidence/post:{post.pk}/withdrawal/" in page


def test_without_script_the_reader_returns_to_the_text(garden: Any) -> None:
    post = garden.ask()
    headers = {"referer": f"http://testserver{garden.url('feed/?order=newest')}"}
    response = garden.browser("layla").post(
        garden.url(f"evidence/post:{post.pk}/"), {"kind": "helped_me"}, headers=headers
    )
    assert response.headers["Location"] == garden.url(f"feed/?order=newest#post-{post.pk}")
    elsewhere = {"referer": "https://elsewhere.example/c/garden/feed/"}
    response = garden.browser("layla").post(
        garden.url(f"evidence/post:{post.pk}/"), {"kind": "helped_me"}, headers=elsewhere
    )
    assert response.headers["Location"] == garden.url(f"feed/#post-{post.pk}")


def test_nobody_gives_evidence_for_their_own_words_or_for_a_neighbours(garden: Any) -> None:
    post = garden.ask()
    own = garden.browser("nadia").post(garden.url(f"evidence/post:{post.pk}/"), {"kind": "helped_me"}, headers=HTMX)
    assert own.status_code == 422
    assert "you cannot give evidence for your own words" in own.content.decode()
    for ref in ("post:999999", "post:x", "nothing", "comment:1"):
        response = garden.browser("layla").post(garden.url(f"evidence/{ref}/"), {"kind": "helped_me"})
        assert response.status_code == 404
    assert points(garden, "helped_me") == 0


def test_only_the_asker_accepts_an_answer(garden: Any) -> None:
    post = garden.ask()
    best = garden.answer(post)
    garden.browser("layla").post(garden.url(f"t/{post.pk}/acceptance/"), {"comment": best.pk})
    assert points(garden, "accepted_answer") == 0
    garden.browser("nadia").post(garden.url(f"t/{post.pk}/acceptance/"), {"comment": best.pk})
    assert points(garden, "accepted_answer") == 20_000
    garden.browser("nadia").post(garden.url(f"t/{post.pk}/acceptance/withdrawal/"))
    assert points(garden, "accepted_answer") == 0


def opened(garden: Any, name: str | None, post: Any) -> Any:
    page = body(garden.browser(name).get(garden.url(f"t/{post.pk}/")))
    return page.split('data-opened="')[1].split('"')[0]


def test_a_read_counts_once_it_lasted(garden: Any) -> None:
    post = garden.ask(body="word " * 300)
    token = opened(garden, "layla", post)
    told = {"opened": token, "seconds": 90, "scrolled": 9000}
    with time_machine.travel(clock.now() + timedelta(seconds=100), tick=False):
        assert garden.browser("layla").post(garden.url(f"t/{post.pk}/reads/"), told).status_code == 204
        assert points(garden, "read") == 1000


def test_a_read_cannot_be_stretched_or_borrowed(garden: Any) -> None:
    post = garden.ask(body="word " * 300)
    told = {"opened": opened(garden, "layla", post), "seconds": 9000, "scrolled": 10000}
    garden.browser("layla").post(garden.url(f"t/{post.pk}/reads/"), told)
    with time_machine.travel(clock.now() + timedelta(seconds=100), tick=False):
        garden.browser("samer").post(garden.url(f"t/{post.pk}/reads/"), told)
        garden.browser("layla").post(garden.url(f"t/{post.pk}/reads/"), {**told, "opened": "forged"})
        assert points(garden, "read") == 0
    assert garden.browser("zed").post(garden.url(f"t/{post.pk}/reads/"), told).status_code in (403, 404)
