"""A letter as mail hosts and mail programs receive it: read back with the standard library's own parser."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail

from diwan.kernel import clock, outbox
from diwan.people import public as people

MONEY = {"amount_minor": 4120, "currency": "USD", "mask": "…1234"}
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def arabic(garden: Any, name: str = "layla") -> people.Membership:
    person = garden.members[name].person
    person.language, person.digits = "ar", "arab"
    person.save()
    return garden.members[name]


def wire(letter: Any) -> tuple[bytes, EmailMessage]:
    content = letter.message().as_bytes()
    return content, message_from_bytes(content, policy=policy.default)


def told(garden: Any, member: Any, kind: str, **facts: Any) -> EmailMessage:
    people.send_mail(membership_id=member.pk, kind=kind, facts=facts, url="", at=garden.at)
    outbox.deliver(at=clock.now())
    return wire(mail.outbox[-1])[1]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_text_and_html_stand_side_by_side_in_seven_bits(garden: Any, language: str) -> None:
    member = arabic(garden) if language == "ar" else garden.layla
    told(garden, member, "payout_sent", **MONEY)
    content, message = wire(mail.outbox[-1])
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.splitlines())
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    wanted = "base64" if language == "ar" else "quoted-printable"
    assert [part["Content-Transfer-Encoding"] for part in (plain, html)] == [wanted, wanted]
    amount = "٤١٫٢٠" if language == "ar" else "41.20"
    assert amount in plain.get_content()
    assert amount in html.get_content()


def test_the_html_needs_nothing_but_itself(garden: Any) -> None:
    html = told(garden, arabic(garden), "payout_sent", **MONEY).get_body(("html",)).get_content()
    assert not re.search(r"<(style|link|img|script|svg)\b|@import|url\(", html)
    assert not re.search(r"\bclass=", html.replace('class="num"', "").replace('class="code"', ""))
    assert len(html.encode()) < 100 * 1024
    tables = re.findall(r"<table[^>]*>", html)
    assert tables
    for table in tables:
        assert 'dir="rtl"' in table
        assert 'lang="ar"' in table
        assert 'role="presentation"' in table
    cells = re.findall(r"<td [^>]*style=[^>]*font-family[^>]*>", html)
    assert cells
    assert all('dir="rtl"' in cell and 'align="right"' in cell for cell in cells)


def test_an_english_letter_runs_the_other_way(garden: Any) -> None:
    html = told(garden, garden.layla, "payout_sent", **MONEY).get_body(("html",)).get_content()
    assert 'dir="rtl"' not in html
    assert 'align="left"' in html


def test_the_subject_says_it_on_one_line_without_marks_of_direction(garden: Any) -> None:
    community = garden.community
    community.name_ar = "بستان\u202e السطح"
    community.save()
    garden.layla.refresh_from_db()
    message = told(garden, arabic(garden), "payout_sent", **MONEY)
    assert str(message["Subject"]).startswith("بستان السطح: ")
    assert not BIDI.search(str(message["Subject"]))
    assert "\n" not in str(message["Subject"])


def test_plain_text_is_wrapped_and_addresses_are_whole(garden: Any) -> None:
    text = told(garden, garden.layla, "mentioned", by="Samer", title="Leaves " * 20, post=1, object_ref="post:1")
    lines = text.get_body(("plain",)).get_content().splitlines()
    assert all(len(line) <= 72 for line in lines if "http" not in line)
    assert sum(line.startswith("http") and " " not in line for line in lines) == 3
    assert "" in lines
    assert "&" not in "".join(lines)


def test_a_letter_that_is_sent_again_is_the_same_letter(garden: Any) -> None:
    garden_message = told(garden, garden.layla, "payout_sent", **MONEY)
    outbox.OutboxMessage.objects.update(delivered_at=None, due_at=clock.now(), attempt_count=1)
    outbox.deliver(at=clock.now())
    again = wire(mail.outbox[-1])[1]
    assert len(mail.outbox) == 2
    assert again["Message-ID"] == garden_message["Message-ID"]
    assert again["Auto-Submitted"] == "auto-generated"


def test_what_can_be_stopped_says_how_and_what_cannot_says_so(garden: Any) -> None:
    mention = told(garden, garden.layla, "mentioned", by="Samer", title="Leaves")
    assert re.fullmatch(r"<http\S+/letters/stop/\S+/>", mention["List-Unsubscribe"])
    assert mention["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mention["List-Id"] == "<mentions.garden.localhost>"
    payout = told(garden, garden.layla, "payout_sent", **MONEY)
    assert payout["List-Unsubscribe"] is None
    assert "always come" in " ".join(payout.get_body(("plain",)).get_content().split())


def test_one_click_stops_letters_without_signing_in_and_looking_stops_nothing(garden: Any) -> None:
    address = told(garden, garden.layla, "mentioned", by="Samer", title="Leaves")["List-Unsubscribe"]
    path = address.strip("<>").removeprefix("http://localhost:8000")
    provider = garden.browser(None)
    assert provider.get(path).status_code == 200
    assert mail_choice(garden.layla, "mentions") == "now"
    done = provider.post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert mail_choice(garden.layla, "mentions") == "never"
    assert mail_choice(garden.samer, "mentions") == "now"
    assert provider.post(path).status_code == 200


def test_a_word_that_was_tampered_with_opens_nothing(garden: Any) -> None:
    address = told(garden, garden.layla, "mentioned", by="Samer", title="Leaves")["List-Unsubscribe"]
    path = address.strip("<>").removeprefix("http://localhost:8000")
    assert garden.browser(None).post(path.replace("/stop/", "/stop/x")).status_code == 404


def mail_choice(member: people.Membership, group: str) -> str:
    return next(one.mail for one in people.reach_of(membership_id=member.pk).groups if one.group == group)


def test_names_cannot_write_markup_into_a_letter(garden: Any) -> None:
    message = told(garden, garden.layla, "mentioned", by="<b>Eve</b>", title="x\u202ey")
    assert "<b>Eve" not in message.get_body(("html",)).get_content()


def test_the_digest_names_what_was_new_and_is_silent_when_nothing_was(garden: Any) -> None:
    garden.ask(at=garden.at + timedelta(minutes=9))
    for member in (garden.layla, garden.nadia):
        since = (garden.at - timedelta(days=1)).isoformat()
        payload = {"membership": member.pk, "label": "weekly:2026-11-21", "since": since}
        outbox.put(topic=people.DIGEST, payload=payload, at=garden.at)
    assert outbox.deliver(at=clock.now()) == 2
    (letter,) = mail.outbox  # Nadia wrote the only thread: there is nothing new for her
    assert letter.to == ["layla@example.org"]
    _content, message = wire(letter)
    assert "Tomato leaves turn yellow" in message.get_body(("plain",)).get_content()
    assert "Tomato leaves turn yellow" in message.get_body(("html",)).get_content()
    assert message["List-Id"] == "<digest.garden.localhost>"
    path = message["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    garden.browser(None).post(path)
    assert people.reach_of(membership_id=garden.layla.pk).preference.digest == "never"


def test_what_waited_for_the_morning_is_one_letter(garden: Any) -> None:
    notices = [
        people.notify(membership_id=garden.layla.pk, kind="replied", facts={"by": name, "title": "Leaves"}, url="",
                      at=garden.at)
        for name in ("Samer", "Nadia")
    ]  # fmt: skip
    payload = {"membership": garden.layla.pk, "notices": [notice.pk for notice in notices]}
    outbox.put(topic=people.MAIL_GATHERED, payload=payload, at=garden.at)
    outbox.deliver(at=clock.now())
    (letter,) = mail.outbox
    text = wire(letter)[1].get_body(("plain",)).get_content()
    assert "Samer" in text
    assert "Nadia" in text


def test_what_was_read_meanwhile_is_not_sent(garden: Any) -> None:
    notice = people.notify(membership_id=garden.layla.pk, kind="replied", facts={}, url="", at=garden.at)
    people.mark_notices_read(membership_id=garden.layla.pk, at=garden.at)
    payload = {"membership": garden.layla.pk, "notices": [notice.pk]}
    outbox.put(topic=people.MAIL_GATHERED, payload=payload, at=garden.at)
    outbox.deliver(at=clock.now())
    assert mail.outbox == []


def test_an_address_the_host_refuses_for_good_is_not_tried_again(garden: Any, monkeypatch: Any) -> None:
    from smtplib import SMTPRecipientsRefused

    def refuse(self: Any, messages: Any) -> int:
        raise SMTPRecipientsRefused({"layla@example.org": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    people.send_mail(membership_id=garden.layla.pk, kind="payout_sent", facts=MONEY, url="", at=garden.at)
    assert outbox.deliver(at=clock.now()) == 0
    assert outbox.deliver(at=clock.now() + timedelta(days=30)) == 0
    assert "550" in outbox.OutboxMessage.objects.get().last_error
