"""The feed: useful first, or newest, or waiting for an answer; page by page, at a constant price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import errors
from diwan.gathering import public as gathering


def feed(garden, order="newest", **facts):
    return gathering.list_feed(community_id=garden.id, viewer_id=garden.layla.pk, order=order, **facts)


def titles(page):
    return [item.title for item in page.items]


def hours(garden, count):
    return garden.at + timedelta(hours=count)


def all_pages(garden, order, limit, **facts):
    found, after = [], None
    while True:
        page = feed(garden, order, limit=limit, after=after, **facts)
        found += [item.id for item in page.items]
        after = page.after
        if after is None:
            return found


def test_newest_first(garden):
    for number in range(3):
        garden.write(f"{number}", at=hours(garden, number))
    assert titles(feed(garden)) == ["2", "1", "0"]


def test_what_helped_people_stands_above_what_is_merely_newer(garden):
    helpful = garden.write("helpful", at=garden.at)
    garden.write("newer", at=hours(garden, 24))
    assert titles(feed(garden, "useful")) == ["newer", "helpful"]
    for who in (garden.layla, garden.samer):
        gathering.react(target=helpful.ref, membership_id=who.pk, kind="tried_worked", at=hours(garden, 25))
    assert titles(feed(garden, "useful")) == ["helpful", "newer"]
    for who in (garden.layla, garden.samer):
        gathering.withdraw_reaction(target=helpful.ref, membership_id=who.pk, kind="tried_worked", at=hours(garden, 26))
    assert titles(feed(garden, "useful")) == ["newer", "helpful"]


def test_old_fame_gives_way_in_time(garden):
    famous = garden.write("famous", at=garden.at)
    for who in (garden.layla, garden.samer):
        gathering.react(target=famous.ref, membership_id=who.pk, kind="helped_me", at=garden.at)
    garden.write("a month later", at=garden.at + timedelta(days=30))
    assert titles(feed(garden, "useful")) == ["a month later", "famous"]


def test_unanswered_shows_questions_nobody_answered_first_and_drops_the_settled(garden):
    settled, answered = garden.ask("settled", at=hours(garden, 3)), garden.ask("answered", at=hours(garden, 2))
    garden.ask("waiting", at=hours(garden, 1))
    garden.write("no question", at=hours(garden, 4))
    garden.answer(answered, at=hours(garden, 5))
    garden.answer(garden.ask("talks alone", at=garden.at), by=garden.nadia, at=hours(garden, 5))
    answer = garden.answer(settled, at=hours(garden, 5))
    gathering.accept_answer(post_id=settled.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=hours(garden, 6))
    assert titles(feed(garden, "unanswered")) == ["waiting", "talks alone", "answered"]
    assert gathering.unanswered_count(community_id=garden.id) == 2
    gathering.delete_comment(comment_id=answer.pk, by_id=garden.samer.pk, at=hours(garden, 7))
    assert "settled" in titles(feed(garden, "unanswered"))


@pytest.mark.parametrize("order", ["useful", "newest", "unanswered"])
def test_pages_follow_each_other_without_gap_or_repetition(garden, order):
    posts = [garden.ask(f"{n}", at=hours(garden, n // 3)) for n in range(11)]
    garden.answer(posts[4])
    whole = all_pages(garden, order, 100)
    assert sorted(whole) == sorted(post.pk for post in posts)
    assert all_pages(garden, order, 3) == whole
    assert all_pages(garden, order, 11) == whole


def test_a_post_written_while_somebody_turns_the_page_moves_nothing(garden):
    for number in range(4):
        garden.write(f"{number}", at=hours(garden, number))
    first = feed(garden, limit=2)
    garden.write("late", at=hours(garden, 9))
    assert titles(feed(garden, limit=2, after=first.after)) == ["1", "0"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "1", "1.2.3.4", "-1.5", "1.x", "٣.٤", "999999999999999999.1", "1" * 30 + ".1"]
)
def test_a_cursor_that_is_not_ours_is_not_found(garden, cursor):
    with pytest.raises(errors.NotFound):
        feed(garden, after=cursor)


def test_feeds_can_be_narrowed(garden):
    other = gathering.create_space(community_id=garden.id, slug="o", name_ar="م", name_en="O", at=garden.at)
    garden.write("there", space_id=other.pk, language="en")
    garden.ask("here")
    assert titles(feed(garden, space_id=other.pk)) == titles(feed(garden, language="en")) == ["there"]
    assert titles(feed(garden, kind="question")) == ["here"]
    assert titles(feed(garden, author_id=garden.samer.pk)) == []
    with pytest.raises(errors.UnknownChoice):
        feed(garden, "loudest")


def test_a_card_tells_what_its_drawing_shows(garden):
    post = garden.ask("أوراق الطماطم", "الشتلة في **أصيص** 30 لترًا.\n\n" + "كلام طويل " * 60)
    answer = garden.answer(post)
    garden.answer(post, "وأنا", by=garden.owner)
    gathering.accept_answer(post_id=post.pk, comment_id=answer.pk, by_id=garden.nadia.pk, at=hours(garden, 1))
    gathering.react(target=post.ref, membership_id=garden.layla.pk, kind="same_here", at=hours(garden, 1))
    gathering.save_post(post_id=post.pk, membership_id=garden.layla.pk, at=hours(garden, 1))
    (item,) = feed(garden).items
    assert item.excerpt.startswith("الشتلة في أصيص 30 لترًا. كلام")
    assert item.excerpt.endswith("…")
    assert len(item.excerpt) <= 301
    assert (item.author.name, item.author.is_team) == ("nadia", False)
    assert (item.is_accepted, item.accepted_by_name, item.voice_count, item.answer_count) == (True, "samer", 2, 2)
    assert (item.evidence.same_here, item.evidence.mine) == (1, frozenset({"same_here"}))
    assert item.is_saved
    assert item.space.name_in("ar") == "أسئلة وأجوبة"
    saved = gathering.list_saved(community_id=garden.id, viewer_id=garden.layla.pk)
    assert saved == (item,)


def count_queries(look):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        look()
    return len(seen)


@pytest.mark.parametrize("order", ["useful", "newest", "unanswered"])
def test_a_longer_feed_asks_the_database_no_more_often(garden, order):
    def fill(count):
        for number in range(count):
            post = garden.ask(f"{number}", by=garden.samer if number % 2 else garden.nadia)
            garden.answer(post, by=garden.layla)

    fill(2)
    short = count_queries(lambda: feed(garden, order))
    fill(12)
    assert count_queries(lambda: feed(garden, order)) == short <= 6


def test_spaces_stand_in_their_order_and_say_what_is_new(garden):
    gathering.create_space(community_id=garden.id, slug="z", name_ar="بذور", name_en="Seeds", at=garden.at)
    gathering.create_space(community_id=garden.id, slug="z", name_ar="again", name_en="Again", at=garden.at)
    garden.write(at=hours(garden, 2))
    garden.write(at=garden.at)
    views = gathering.list_spaces(community_id=garden.id, since=hours(garden, 1))
    assert [(view.name_en, view.new_count) for view in views] == [("Questions", 1), ("Seeds", 0)]
    assert gathering.list_spaces(community_id=garden.foreigner.community_id) == ()
