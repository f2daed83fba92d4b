"""How far one has read: the position, what is new, and never losing a reply."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.queries import thread as thread_queries


def read(garden, post, member, up_to=10**6, at=None):
    gathering.keep_position(post_id=post.pk, membership_id=member.pk, up_to=up_to, at=at or garden.at)


def attention(garden, post, member):
    return gathering.thread_attention(community_id=garden.id, viewer_id=member.pk, post_id=post.pk)


def row(garden, post, member):
    posts = [(post.pk, post.author_id, post.published_at)]
    return gathering.list_attention(community_id=garden.id, viewer_id=member.pk, posts=posts)[post.pk]


def new_titles(garden, member, **facts):
    scope = {"community_id": garden.id, "viewer_id": member.pk, "at": garden.at + timedelta(days=1), **facts}
    return [item.title for item in gathering.list_new(**scope).items]


def test_a_first_visit_has_nothing_marked_and_the_second_marks_what_came_between(garden):
    post = garden.ask()
    garden.answer(post)
    assert attention(garden, post, garden.layla).new_ids == ()
    assert row(garden, post, garden.layla).is_new
    read(garden, post, garden.layla)
    second, third = garden.answer(post, "Another"), garden.answer(post, "A third", by=garden.owner)
    assert attention(garden, post, garden.layla).new_ids == (second.pk, third.pk)
    assert row(garden, post, garden.layla).new_count == 2
    read(garden, post, garden.layla, third.pk)
    assert attention(garden, post, garden.layla).new_ids == ()
    assert row(garden, post, garden.layla).new_count == 0


def test_ones_own_words_and_what_was_taken_away_are_not_new(garden):
    post = garden.ask()
    read(garden, post, garden.layla)
    garden.answer(post, "Mine", by=garden.layla)
    gone = garden.answer(post, "Gone")
    gathering.delete_comment(comment_id=gone.pk, by_id=garden.samer.pk, at=garden.at + timedelta(hours=1))
    assert row(garden, post, garden.layla).new_count == 0
    assert attention(garden, post, garden.layla).new_ids == ()
    assert new_titles(garden, garden.layla) == []


def test_an_older_position_never_replaces_a_newer_one_and_none_runs_ahead(garden):
    post = garden.ask()
    first, second = garden.answer(post), garden.answer(post, "Two")
    read(garden, post, garden.layla, second.pk)
    read(garden, post, garden.layla, first.pk)
    assert attention(garden, post, garden.layla).new_ids == ()
    read(garden, post, garden.layla, 10**17)
    third = garden.answer(post, "Three")
    assert attention(garden, post, garden.layla).new_ids == (third.pk,)


def test_what_a_page_did_not_show_stays_new(garden, monkeypatch):
    monkeypatch.setattr(thread_queries, "COMMENTS_A_PAGE", 2)
    monkeypatch.setattr("diwan.gathering.attention.queries.unread.COMMENTS_A_PAGE", 2)
    post = garden.ask()
    read(garden, post, garden.layla)
    said = [garden.answer(post, f"Answer {number}") for number in range(5)]
    found = attention(garden, post, garden.layla)
    assert found.read_up_to({said[0].pk, said[1].pk}) == said[2].pk - 1
    assert found.read_up_to({one.pk for one in said}) == said[-1].pk
    read(garden, post, garden.layla, said[2].pk)
    assert attention(garden, post, garden.layla).first_new_page == 2
    gathering.react(target=said[3].ref, membership_id=garden.nadia.pk, kind="helped_me", at=garden.at)
    assert attention(garden, post, garden.layla).first_new_page == 1, "the most useful stands first"


def test_a_reply_is_found_on_the_page_of_what_it_replies_to(garden, monkeypatch):
    monkeypatch.setattr("diwan.gathering.attention.queries.unread.COMMENTS_A_PAGE", 2)
    post = garden.ask()
    said = [garden.answer(post, f"Answer {number}") for number in range(3)]
    read(garden, post, garden.layla)
    reply = garden.answer(post, "To the third", parent_id=said[2].pk)
    found = attention(garden, post, garden.layla)
    assert (found.first_new_id, found.first_new_page) == (reply.pk, 2)
    gathering.accept_answer(post_id=post.pk, comment_id=said[2].pk, by_id=garden.nadia.pk, at=garden.at)
    assert attention(garden, post, garden.layla).first_new_page == 1


def test_the_list_of_what_is_new_has_unopened_posts_and_threads_that_moved(garden):
    opened, unopened = garden.write("opened"), garden.write("unopened", at=garden.at + timedelta(minutes=1))
    garden.write("mine", by=garden.layla)
    assert new_titles(garden, garden.layla) == ["unopened", "opened"]
    read(garden, opened, garden.layla)
    assert new_titles(garden, garden.layla) == ["unopened"]
    garden.answer(opened, at=garden.at + timedelta(hours=1))
    assert new_titles(garden, garden.layla) == ["opened", "unopened"]
    gathering.follow_thread(post_id=unopened.pk, membership_id=garden.layla.pk, level="muted")
    assert new_titles(garden, garden.layla) == ["opened"]


def test_its_pages_follow_each_other_without_gap_or_repetition(garden):
    posts = [garden.write(f"{number}", at=garden.at + timedelta(minutes=number // 2)) for number in range(7)]
    found, after = [], None
    while True:
        scope = {"community_id": garden.id, "viewer_id": garden.layla.pk, "at": garden.at + timedelta(hours=2)}
        page = gathering.list_new(**scope, after=after, limit=3)
        found += [item.id for item in page.items]
        after = page.after
        if after is None:
            break
    assert found == [post.pk for post in reversed(posts)]
    with pytest.raises(errors.NotFound):
        gathering.list_new(**scope, after="x")


def test_everything_can_be_marked_as_read_at_once_and_later_words_are_new_again(garden):
    post = garden.ask()
    read(garden, post, garden.layla)
    garden.answer(post)
    garden.write("unopened")
    later = garden.at + timedelta(hours=1)
    gathering.read_everything(membership_id=garden.layla.pk, at=later)
    assert new_titles(garden, garden.layla) == []
    assert row(garden, post, garden.layla).new_count == 0
    garden.answer(post, "Again", at=later + timedelta(minutes=1))
    assert new_titles(garden, garden.layla) == [post.title]
    assert row(garden, post, garden.layla).new_count == 1
    assert new_titles(garden, garden.samer) != [], "it was read for one member only"


def test_what_is_older_than_a_month_or_was_said_before_joining_is_not_new(garden):
    garden.write("before", at=garden.at - timedelta(days=31))
    garden.write("long ago", at=garden.at - timedelta(days=29, hours=12))
    assert new_titles(garden, garden.layla) == []


def test_a_read_that_is_told_moves_the_position_whether_it_counts_or_not(garden):
    post = garden.ask()
    comment = garden.answer(post)
    facts = {"post_id": post.pk, "active_seconds": 1, "scrolled_bp": 0, "at": garden.at}
    gathering.record_read(**facts, membership_id=garden.layla.pk, read_up_to=comment.pk)
    assert not row(garden, post, garden.layla).is_new
    gathering.record_read(**facts, membership_id=garden.nadia.pk, read_up_to=comment.pk)
    assert row(garden, post, garden.nadia).new_count == 0


def test_outsiders_have_no_position_and_see_nothing_of_what_is_new(garden):
    post = garden.ask()
    for who in (garden.foreigner, garden.suspended):
        with pytest.raises(errors.GatheringError):
            read(garden, post, who)
        assert attention(garden, post, who).level == "none"
        assert new_titles(garden, who) == []
    gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=garden.at)
    assert new_titles(garden, garden.layla) == []
    with pytest.raises(errors.NotFound):
        read(garden, post, garden.layla)


def queries(look):
    with CaptureQueriesContext(connection) as seen:
        look()
    return len(seen)


def test_fifty_rows_cost_what_five_cost(garden):
    hours = [garden.at - timedelta(hours=number) for number in range(50)]
    posts = [garden.ask(f"{number}", tags=["iron", f"t{number}"], at=at) for number, at in enumerate(hours)]
    for post in posts:
        read(garden, post, garden.layla)
        garden.answer(post, at=post.published_at + timedelta(hours=1))

    def rows(count):
        facts = [(post.pk, post.author_id, post.published_at) for post in posts[:count]]
        scope = {"community_id": garden.id, "viewer_id": garden.layla}
        return lambda: gathering.list_attention(**scope, posts=facts)

    assert queries(rows(5)) == queries(rows(50)) == 3

    def listed(listing, count, **facts):
        return lambda: listing(community_id=garden.id, viewer_id=garden.layla, limit=count, **facts)

    at = garden.at + timedelta(hours=1)
    assert queries(listed(gathering.list_new, 5, at=at)) == queries(listed(gathering.list_new, 50, at=at)) <= 8
    tag = gathering.get_tag(community_id=garden.id, viewer_id=garden.layla, name="iron").id
    tagged = [queries(listed(gathering.list_tagged, count, tag_id=tag)) for count in (5, 50)]
    assert tagged[0] == tagged[1] <= 6
    gathering.follow_tag(tag_id=tag, membership_id=garden.layla.pk, is_followed=True)
    assert queries(listed(gathering.list_following, 5)) == queries(listed(gathering.list_following, 50)) <= 6


def test_a_long_thread_costs_what_a_short_one_costs(garden):
    post = garden.ask()
    read(garden, post, garden.layla)
    garden.answer(post)
    short = queries(lambda: attention(garden, post, garden.layla))
    for number in range(20):
        garden.answer(post, f"Answer {number}", at=garden.at + timedelta(hours=number))
    assert queries(lambda: attention(garden, post, garden.layla)) == short <= 9
