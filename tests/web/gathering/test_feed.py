"""The feed, the spaces, search, the saved and the people: what a member finds, and what others do not."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import public as gathering


def body(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_member_reads_in_their_own_language_and_may_switch(garden: Any) -> None:
    garden.ask("English words here")
    garden.ask("كلام بالعربية", language="ar")
    reader = garden.browser("layla")
    feed = body(reader.get(garden.url("feed/")))
    assert "English words here" in feed
    assert "كلام بالعربية" not in feed
    assert "كلام بالعربية" in body(reader.get(garden.url("feed/?language=all")))
    assert "كلام بالعربية" in body(garden.browser("layla", "ar").get(garden.url("feed/")))


def test_the_page_of_each_language_is_written_in_its_direction(garden: Any) -> None:
    assert 'lang="ar" dir="rtl"' in body(garden.browser("layla", "ar").get(garden.url("feed/")))
    assert 'lang="en" dir="ltr"' in body(garden.browser("layla").get(garden.url("feed/")))


def test_unanswered_questions_are_a_click_away_and_wait_beside_the_feed(garden: Any) -> None:
    waiting, solved = garden.ask("Still waiting"), garden.ask("Already solved")
    comment = garden.answer(solved)
    gathering.accept_answer(post_id=solved.pk, comment_id=comment.pk, by_id=garden.nadia.pk, at=garden.at)
    page = body(garden.browser("layla").get(garden.url("feed/?order=unanswered")))
    assert "Still waiting" in page
    assert "Already solved" not in page
    assert (
        f"/t/{waiting.pk}/" in body(garden.browser("layla").get(garden.url("feed/"))).split("Waiting for an answer")[1]
    )


def test_the_rest_of_the_feed_is_reached_by_a_cursor(garden: Any) -> None:
    for number in range(23):
        garden.ask(f"Question number {number}")
    reader = garden.browser("layla")
    first = body(reader.get(garden.url("feed/?order=newest")))
    cursor = first.split("after=")[1].split('"')[0].split("&")[0]
    second = body(reader.get(garden.url(f"feed/?order=newest&after={cursor}")))
    shown = [number for number in range(23) if f">Question number {number}</a></h2>" in second]
    assert len(shown) == 3


@pytest.mark.parametrize("query", ["?after=nonsense", "?after=1.2.3.4", "?order=loudest", "?after=-1.2"])
def test_an_address_made_up_is_not_found(garden: Any, query: str) -> None:
    assert garden.browser("layla").get(garden.url(f"feed/{query}")).status_code == 404


def test_an_empty_feed_says_why_and_what_fills_it(garden: Any) -> None:
    assert "Nothing in this language yet" in body(garden.browser("layla").get(garden.url("feed/")))
    assert "Nothing has been said here yet" in body(garden.browser("layla").get(garden.url("feed/?language=all")))


def test_a_longer_feed_costs_no_more_queries(garden: Any) -> None:
    reader = garden.browser("layla")
    for number in range(3):
        garden.answer(garden.ask(f"Early {number}"))
    reader.get(garden.url("feed/"))
    with CaptureQueriesContext(connection) as few:
        reader.get(garden.url("feed/"))
    for number in range(15):
        garden.answer(garden.ask(f"Later {number}"))
    with CaptureQueriesContext(connection) as many:
        reader.get(garden.url("feed/"))
    assert len(many) == len(few) <= 36


PAGES = ["search/?q=tomato", "saved/", "people/", "notices/", "posts/new/", "drafts/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_neighbour_is_told_the_same_as_if_there_were_no_garden(garden: Any, page: str) -> None:
    garden.ask()
    response = garden.browser("zed").get(garden.url(page))
    assert response.status_code in (403, 404)
    assert "Tomato leaves" not in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_shown_the_way_in(garden: Any, page: str) -> None:
    response = garden.browser(None).get(garden.url(page))
    assert response.status_code == 302
    assert "/accounts/login/" in response.headers["Location"]


def test_words_are_found_however_they_are_spelt_and_are_marked(garden: Any) -> None:
    post = garden.ask("أوراق الطماطم تصفرّ", language="ar")
    page = body(garden.browser("layla").get(garden.url("search/?q=اوراق")))
    assert "<mark>أوراق</mark>" in page
    assert f"/t/{post.pk}/" in page
    assert "Nothing holds these words" in body(garden.browser("layla").get(garden.url("search/?q=zebra")))


def test_what_was_sought_is_never_written_as_markup(garden: Any) -> None:
    page = body(garden.browser("layla").get(garden.url("search/?q=%3Cscript%3Ealert(1)%3C/script%3E")))
    assert "<script>alert" not in page


def test_what_was_saved_waits_and_can_be_let_go(garden: Any) -> None:
    post, reader = garden.ask(), garden.browser("layla")
    reader.post(garden.url(f"t/{post.pk}/bookmark/"))
    assert post.title in body(reader.get(garden.url("saved/")))
    assert post.title not in body(garden.browser("samer").get(garden.url("saved/")))
    reader.post(garden.url(f"t/{post.pk}/bookmark/withdrawal/"))
    assert post.title not in body(reader.get(garden.url("saved/")))


def test_a_member_has_a_page_with_what_they_wrote(garden: Any) -> None:
    garden.ask()
    directory = body(garden.browser("layla").get(garden.url("people/?name=nad")))
    assert "Nadia" in directory
    assert "Samer" not in directory
    page = body(garden.browser("layla").get(garden.url(f"people/{garden.nadia.pk}/")))
    assert "Tomato leaves turn yellow" in page
    assert garden.browser("layla").get(garden.url(f"people/{garden.zed.pk}/")).status_code == 404
