"""Talk as its pages have it: with and without a script, found by those in it and by nobody else."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from diwan.conversation import public as conversation
from diwan.kernel import clock
from diwan.web.live.topics import may_follow


def key_of(answer) -> str:
    return re.search(r'name="key" value="([0-9a-f]+)"', answer.content.decode())[1]


def page(talk: int) -> str:
    return f"/c/garden/talk/{talk}/"


def test_a_room_is_opened_by_the_first_who_comes_in_and_reading_its_door_opens_nothing(garden):
    nadia = garden.browser("nadia")
    assert nadia.get(garden.url("s/questions/chat/")).status_code == 200
    assert not conversation.Conversation.objects.exists()
    opened = nadia.post(garden.url("s/questions/chat/"))
    again = garden.browser("samer").get(garden.url("s/questions/chat/"))
    assert opened.url == again.url
    assert conversation.Conversation.objects.get().key == f"space:{garden.space.pk}"


def test_without_a_script_a_message_is_sent_by_a_form_and_stands_on_the_page(garden):
    talk, nadia = garden.room(), garden.browser("nadia")
    key = key_of(nadia.get(page(talk)))
    for _ in range(2):
        sent = nadia.post(f"{page(talk)}messages/", {"key": key, "body": "سلام **عليكم**", "reply_to": ""})
        message = conversation.Message.objects.get()
        assert sent.url == f"{page(talk)}#message-{message.pk}"
    assert "سلام <strong>عليكم</strong>" in garden.browser("samer").get(page(talk)).content.decode()


def test_with_htmx_the_answer_is_an_empty_form_and_the_message(garden):
    talk, nadia = garden.room(), garden.browser("nadia")
    key = key_of(nadia.get(page(talk)))
    words = {"key": key, "body": "Good morning", "seen": "0"}
    sent = nadia.post(f"{page(talk)}messages/", words, headers={"HX-Request": "true"})
    html = sent.content.decode()
    assert "<html" not in html
    assert "Good morning" in html.split('id="say"')[1].split("</form>", 1)[1]
    assert key_of(sent) != key


def test_what_was_refused_keeps_the_text_and_the_key(garden):
    talk, nadia = garden.room(), garden.browser("nadia")
    for number in range(20):
        garden.say(talk, body=f"number {number}", at=clock.now())
    for headers in ({}, {"HX-Request": "true"}):
        words = {"key": "k1", "body": "One too many"}
        refused = nadia.post(f"{page(talk)}messages/", words, headers=headers)
        html = refused.content.decode()
        assert refused.status_code == 422
        assert "One too many</textarea>" in html
        assert 'name="key" value="k1"' in html
        assert "Nothing is lost" in html


def test_a_picture_is_drawn_anew_and_opened_by_those_in_it_alone(garden, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    talk = garden.write("nadia", "samer").conversation_id
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    nadia = garden.browser("nadia")
    file = io.BytesIO(out.getvalue())
    file.name = "roof.png"
    assert nadia.post(f"{page(talk)}messages/", {"key": "k", "body": "", "pictures": file}).status_code == 302
    address = re.search(r'src="(/c/garden/talk/pictures/[^"]+)"', nadia.get(page(talk)).content.decode())[1]
    assert garden.browser("samer").get(address).content[8:12] == b"WEBP"
    assert [garden.browser(name).get(address).status_code for name in ("layla", "mona", "huda", "zed")] == [
        404, 404, 404, 403,
    ]  # fmt: skip


def test_what_is_no_picture_is_said_in_words_and_the_text_is_kept(garden):
    talk = garden.room()
    file = io.BytesIO(b"not a picture")
    file.name = "x.png"
    words = {"key": "k", "body": "Look at this", "pictures": file}
    refused = garden.browser("nadia").post(f"{page(talk)}messages/", words)
    assert refused.status_code == 422
    assert "Look at this</textarea>" in refused.content.decode()
    assert not conversation.Message.objects.exists()


@pytest.mark.parametrize("name", ["mona", "huda", "layla"])
def test_a_direct_conversation_is_not_there_for_the_owner_the_steward_or_a_friend(garden, name):
    first = garden.write("nadia", "samer")
    other = garden.browser(name)
    missing = other.get(page(987654))
    found = other.get(page(first.conversation_id))
    assert (found.status_code, found.content) == (404, missing.content)
    assert "Only between us" not in other.get(garden.url("talk/")).content.decode()
    assert other.get(f"{page(first.conversation_id)}messages/?of={first.pk}").status_code == 404
    assert other.post(f"{page(first.conversation_id)}messages/", {"key": "k", "body": "x"}).status_code == 404


def test_the_part_for_an_open_page_holds_what_was_asked_and_only_of_this_conversation(garden):
    talk = garden.room()
    mine, other = garden.say(talk, body="In the room"), garden.write("nadia", "samer")
    part = garden.browser("nadia").get(f"{page(talk)}messages/?of={mine.pk},{other.pk},x,99").content.decode()
    assert f'id="message-{mine.pk}"' in part
    assert "Only between us" not in part


def test_who_may_follow_a_room_is_who_may_enter_its_space(garden, rf):
    talk, whisper = garden.room(), garden.write("nadia", "samer").conversation_id

    def asks(name: str, number: int) -> bool:
        request = rf.get("/")
        request.community, request.membership = garden.community, garden.members[name]
        return may_follow(request, f"room:{number}")

    assert asks("layla", talk)
    assert not asks("zed", talk)
    assert not asks("nadia", whisper)


def test_the_new_line_stands_where_one_stopped_and_the_rail_counts(garden):
    talk = garden.room()
    garden.say(talk)
    samer = garden.browser("samer")
    samer.post(f"{page(talk)}reading/", {"number": "1"})
    later = [garden.say(talk, body=f"later {number}") for number in range(2)]
    html = samer.get(page(talk)).content.decode()
    line = html.index("New since your last visit")
    assert html.index("Good morning") < line < html.index(f'id="message-{later[0].pk}"')
    assert re.search(r'class="unread"><bdi[^>]*>2</bdi> new', samer.get(garden.url("talk/")).content.decode())
    samer.post(f"{page(talk)}reading/", {"number": "3"}, headers={"HX-Request": "true"})
    assert "New since your last visit" not in samer.get(page(talk)).content.decode()


def test_somebody_is_found_by_name_and_written_to_and_then_led_to_the_same_conversation(garden):
    nadia, samer = garden.browser("nadia"), garden.members["samer"]
    found = nadia.get(garden.url("talk/new/?name=sam")).content.decode()
    assert f"with={samer.pk}" in found
    chosen = nadia.get(garden.url(f"talk/new/?with={samer.pk}"))
    words = {"with": samer.pk, "key": key_of(chosen), "body": "Are you there?", "title": ""}
    sent = nadia.post(garden.url("talk/new/"), words)
    assert nadia.get(garden.url(f"talk/to/{samer.pk}/")).url == sent.url
    assert nadia.post(garden.url("talk/new/"), {"key": "k", "body": "To nobody"}).status_code == 422


def test_a_block_looks_like_a_member_who_takes_no_messages_and_can_be_lifted_in_ones_own_settings(garden):
    talk = garden.write("samer", "nadia").conversation_id
    nadia, samer = garden.browser("nadia"), garden.browser("samer")
    block = garden.url(f"talk/blocks/{garden.members['samer'].pk}/")

    def seen_by_samer() -> str:
        html = samer.get(page(talk)).content.decode()
        return re.sub(r'value="[^"]{64}"|X-CSRFToken[^}]*', "", html.split("<main", 1)[1].split("</main>")[0])

    assert 'id="say"' in seen_by_samer()
    nadia.post(block)
    blocked = seen_by_samer()
    assert 'id="say"' not in blocked
    assert "Samer" in nadia.get(garden.url("talk/settings/")).content.decode()
    nadia.post(f"{block}withdrawal/")
    assert 'id="say"' in seen_by_samer()
    nadia.post(garden.url("talk/settings/"), {"shows_presence": "on"})
    assert seen_by_samer() == blocked


def test_a_message_is_edited_marked_deleted_and_brought_back(garden):
    talk = garden.room()
    message = garden.say(talk, body="Water at noon")
    nadia, samer = garden.browser("nadia"), garden.browser("samer")
    own = garden.url(f"talk/messages/{message.pk}/")
    assert nadia.post(f"{own}edit/", {"body": "Water at dawn"}).status_code == 302
    assert "Water at noon" in samer.get(f"{own}history/").content.decode()
    marked = samer.post(f"{own}marks/", {"kind": "helped_me"}, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="true"' in marked
    nadia.post(f"{own}deletion/")
    assert "Water at dawn" not in samer.get(page(talk)).content.decode()
    nadia.post(f"{own}restoration/")
    assert "Water at dawn" in samer.get(page(talk)).content.decode()


def test_a_notice_leads_to_the_message_however_far_back_it_stands(garden):
    talk = garden.room()
    first = garden.say(talk, body="@Samer look")
    for number in range(60):
        garden.say(talk, ("nadia", "layla", "huda", "mona")[number % 4], f"number {number}")
    samer = garden.browser("samer")
    led = samer.get(garden.url(f"talk/messages/{first.pk}/")).url
    assert f'id="message-{first.pk}"' in samer.get(led).content.decode()


def test_a_page_costs_the_same_whatever_was_said(garden):
    talk = garden.room()
    samer = garden.browser("samer")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert samer.get(page(talk)).status_code == 200
        return len(asked)

    garden.say(talk)
    few = cost()
    for number in range(45):
        message = garden.say(talk, ("nadia", "layla", "huda")[number % 3], f"number {number}")
        conversation.mark_message(message_id=message.pk, by_id=garden.members["mona"].pk, kind="thanks", at=garden.at)
    assert cost() == few


def test_moderators_read_what_was_reported_and_nothing_else(garden):
    first = garden.write("samer", "nadia", body="message 1")
    talk = first.conversation_id
    before = [garden.say(talk, body=f"message {number}") for number in (2, 3)]
    insult = garden.say(talk, "samer", "an insult")
    after = [garden.say(talk, body=f"message {number}") for number in (5, 6, 7)]
    assert [one.number for one in (*before, insult, *after)] == [2, 3, 4, 5, 6, 7]
    huda = garden.browser("huda")
    assert "an insult" not in huda.get(garden.url("reports/")).content.decode()
    report = garden.url(f"talk/messages/{insult.pk}/report/")
    assert garden.browser("samer").get(report).status_code == 404
    assert garden.browser("layla").get(report).status_code == 404
    assert garden.browser("nadia").post(report, {"reason": "abuse", "note": ""}).status_code == 302
    html = huda.get(garden.url("reports/")).content.decode()
    assert "an insult" in html
    assert "message 2" in html
    assert "message 1" not in html
    assert "message 7" not in html
    assert huda.get(page(first.conversation_id)).status_code == 404
