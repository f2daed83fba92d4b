"""Who must see nothing: the owner, the steward, the community next door, the suspended, whoever is not in it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diwan.conversation import errors
from diwan.conversation import public as conversation
from diwan.kernel.errors import DiwanError
from diwan.people import public as people

from .conftest import AT
from .test_talking import picture

NOT_IN_IT = ["tariq", "huda", "layla", "rami", "zed"]


@pytest.fixture
def whisper(garden, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return garden.write("nadia", "samer", body="Only between us", pictures=[picture()])


@pytest.mark.parametrize("name", [*NOT_IN_IT, "nobody"])
def test_who_is_not_in_a_direct_conversation_finds_nothing_of_it(garden, whisper, name):
    who = None if name == "nobody" else garden.members[name].pk
    here = {"community_id": garden.id, "viewer_id": who}
    name_of_picture = conversation.MessagePicture.objects.get().name
    for look in (
        lambda: conversation.get_conversation(conversation_id=whisper.conversation_id, at=AT, **here),
        lambda: conversation.list_messages(conversation_id=whisper.conversation_id, at=AT, after=0, **here),
        lambda: conversation.require_entry(conversation_id=whisper.conversation_id, **here),
        lambda: conversation.get_message(message_id=whisper.pk, at=AT, **here),
        lambda: conversation.list_message_revisions(message_id=whisper.pk, **here),
        lambda: conversation.open_picture(name=name_of_picture, **here),
    ):
        with pytest.raises(errors.NotFound):
            look()
    assert conversation.list_conversations(**here) == ()
    assert conversation.list_disclosed(object_refs=[whisper.ref], **here) == {}


@pytest.mark.parametrize("name", NOT_IN_IT)
def test_who_is_not_in_it_changes_nothing(garden, whisper, name):
    who = garden.members[name].pk
    talk = whisper.conversation_id
    before = snapshot()
    for attempt in (
        lambda: garden.say(talk, name, "Let me in"),
        lambda: conversation.edit_message(message_id=whisper.pk, by_id=who, body="x", at=AT),
        lambda: conversation.delete_message(message_id=whisper.pk, by_id=who, at=AT),
        lambda: conversation.restore_message(message_id=whisper.pk, by_id=who, at=AT),
        lambda: conversation.mark_message(message_id=whisper.pk, by_id=who, kind="thanks", at=AT),
        lambda: conversation.withdraw_mark(message_id=whisper.pk, by_id=who, kind="thanks", at=AT),
        lambda: conversation.record_reading(conversation_id=talk, membership_id=who, number=1, at=AT),
        lambda: conversation.mute_conversation(conversation_id=talk, membership_id=who, is_muted=True, at=AT),
        lambda: conversation.leave_conversation(conversation_id=talk, membership_id=who, at=AT),
        lambda: conversation.report_message(message_id=whisper.pk, by_id=who, reason="abuse", note="", at=AT),
    ):
        with pytest.raises((errors.NotFound, errors.MembersOnly)):
            attempt()
    assert snapshot() == before


def snapshot():
    models = (conversation.Message, conversation.Participant, conversation.MessageMark, conversation.Disclosure)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("name", ["rami", "zed"])
def test_a_room_is_closed_to_the_suspended_and_to_the_community_next_door(garden, name):
    room = garden.room()
    garden.say(room.pk)
    here = {"community_id": garden.id, "viewer_id": garden.members[name].pk}
    with pytest.raises(errors.NotFound):
        conversation.get_conversation(conversation_id=room.pk, at=AT, **here)
    assert conversation.list_rooms(keys=["space:1"], **here) == {}
    assert conversation.list_present(at=AT, **here) == ()
    with pytest.raises(DiwanError):
        garden.say(room.pk, name)
    with pytest.raises(DiwanError):
        conversation.open_room(community_id=garden.id, key="space:9", by_id=garden.members[name].pk, at=AT)


def test_nobody_writes_across_communities(garden):
    with pytest.raises(errors.NobodyChosen):
        garden.write("nadia", "zed")
    with pytest.raises(errors.NobodyToBlock):
        conversation.block_member(by_id=garden.nadia.pk, other_id=garden.zed.pk, at=AT)


def test_who_was_in_it_and_is_suspended_reads_no_further(garden, whisper):
    people.suspend_membership(membership=garden.samer, by=garden.tariq, reason="spam", at=AT)
    with pytest.raises(errors.NotFound):
        garden.see(whisper.conversation_id, "samer")
    with pytest.raises(errors.NotReachable):
        garden.say(whisper.conversation_id, "nadia", "Hello?")


def test_who_left_a_group_reads_no_further_and_hears_nothing(garden):
    first = garden.write("nadia", "samer", "layla")
    conversation.leave_conversation(conversation_id=first.conversation_id, membership_id=garden.layla.pk, at=AT)
    garden.say(first.conversation_id, "nadia", "@Layla is gone")
    with pytest.raises(errors.NotFound):
        garden.see(first.conversation_id, "layla")
    assert garden.lines("layla") == ()
    assert {other.name for other in garden.see(first.conversation_id, "nadia").others} == {"Samer"}
    assert [row.kind for row in people.list_notices(membership_id=garden.layla.pk)] == ["direct_message"]


def test_a_conversation_of_two_put_away_comes_back_with_the_next_word(garden):
    first = garden.write("nadia", "samer")
    conversation.leave_conversation(conversation_id=first.conversation_id, membership_id=garden.samer.pk, at=AT)
    assert garden.lines("samer") == ()
    garden.say(first.conversation_id, "nadia", "Still there?")
    (line,) = garden.lines("samer")
    assert line.unread_count == 1


def test_a_page_costs_the_same_whatever_was_said(garden):
    room = garden.room()

    def cost(look) -> int:
        with CaptureQueriesContext(connection) as asked:
            look()
        return len(asked)

    def page():
        return garden.see(room.pk, "samer", at=AT + timedelta(days=1))

    def lists():
        conversation.list_rooms(community_id=garden.id, viewer_id=garden.samer.pk, keys=["space:1"])
        return garden.lines("samer")

    first = garden.say(room.pk)
    garden.write("nadia", "samer")
    few = cost(page), cost(lists)
    for number in range(70):
        by = ("nadia", "layla", "huda")[number % 3]
        at = AT + timedelta(minutes=number)
        message = garden.say(room.pk, by, f"number {number}", at=at, reply_to_id=first.pk)
        conversation.mark_message(message_id=message.pk, by_id=garden.tariq.pk, kind="agreed", at=at)
    garden.write("layla", "samer", at=AT + timedelta(days=1))
    garden.write("huda", "samer", "nadia", at=AT + timedelta(days=1))
    assert (cost(page), cost(lists)) == few
    assert few[0] <= 11
    assert few[1] <= 11


def test_earlier_messages_are_found_page_by_page_with_none_missing(garden):
    room = garden.room()
    for number in range(120):
        garden.say(room.pk, at=AT + timedelta(minutes=number))
    found, before = [], None
    while True:
        view = garden.see(room.pk, before=before)
        found = [message.number for message in view.messages] + found
        if not view.has_earlier:
            break
        before = found[0]
    assert found == list(range(1, 121))
