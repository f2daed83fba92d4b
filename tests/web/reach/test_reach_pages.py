"""The page of choices, the newsletter's desk and the mailbox, as people meet them."""

from pathlib import Path
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from diwan.kernel import clock, outbox
from diwan.people import public as people

KEPT = {
    "quiet_from": "23:00", "quiet_until": "06:30", "digest": "daily", "replies_mail": "now", "replies_app": "on",
    "mentions_mail": "never", "messages_mail": "now", "follows_mail": "digest", "community_mail": "digest",
    "belonging_mail": "digest", "editorial_mail": "now", "desk_mail": "now", "newsletter_mail": "never",
}  # fmt: skip


def test_the_page_keeps_what_was_chosen_and_the_locked_stay(garden: Any) -> None:
    browser = garden.browser("layla")
    assert browser.post(garden.url("reach/"), {**KEPT, "money_mail": "never"}).status_code == 302
    reach = people.reach_of(membership_id=garden.layla.pk)
    chosen = {one.group: one for one in reach.groups}
    assert chosen["replies"].mail == "now"
    assert not chosen["mentions"].in_app
    assert chosen["newsletter"].mail == "never"
    assert chosen["money"].mail == "now"
    assert (reach.preference.quiet_from, reach.preference.quiet_until) == (23 * 60, 6 * 60 + 30)
    assert not reach.preference.is_quiet_at_night
    assert people.reach_of(membership_id=garden.samer.pk).preference.digest == "weekly"


def test_a_browser_that_lies_about_its_address_is_refused(garden: Any) -> None:
    wrong = {"endpoint": "http://127.0.0.1/", "p256dh": "x", "auth": "y"}
    assert garden.browser("layla").post(garden.url("reach/devices/"), wrong).status_code == 422


def test_the_owner_writes_tries_and_sends_and_a_member_may_not(garden: Any) -> None:
    owner = garden.browser("mona")
    words = {"subject": "Seeds", "body": "## Saturday\n\nBring seeds. ![x](/files/a.webp)", "quiet_days": "0"}
    assert garden.browser("layla").post(garden.url("newsletters/new/"), words).status_code == 403
    page = owner.post(garden.url("newsletters/new/"), words)
    assert page.status_code == 302
    assert "It goes to" in owner.get(page.url).content.decode()
    owner.post(f"{page.url}trial/")
    outbox.deliver(at=clock.now())
    assert [letter.to for letter in mail.outbox] == [["mona@example.org"]]
    html = mail.outbox[0].alternatives[0].content
    assert "<h2" in html
    assert "<img" not in html
    owner.post(f"{page.url}sending/")
    owner.post(f"{page.url}sending/")
    from diwan.people.reach.actions.send_newsletter import queue_copies

    queue_copies(at=clock.now())
    outbox.deliver(at=clock.now())
    assert sorted(letter.to[0] for letter in mail.outbox[1:]) == sorted(
        f"{name}@example.org" for name in ("mona", "nadia", "samer", "layla", "tariq", "huda")
    )


def file_letter(to: str) -> None:
    letter = EmailMultiAlternatives("Code", "123456", to=[to])
    letter.attach_alternative("<p style='color:red'>123456</p>", "text/html")
    letter.send()


def test_the_mailbox_shows_ones_own_letters_and_in_a_demo_those_to_nobody(
    garden: Any, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    settings.DEMO, settings.IS_DEVELOPMENT = False, True
    for to in ("layla@example.org", "samer@example.org", "owner@demo.example"):
        file_letter(to)
    assert listed(garden.browser(None)) == set()
    assert listed(garden.browser("layla")) == {"layla@example.org"}
    settings.DEMO = True
    assert listed(garden.browser(None)) == {"owner@demo.example"}
    name = next(iter(tmp_path.iterdir())).stem
    settings.DEMO, settings.IS_DEVELOPMENT = False, False
    for path in ("", f"{name}/", f"{name}/looks/"):
        assert garden.browser("layla").get(f"/mailbox/{path}").status_code == 404


def listed(browser: Any) -> set[str]:
    page = browser.get("/mailbox/").content.decode()
    return {to for to in ("layla@example.org", "samer@example.org", "owner@demo.example") if to in page}


def test_a_letter_is_looked_at_where_it_can_do_nothing(garden: Any, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.DEMO = tmp_path, True
    file_letter("owner@demo.example")
    name = next(iter(tmp_path.iterdir())).stem
    answer = garden.browser(None).get(f"/mailbox/{name}/looks/")
    policy = answer.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert garden.browser(None).get("/mailbox/..%2f..%2fkeys/").status_code == 404
