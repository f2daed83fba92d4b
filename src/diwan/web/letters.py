"""Letters: what a room asked to be told by mail, worded in the reader's own language when it is sent."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import loader
from django.utils import translation

from diwan.kernel import outbox
from diwan.kernel.text.bidi import isolate
from diwan.kernel.text.reader import Reader, reading
from diwan.people import public as people
from diwan.web.noticed_facts import LETTER, PAGE
from diwan.web.notices import notice_url, worded, wording_of


@outbox.consumer(people.MAIL)
def send_letter(payload: Mapping[str, Any]) -> None:
    """Send one letter. Whoever has no address (an imported, unclaimed profile) is told by the notice alone."""
    member = people.Membership.objects.select_related("person", "community").get(pk=payload["membership"])
    if not member.person.email or not member.person.is_active:
        return
    with translation.override(member.person.language), reading(_reader(member.person)):
        letter = compose(member, payload)
    letter.send()


def compose(member: people.Membership, payload: Mapping[str, Any]) -> EmailMultiAlternatives:
    """The letter in the active language: plain text first, the same as HTML with its direction beside it."""
    kind, facts = payload["kind"], payload["facts"]
    wording = wording_of(kind, facts)
    path = notice_url(member.community.slug, kind, facts, payload["url"])
    name = member.community.name_in(member.person.language)
    common = {
        "name": member.person.display_name,
        "community": name,
        "link": f"{settings.BASE_URL}{path}" if path else "",
    }
    plain = {**common, "sentence": worded(kind, facts, LETTER), "isolate": isolate}
    letter = EmailMultiAlternatives(
        subject=f"{name}: {wording.subject}".replace("\n", " "),
        body=_written("letters/letter.txt", plain),
        to=[str(member.person.email)],
        headers={"Message-ID": _message_id(payload["message_id"]), "Auto-Submitted": "auto-generated"},
    )
    page = {**common, "sentence": worded(kind, facts, PAGE), "needs_person": wording.needs_person}
    letter.attach_alternative(_written("letters/letter.html", page), "text/html")
    return letter


def _reader(person: people.Person) -> Reader:
    """The figures of a letter follow the profile, as the pages do."""
    return Reader(
        language="en" if person.language == "en" else "ar",
        digits="arab" if person.digits == "arab" else "latn",
        hijri=person.calendar == "hijri",
    )


def _written(template: str, facts: Mapping[str, Any]) -> str:
    return str(loader.get_template(template, using="pages").render(dict(facts)))


def _message_id(number: int) -> str:
    """The same message has the same id however often it has to be sent, so that a repetition is recognised."""
    return f"<outbox-{number}@{urlsplit(settings.BASE_URL).hostname}>"
