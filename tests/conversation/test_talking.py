"""Saying something: in order, once, editable, deletable, bounded, and weighing nothing."""

from datetime import timedelta

import pytest

from diwan.contributions import public as contributions
from diwan.conversation import errors
from diwan.conversation import public as conversation
from diwan.kernel.models import LiveEvent
from diwan.people import public as people

from .conftest import AT

MINUTE = timedelta(minutes=1)


def test_messages_stand_in_the_order_they_were_said_and_are_numbered_without_gaps(garden):
    room = garden.room()
    for number, by in enumerate(("nadia", "samer", "nadia"), 1):
        assert garden.say(room.pk, by, f"number {number}").number == number
    seen = garden.see(room.pk, "layla")
    assert [message.number for message in seen.messages] == [1, 2, 3]
    assert [message.author.name for message in seen.messages] == ["Nadia", "Samer", "Nadia"]


def test_a_form_sent_twice_says_it_once(garden):
    room = garden.room()
    first = garden.say(room.pk, key="same", body="Once")
    again = garden.say(room.pk, key="same", body="Once")
    others = garden.say(room.pk, by="samer", key="same", body="Mine")
    assert first.pk == again.pk != others.pk
    assert garden.see(room.pk).last_number == 2


def test_two_people_have_one_conversation_whoever_began_it(garden):
    first, answer = garden.write("nadia", "samer"), garden.write("samer", "nadia")
    assert first.conversation_id == answer.conversation_id
    assert conversation.find_pair(by_id=garden.samer.pk, other_id=garden.nadia.pk) == first.conversation_id


def test_a_group_begun_twice_by_one_form_is_one_group(garden):
    first = garden.write("nadia", "samer", "layla", key="same", title="Roof  plans")
    again = garden.write("nadia", "samer", "layla", key="same", title="Roof plans")
    assert first.pk == again.pk
    assert garden.see(first.conversation_id).title == "Roof plans"
    assert garden.write("nadia", "samer", "layla", key="other").conversation_id != first.conversation_id


def test_a_group_holds_at_most_eight(garden):
    from .conftest import person

    names = [f"guest{number}" for number in range(8)]
    for name in names:
        garden.members[name] = people.join_community(person=person(name), community=garden.community, at=AT)
    assert garden.write("nadia", *names[:7]).number == 1
    with pytest.raises(errors.TooManyPeople):
        garden.write("nadia", *names)


def test_what_one_answers_is_quoted_and_a_message_of_another_conversation_cannot_be(garden):
    room, elsewhere = garden.room(), garden.write("nadia", "samer")
    asked = garden.say(room.pk, body="Who has seeds?")
    garden.say(room.pk, "samer", "I do", reply_to_id=asked.pk)
    quote = garden.see(room.pk).messages[-1].quote
    assert (quote.name, quote.text) == ("Nadia", "Who has seeds?")
    with pytest.raises(errors.NotFound):
        garden.say(room.pk, "samer", "And here", reply_to_id=elsewhere.pk)


def test_an_edit_is_marked_and_what_it_said_before_is_kept(garden):
    room = garden.room()
    message = garden.say(room.pk, body="Water at noon")
    conversation.edit_message(message_id=message.pk, by_id=garden.nadia.pk, body="Water at dawn", at=AT + MINUTE)
    conversation.edit_message(message_id=message.pk, by_id=garden.nadia.pk, body="Water at dawn", at=AT + 2 * MINUTE)
    view = garden.see(room.pk).messages[0]
    assert "dawn" in view.html
    assert view.edited_at == AT + MINUTE
    kept = conversation.list_message_revisions(community_id=garden.id, message_id=message.pk, viewer_id=garden.samer.pk)
    assert [one.body for one in kept] == ["Water at noon"]


def test_nobody_edits_the_words_of_another(garden):
    message = garden.say(garden.room().pk)
    for who in ("samer", "huda", "tariq"):
        with pytest.raises(errors.NotYours):
            conversation.edit_message(message_id=message.pk, by_id=garden.members[who].pk, body="x", at=AT)


def test_a_deleted_message_keeps_its_place_and_can_be_brought_back_by_whoever_deleted_it(garden):
    room = garden.room()
    message = garden.say(room.pk, body="A secret")
    garden.say(room.pk, "samer", "What?", reply_to_id=message.pk)
    conversation.delete_message(message_id=message.pk, by_id=garden.nadia.pk, at=AT)
    seen = garden.see(room.pk, "samer").messages
    assert [view.state for view in seen] == ["deleted", "said"]
    assert "secret" not in repr(seen)
    with pytest.raises(errors.NotYours):
        conversation.restore_message(message_id=message.pk, by_id=garden.huda.pk, at=AT)
    conversation.restore_message(message_id=message.pk, by_id=garden.nadia.pk, at=AT + timedelta(days=29))
    assert "secret" in garden.see(room.pk, "samer").messages[0].html


def test_after_thirty_days_the_words_the_history_and_the_pictures_are_gone(garden, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    room = garden.room()
    message = garden.say(room.pk, body="A secret", pictures=[picture()])
    kept = garden.say(room.pk, body="This stays")
    conversation.edit_message(message_id=message.pk, by_id=garden.nadia.pk, body="Still secret", at=AT)
    conversation.delete_message(message_id=message.pk, by_id=garden.nadia.pk, at=AT)
    assert conversation.wipe_deleted(at=AT + timedelta(days=29)) == 0
    assert conversation.wipe_deleted(at=AT + timedelta(days=30)) == 1
    assert conversation.wipe_deleted(at=AT + timedelta(days=30)) == 0
    message.refresh_from_db()
    kept.refresh_from_db()
    assert (message.body, message.status, kept.body) == ("", "wiped", "This stays")
    assert not conversation.MessageRevision.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with pytest.raises(errors.NotFound):
        conversation.restore_message(message_id=message.pk, by_id=garden.nadia.pk, at=AT + timedelta(days=31))


def test_a_steward_deletes_in_a_room_but_not_between_people(garden):
    shouted, whispered = garden.say(garden.room().pk), garden.write("nadia", "huda")
    conversation.delete_message(message_id=shouted.pk, by_id=garden.huda.pk, at=AT)
    with pytest.raises(errors.NotYours):
        conversation.delete_message(message_id=whispered.pk, by_id=garden.huda.pk, at=AT)


def test_a_word_is_said_once_by_each_and_never_to_oneself(garden):
    room = garden.room()
    message = garden.say(room.pk)
    for _ in range(2):
        conversation.mark_message(message_id=message.pk, by_id=garden.samer.pk, kind="helped_me", at=AT)
    conversation.mark_message(message_id=message.pk, by_id=garden.layla.pk, kind="helped_me", at=AT)
    (mark,) = garden.see(room.pk, "samer").messages[0].marks
    assert (mark.kind, mark.count, mark.is_mine) == ("helped_me", 2, True)
    with pytest.raises(errors.OwnWords):
        conversation.mark_message(message_id=message.pk, by_id=garden.nadia.pk, kind="thanks", at=AT)
    with pytest.raises(errors.UnknownChoice):
        conversation.mark_message(message_id=message.pk, by_id=garden.samer.pk, kind="fire", at=AT)
    conversation.withdraw_mark(message_id=message.pk, by_id=garden.samer.pk, kind="helped_me", at=AT)
    assert garden.see(room.pk, "samer").messages[0].marks[0].count == 1


def test_twenty_messages_a_minute_are_enough_for_anybody(garden):
    room, other = garden.room(), garden.room("space:2")
    for number in range(20):
        garden.say(room.pk if number % 2 else other.pk, at=AT + timedelta(seconds=number))
    with pytest.raises(errors.TooFast) as refusal:
        garden.say(room.pk, at=AT + timedelta(seconds=30))
    assert "20" in str(refusal.value)
    garden.say(room.pk, by="samer", at=AT + timedelta(seconds=30))
    garden.say(room.pk, at=AT + timedelta(seconds=61))


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("  \n ", errors.TextNeeded),
        ("x" * 4001, errors.TextTooLong),
        ("nul \x00", errors.UnwritableText),
        ("half \ud800", errors.UnwritableText),
    ],
)
def test_what_cannot_be_said(garden, body, refusal):
    with pytest.raises(refusal):
        garden.say(garden.room().pk, body=body)


def test_a_picture_says_enough_but_five_are_too_many(garden, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    room = garden.room()
    garden.say(room.pk, body="", pictures=[picture()])
    (shown,) = garden.see(room.pk).messages[0].pictures
    content = conversation.open_picture(community_id=garden.id, name=shown.name, viewer_id=garden.samer.pk)
    assert content[8:12] == b"WEBP"
    with pytest.raises(errors.TooManyPictures):
        garden.say(room.pk, pictures=[picture()] * 5)


def test_talk_is_never_paid(garden):
    room = garden.room()
    message = garden.say(room.pk)
    conversation.mark_message(message_id=message.pk, by_id=garden.samer.pk, kind="helped_me", at=AT)
    garden.write("nadia", "samer")
    span = {"start": AT - timedelta(days=400), "end": AT + timedelta(days=400)}
    assert contributions.list_acts(community_id=garden.id, **span) == []


def test_a_room_tells_the_room_and_a_direct_message_tells_only_those_in_it(garden):
    room = garden.room()
    message = garden.say(room.pk)
    told = LiveEvent.objects.filter(name="message_written")
    assert [event.topic for event in told] == [f"room:{room.pk}"]
    assert told[0].facts == {"conversation": room.pk, "message": message.pk, "number": 1}
    garden.write("nadia", "samer")
    topics = {event.topic for event in told.filter(pk__gt=told[0].pk)}
    assert topics == {f"membership:{garden.nadia.pk}", f"membership:{garden.samer.pk}"}


def picture() -> conversation.DrawnPicture:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return conversation.draw_picture(out.getvalue())
