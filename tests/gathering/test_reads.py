"""A read counts when somebody really read: time, half the page, once a day, by another person."""

from datetime import UTC, datetime, timedelta

import pytest

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.evidence.acts import read_points

MINUTE_LONG = " ".join(["كلمة"] * 200)


def read(garden, post, *, by=None, seconds=60, scrolled=10_000, at=None):
    who = (by or garden.layla).pk
    facts = {"active_seconds": seconds, "scrolled_bp": scrolled, "at": at or garden.at}
    return gathering.record_read(post_id=post.pk, membership_id=who, **facts)


@pytest.mark.parametrize(
    ("active", "estimated", "scrolled", "points"),
    [
        (60, 60, 10_000, 1000),
        (600, 60, 10_000, 1000),
        (30, 60, 5000, 500),
        (29, 300, 10_000, 0),  # neither 30 s nor 40 % of the estimate
        (30, 300, 10_000, 100),
        (24, 60, 10_000, 400),  # exactly 40 %
        (23, 60, 10_000, 0),
        (60, 60, 4999, 0),
        (0, 0, 10_000, 0),
        (-5, 60, 10_000, 0),
        (7, 15, 10_000, 466),  # rounded down
    ],
)
def test_what_qualifies_as_a_read(active, estimated, scrolled, points):
    assert read_points(active_seconds=active, estimated_seconds=estimated, scrolled_bp=scrolled) == points


def test_the_estimate_comes_from_the_words_and_is_capped(garden):
    assert garden.write(body=MINUTE_LONG).estimated_seconds == 60
    assert garden.write(body="نعم").estimated_seconds == 15
    assert garden.write(body="كلمة " * 7900).estimated_seconds == 1200


def test_reading_half_is_worth_half(garden):
    post = garden.write(body=MINUTE_LONG)
    assert read(garden, post, seconds=30) == 500
    assert garden.value(garden.layla, garden.nadia) == {"read": 500}


def test_the_same_reader_counts_once_a_day_and_again_the_next(garden):
    post = garden.write(body=MINUTE_LONG)
    assert [read(garden, post), read(garden, post, seconds=40)] == [1000, 1000]
    assert garden.value(garden.layla, garden.nadia) == {"read": 1000}
    read(garden, post, at=garden.at + timedelta(days=1))
    assert garden.value(garden.layla, garden.nadia) == {"read": 2000}
    post.refresh_from_db()
    assert post.reader_count == 1, "a reader is counted once, however often they come back"


def test_the_day_is_the_communitys_own(garden):
    """21:30 in London is past midnight in Amman: another day."""
    post = garden.write(body=MINUTE_LONG, at=datetime(2026, 5, 1, tzinfo=UTC))
    read(garden, post, at=datetime(2026, 5, 10, 20, 30, tzinfo=UTC))
    read(garden, post, at=datetime(2026, 5, 10, 21, 30, tzinfo=UTC))
    assert garden.value(garden.layla, garden.nadia) == {"read": 2000}


def test_reading_ones_own_words_is_worth_nothing(garden):
    post = garden.write(body=MINUTE_LONG)
    assert read(garden, post, by=garden.nadia) == 0
    assert garden.value(garden.nadia, garden.nadia) == {}


def test_scrolling_past_leaves_no_trace(garden):
    post = garden.write(body=MINUTE_LONG)
    assert read(garden, post, seconds=5) == 0
    assert not gathering.ReadMark.objects.exists()
    post.refresh_from_db()
    assert post.reader_count == 0


def test_strangers_and_suspended_members_cannot_send_value_anywhere(garden):
    post = garden.write(body=MINUTE_LONG)
    with pytest.raises(errors.NotFound):
        read(garden, post, by=garden.foreigner)
    with pytest.raises(errors.MembersOnly):
        read(garden, post, by=garden.suspended)
    assert not gathering.ReadMark.objects.exists()


def test_a_hidden_post_loses_its_reads_and_gets_them_back_on_appeal(garden):
    post = garden.write(body=MINUTE_LONG)
    read(garden, post)
    gathering.save_post(post_id=post.pk, membership_id=garden.layla.pk, at=garden.at)
    gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=garden.at + timedelta(hours=1))
    assert garden.value(garden.layla, garden.nadia) == {}
    gathering.show_object(community_id=garden.id, object_ref=post.ref, at=garden.at + timedelta(hours=2))
    assert garden.value(garden.layla, garden.nadia) == {"read": 1000, "saved": 3000}
