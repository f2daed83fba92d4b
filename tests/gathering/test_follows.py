"""Following, muting, and being told calmly: one notice of a thread until it is read, one of people a day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.models import ThreadMark
from diwan.people import public as people


def told(member, kind):
    return [row for row in people.list_notices(membership_id=member.pk) if row.kind == kind]


def follow(garden, post, member, level="following"):
    gathering.follow_thread(post_id=post.pk, membership_id=member.pk, level=level)


def level_of(garden, post, member):
    found = gathering.thread_attention(community_id=garden.id, viewer_id=member.pk, post_id=post.pk)
    return found.level


def test_of_a_followed_thread_there_is_one_notice_whose_number_grows(garden):
    post = garden.ask()
    follow(garden, post, garden.layla)
    for minute in range(3):
        garden.answer(post, f"Answer {minute}", at=garden.at + timedelta(minutes=minute))
    (notice,) = told(garden.layla, "thread_moved")
    assert notice.facts["number"] == 3
    assert notice.created_at == garden.at + timedelta(minutes=2)


def test_once_it_is_read_the_next_reply_is_told_anew(garden):
    post = garden.ask()
    follow(garden, post, garden.layla)
    first = garden.answer(post)
    gathering.keep_position(post_id=post.pk, membership_id=garden.layla.pk, up_to=first.pk, at=garden.at)
    assert told(garden.layla, "thread_moved")[0].read_at is not None
    garden.answer(post, "And another thing")
    assert [notice.facts["number"] for notice in told(garden.layla, "thread_moved")] == [1, 1]


def test_who_speaks_follows_and_who_is_called_follows_but_not_who_said_no(garden):
    post = garden.ask()
    assert level_of(garden, post, garden.nadia) == "following"
    garden.answer(post, "Ask @layla")
    assert level_of(garden, post, garden.samer) == level_of(garden, post, garden.layla) == "following"
    follow(garden, post, garden.samer, "off")
    garden.answer(post, "One more thing")
    assert level_of(garden, post, garden.samer) == "off"
    assert level_of(garden, post, garden.owner) == "none"


def test_nobody_is_told_twice_of_one_reply(garden):
    post = garden.ask()
    garden.answer(post, "Look, @nadia and @layla")
    assert told(garden.nadia, "thread_moved") == told(garden.layla, "thread_moved") == []
    garden.answer(post, "Mine", by=garden.owner)
    assert len(told(garden.layla, "thread_moved")) == len(told(garden.samer, "thread_moved")) == 1
    assert told(garden.nadia, "thread_moved") == [], "the asker was told of the reply"


def test_a_muted_thread_or_person_is_not_heard_of(garden):
    post, other = garden.ask("loud"), garden.ask("quiet")
    follow(garden, post, garden.nadia, "muted")
    garden.answer(post, "@nadia look")
    assert people.list_notices(membership_id=garden.nadia.pk).count() == 0
    follow(garden, other, garden.layla)
    gathering.follow_person(other_id=garden.samer.pk, membership_id=garden.layla.pk, level="muted")
    garden.answer(other, "@layla look")
    assert people.list_notices(membership_id=garden.layla.pk).count() == 0
    garden.answer(other, "Softly", by=garden.owner)
    assert len(told(garden.layla, "thread_moved")) == 1


def test_what_is_muted_is_not_in_the_feed_of_whoever_muted_it_and_in_everybody_elses(garden):
    loud, theirs = garden.write("loud"), garden.write("theirs", by=garden.samer)
    follow(garden, loud, garden.layla, "muted")
    gathering.follow_person(other_id=garden.samer.pk, membership_id=garden.layla.pk, level="muted")

    def titles(viewer, **facts):
        page = gathering.list_feed(community_id=garden.id, viewer_id=viewer.pk, order="newest", **facts)
        return {item.title for item in page.items}

    assert titles(garden.layla) == set()
    assert titles(garden.nadia) == {"loud", "theirs"}
    assert titles(garden.layla, author_id=garden.samer.pk) == {"theirs"}, "whoever goes to their page sees it"
    gathering.follow_person(other_id=garden.samer.pk, membership_id=garden.layla.pk, level="off")
    assert titles(garden.layla) == {"theirs"}
    assert gathering.list_feed(community_id=garden.id, viewer_id=garden.layla.pk).items[0].id == theirs.pk


def test_followed_people_are_told_of_once_a_day_of_the_communitys_calendar(garden):
    for who in (garden.nadia, garden.samer):
        gathering.follow_person(other_id=who.pk, membership_id=garden.layla.pk, level="following")
    garden.write("morning", by=garden.nadia)
    garden.write("noon", by=garden.samer, at=garden.at + timedelta(hours=2))
    (notice,) = told(garden.layla, "followed_wrote")
    assert (notice.facts["by"], notice.facts["title"]) == ("nadia", "morning")
    garden.write("tomorrow", by=garden.samer, at=garden.at + timedelta(days=1))
    assert [row.facts["title"] for row in told(garden.layla, "followed_wrote")] == ["tomorrow", "morning"]
    assert told(garden.owner, "followed_wrote") == []


def test_ones_own_feed_has_followed_people_first_then_threads_and_tags(garden):
    gathering.follow_person(other_id=garden.samer.pk, membership_id=garden.layla.pk, level="following")
    at = [garden.at + timedelta(hours=hour) for hour in range(6)]
    garden.write("person old", by=garden.samer, at=at[0])
    garden.write("person new", by=garden.samer, at=at[1])
    thread = garden.write("thread", at=at[2])
    follow(garden, thread, garden.layla)
    garden.write("tagged", at=at[3], tags=["Basil"])
    garden.write("mine", by=garden.layla, at=at[4], tags=["Basil"])
    garden.write("neither", at=at[5])
    tag = gathering.get_tag(community_id=garden.id, viewer_id=garden.layla.pk, name="basil")
    gathering.follow_tag(tag_id=tag.id, membership_id=garden.layla.pk, is_followed=True)
    found, after = [], None
    while True:
        page = gathering.list_following(community_id=garden.id, viewer_id=garden.layla.pk, after=after, limit=2)
        found += [item.title for item in page.items]
        after = page.after
        if after is None:
            break
    assert found == ["person new", "person old", "tagged", "thread"]
    assert gathering.list_following(community_id=garden.id, viewer_id=garden.owner.pk).items == ()


@pytest.mark.parametrize("level", ["", "loud", "none"])
def test_only_what_can_be_chosen_is_chosen(garden, level):
    post = garden.ask()
    with pytest.raises(errors.UnknownChoice):
        follow(garden, post, garden.layla, level)


def test_strangers_the_suspended_and_neighbours_follow_nothing_and_are_not_followed(garden):
    post = garden.ask()
    for who in (garden.suspended, garden.foreigner):
        with pytest.raises(errors.GatheringError):
            follow(garden, post, who)
        with pytest.raises(errors.GatheringError):
            gathering.follow_person(other_id=garden.nadia.pk, membership_id=who.pk, level="following")
    for other in (garden.foreigner, garden.suspended, garden.layla):
        with pytest.raises(errors.NotFound):
            gathering.follow_person(other_id=other.pk, membership_id=garden.layla.pk, level="following")
    assert gathering.list_marks(community_id=garden.id, viewer_id=garden.foreigner.pk).threads == ()


def test_who_left_or_is_suspended_is_not_told(garden):
    post = garden.ask()
    follow(garden, post, garden.layla)
    people.suspend_membership(membership=garden.layla, reason="spam", by=garden.owner, at=garden.at)
    garden.answer(post)
    assert told(garden.layla, "thread_moved") == []


def test_telling_many_costs_as_many_statements_as_telling_few(garden):
    """The notices and marks are written in bulk; what grows with the followers is one ring for each open page."""
    post = garden.ask()

    def statements(followers, body):
        rows = [ThreadMark(post=post, membership=who, level="following") for who in followers]
        ThreadMark.objects.bulk_create(rows, ignore_conflicts=True)
        with CaptureQueriesContext(connection) as seen:
            garden.answer(post, body, by=garden.samer)
        return [one["sql"] for one in seen if "kernel_live" not in one["sql"] and "SAVEPOINT" not in one["sql"]]

    def join(number):
        who = people.create_person(email=f"m{number}@x.example", display_name=f"m{number}", language="en", at=garden.at)
        return people.join_community(person=who, community=garden.community, at=garden.at)

    few = statements([join(number) for number in range(2)], "first")
    ThreadMark.objects.update(told=None)
    many = statements([join(number) for number in range(2, 40)], "second")
    assert len(many) <= len(few) + 1
    assert people.Notice.objects.filter(kind="thread_moved").count() == 2 + 40
