"""Letters: what a room asked to be told by mail, worded in the reader's own language when it is sent."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import Any
from zoneinfo import ZoneInfo

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from diwan.kernel import clock, outbox
from diwan.kernel.text.reader import Reader, reading
from diwan.people import public as people
from diwan.web.letters_digest import digest_contents
from diwan.web.letters_mime import Contents, absolute, build_letter
from diwan.web.letters_newsletter import newsletter_contents
from diwan.web.noticed_facts import LETTER, PAGE
from diwan.web.notices import notice_url, worded, wording_of

Payload = Mapping[str, Any]


@outbox.consumer(people.MAIL)
def send_letter(payload: Payload) -> None:
    """One notice, one letter."""
    _send_to(payload["membership"], lambda member: notice_contents(member, payload))


@outbox.consumer(people.MAIL_GATHERED)
def send_gathered(payload: Payload) -> None:
    """What waited for the end of quiet hours and nobody read meanwhile, in one letter."""
    _send_to(payload["membership"], lambda member: gathered_contents(member, payload))


@outbox.consumer(people.DIGEST)
def send_digest(payload: Payload) -> None:
    """What was new; nothing to say, no letter."""
    since = datetime.fromisoformat(payload["since"])
    _send_to(payload["membership"], lambda member: digest_contents(member, since=since, label=payload["label"]))


@outbox.consumer(people.MAIL_NEWSLETTER)
def send_newsletter_copy(payload: Payload) -> None:
    """One copy of a newsletter; who opted out since it was begun, and who has been sent theirs, is left out."""
    copy = people.find_copy(copy_id=payload["copy"]) if payload["copy"] else None
    if copy is not None and not people.may_send_copy(copy=copy):
        return
    newsletter = people.find_newsletter(newsletter_id=payload["newsletter"])
    if newsletter is None:
        return
    _send_to(payload["membership"], lambda member: newsletter_contents(member, newsletter, copy))
    if copy is not None:
        people.mark_copy_sent(copy=copy, at=clock.now())


def notice_contents(member: people.Membership, payload: Payload) -> Contents:
    kind, facts = payload["kind"], payload["facts"]
    link = absolute(notice_url(member.community.slug, kind, facts, payload["url"]))
    wording = wording_of(kind, facts)
    return Contents(
        template="notice",
        subject=str(wording.subject),
        reference=f"outbox-{payload['message_id']}",
        group=payload.get("group") or people.group_of(kind),
        plain={"sentence": worded(kind, facts, LETTER), "link": link},
        page={"sentence": worded(kind, facts, PAGE), "link": link, "needs_person": wording.needs_person},
    )


def gathered_contents(member: people.Membership, payload: Payload) -> Contents | None:
    rows = people.notices_by_id(membership_id=member.pk, ids=payload["notices"])
    rows = [row for row in rows if row.read_at is None]
    if not rows:
        return None
    slug = member.community.slug
    links = [absolute(notice_url(slug, row.kind, row.facts, row.url)) for row in rows]
    return Contents(
        template="gathered",
        subject=_("What came while you rested"),
        reference=f"outbox-{payload['message_id']}",
        group=rows[0].group if len({row.group for row in rows}) == 1 else people.Group.COMMUNITY,
        plain={"told": [(worded(row.kind, row.facts, LETTER), link) for row, link in zip(rows, links, strict=True)]},
        page={"told": [(worded(row.kind, row.facts, PAGE), link) for row, link in zip(rows, links, strict=True)]},
    )


def compose(member: people.Membership, contents: Contents) -> EmailMultiAlternatives:
    """The letter as its reader would read it."""
    with written_for(member.person):
        return build_letter(member, contents)


@contextmanager
def written_for(person: people.Person) -> Iterator[None]:
    """Within: the person's language, digits, calendar and time zone, as on their pages."""
    reader = Reader(
        language="en" if person.language == "en" else "ar",
        digits="arab" if person.digits == "arab" else "latn",
        hijri=person.calendar == "hijri",
    )
    with translation.override(person.language), timezone.override(ZoneInfo(person.timezone)), reading(reader):
        yield


def _send_to(membership_id: int, contents_of: Callable[[people.Membership], Contents | None]) -> None:
    """Whoever has no address (an imported, unclaimed profile) is told by the notice alone."""
    member = people.Membership.objects.select_related("person", "community").get(pk=membership_id)
    if not member.person.email or not member.person.is_active:
        return
    with written_for(member.person):
        contents = contents_of(member)
        letter = build_letter(member, contents) if contents else None
    if letter is not None:
        _hand_over(letter)


def _hand_over(letter: EmailMultiAlternatives) -> None:
    """An address that the mail host refuses for good is not tried again: that is how senders come to be blocked."""
    try:
        letter.send()
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _said in refusal.recipients.values()]
        if codes and all(500 <= code < 600 for code in codes):
            raise outbox.Undeliverable(f"the mail host refused the address: {codes}") from refusal
        raise
