"""Being reached: unread, notices, blocks, newcomers, presence."""

from datetime import timedelta

import pytest

from diwan.conversation import errors
from diwan.conversation import public as conversation
from diwan.people import public as people

from .conftest import AT, person

SOON = AT + timedelta(minutes=5)


def kinds(member: people.Membership) -> list[str]:
    return [notice.kind for notice in people.list_notices(membership_id=member.pk)]


def test_what_is_unread_is_counted_until_it_is_read(garden):
    first = garden.write("nadia", "samer")
    garden.say(first.conversation_id, "nadia", "And another")
    assert (garden.unread("samer"), garden.unread("nadia")) == (2, 0)
    talk = first.conversation_id
    for number, reached in ((1, 1), (0, 1), (99, 2), (1, 2)):
        assert (
            conversation.record_reading(conversation_id=talk, membership_id=garden.samer.pk, number=number, at=AT)
            == reached
        )
    assert garden.unread("samer") == 0


def test_a_room_never_visited_counts_nothing_and_a_quiet_one_neither(garden):
    room = garden.room()
    garden.say(room.pk)
    assert garden.unread("layla") == 0
    conversation.record_reading(conversation_id=room.pk, membership_id=garden.layla.pk, number=1, at=AT)
    garden.say(room.pk)
    assert garden.unread("layla") == 1
    conversation.mute_conversation(conversation_id=room.pk, membership_id=garden.layla.pk, is_muted=True, at=AT)
    assert garden.unread("layla") == 0


def test_a_direct_message_leaves_one_notice_until_it_is_read(garden):
    first = garden.write("nadia", "samer")
    garden.say(first.conversation_id, "nadia", "And another")
    assert kinds(garden.samer) == ["direct_message"]
    conversation.record_reading(conversation_id=first.conversation_id, membership_id=garden.samer.pk, number=2, at=AT)
    garden.say(first.conversation_id, "nadia", "A third")
    assert kinds(garden.samer) == ["direct_message", "direct_message"]
    assert kinds(garden.nadia) == []


def test_who_is_named_is_told_once_and_only_where_they_can_read_it(garden):
    room = garden.room()
    garden.say(room.pk, body="@Samer and @samer, and `@Layla` in code, and @Nadia herself")
    assert kinds(garden.samer) == ["mentioned_in_talk"]
    assert kinds(garden.layla) == kinds(garden.nadia) == []
    garden.write("nadia", "samer", body="Do not tell @Layla")
    assert kinds(garden.layla) == []


def test_a_blocked_member_cannot_write_is_not_told_and_sees_nobody_here(garden):
    first = garden.write("samer", "nadia")
    conversation.mark_present(membership_id=garden.nadia.pk, at=AT)
    assert garden.see(first.conversation_id, "samer").others[0].is_here
    conversation.block_member(by_id=garden.nadia.pk, other_id=garden.samer.pk, at=AT)
    assert conversation.is_blocked(by_id=garden.nadia.pk, other_id=garden.samer.pk)
    seen = garden.see(first.conversation_id, "samer")
    assert (seen.is_open, seen.blocked_by_me, seen.others[0].is_here) == (False, False, False)
    assert garden.nadia.pk not in {
        one.membership_id for one in conversation.list_present(community_id=garden.id, viewer_id=garden.samer.pk, at=AT)
    }
    assert conversation.list_blocked(by_id=garden.samer.pk) == ()
    with pytest.raises(errors.NotReachable) as blocked:
        garden.say(first.conversation_id, "samer")
    conversation.lift_block(by_id=garden.nadia.pk, other_id=garden.samer.pk)
    conversation.choose_reach(membership_id=garden.nadia.pk, shows_presence=True, takes_direct=False)
    with pytest.raises(errors.NotReachable) as closed:
        garden.say(first.conversation_id, "samer")
    assert str(blocked.value) == str(closed.value)
    assert kinds(garden.samer) == []


def test_a_blocked_member_cannot_begin_anew_nor_draw_one_into_a_group_nor_call_by_name(garden):
    conversation.block_member(by_id=garden.nadia.pk, other_id=garden.samer.pk, at=AT)
    with pytest.raises(errors.NotReachable):
        garden.write("samer", "nadia")
    with pytest.raises(errors.NotReachable):
        garden.write("samer", "layla", "nadia")
    garden.say(garden.room().pk, "samer", "@Nadia, look here")
    assert kinds(garden.nadia) == []
    with pytest.raises(errors.YouBlocked):
        garden.write("nadia", "samer")


def test_what_the_blocked_says_in_a_room_is_folded_away_for_the_one_who_blocked(garden):
    room = garden.room()
    said = garden.say(room.pk, "samer", "Hello all")
    garden.say(room.pk, "layla", "Hello", reply_to_id=said.pk)
    conversation.block_member(by_id=garden.nadia.pk, other_id=garden.samer.pk, at=AT)
    mine, theirs = garden.see(room.pk, "nadia").messages, garden.see(room.pk, "layla").messages
    assert (mine[0].is_folded, theirs[0].is_folded) == (True, False)
    assert (mine[1].quote.text, theirs[1].quote.text) == ("", "Hello all")


def test_a_newcomer_writes_to_three_until_one_of_them_answers(garden):
    new = people.join_community(person=person("new"), community=garden.community, at=AT - timedelta(hours=1))
    garden.members["new"] = new
    for name in ("nadia", "samer", "layla"):
        first = garden.write("new", name, at=AT)
    with pytest.raises(errors.NewcomerLimit):
        garden.write("new", "huda", at=SOON)
    garden.say(first.conversation_id, "new", "More to the same person", at=SOON)
    garden.say(first.conversation_id, "layla", "Welcome", at=SOON)
    garden.write("new", "huda", at=SOON)
    with pytest.raises(errors.NewcomerLimit):
        garden.write("new", "tariq", at=SOON)
    garden.write("new", "tariq", at=AT + timedelta(days=1, minutes=6))


def test_a_newcomer_cannot_go_round_it_with_a_group(garden):
    garden.members["new"] = people.join_community(person=person("new"), community=garden.community, at=AT)
    with pytest.raises(errors.NewcomerLimit):
        garden.write("new", "nadia", "samer", "layla", "huda")


def test_whoever_is_trusted_or_three_days_here_is_no_newcomer(garden):
    trusted = people.join_community(person=person("new"), community=garden.community, at=AT)
    people.set_trust(membership=trusted, level=1, at=AT)
    garden.members["new"] = trusted
    for name in ("nadia", "samer", "layla", "huda"):
        garden.write("new", name)


def test_presence_is_written_once_a_minute_and_shown_for_two(garden):
    who = garden.samer.pk
    assert conversation.mark_present(membership_id=who, at=AT)
    assert not conversation.mark_present(membership_id=who, at=AT + timedelta(seconds=59))
    assert conversation.mark_present(membership_id=who, at=AT + timedelta(seconds=60))

    def here(at):
        found = conversation.list_present(community_id=garden.id, viewer_id=garden.nadia.pk, at=at)
        return who in {one.membership_id for one in found}

    assert here(AT + timedelta(seconds=170))
    assert not here(AT + timedelta(seconds=181))


def test_whoever_does_not_want_it_shown_is_not_here_and_leaves_no_trace(garden):
    conversation.mark_present(membership_id=garden.samer.pk, at=AT)
    conversation.choose_reach(membership_id=garden.samer.pk, shows_presence=False, takes_direct=True)
    assert not conversation.mark_present(membership_id=garden.samer.pk, at=SOON)
    assert conversation.Reach.objects.get(membership=garden.samer).seen_at is None
    assert conversation.list_present(community_id=garden.id, viewer_id=garden.nadia.pk, at=AT) == ()


def test_the_suspended_are_not_here(garden):
    assert not conversation.mark_present(membership_id=garden.rami.pk, at=AT)
