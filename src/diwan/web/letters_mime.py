"""A letter as the wire wants it: text and HTML side by side, seven bits, named, listed, and stopped by one click."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.charset import BASE64, QP, SHORTEST, Charset
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import loader
from django.urls import reverse

from diwan.kernel.text.bidi import isolate, without_controls
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.web.letters_look import Look
from diwan.web.unsubscribing import DIGEST, stop_url

COLUMNS = 72
LONGEST_LINE = 900  # RFC 5322 allows 998
LARGEST_HTML = 100 * 1024  # Gmail cuts a letter off at 102 KB
SUBJECT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a letter. `template`: of templates/letters/, as .txt and .html. `group`: whose letters it is one of.

    `reference` names the letter for ever, however often it is sent. `page` and `plain` are the facts of the two parts.
    """

    template: str
    subject: str
    reference: str
    group: str
    plain: Mapping[str, Any] = field(default_factory=dict)
    page: Mapping[str, Any] = field(default_factory=dict)
    is_bulk: bool = False


class Letter(EmailMultiAlternatives):
    """Its headers are not folded: an address broken off its name is what some mail providers cannot read."""

    def message(self) -> Any:  # type: ignore[override]  # the types are those of a later Django
        message = super().message()
        message.policy = message.policy.clone(max_line_length=LONGEST_LINE)
        return message


def build_letter(member: people.Membership, contents: Contents) -> Letter:
    """The letter in the active language for the current reader."""
    reader = current_reader()
    name = member.community.name_in(reader.language)
    common = {
        "name": member.person.display_name,
        "community": name,
        "subject": contents.subject,
        "settings_url": absolute(reverse("reach", kwargs={"slug": member.community.slug})),
        "stop_url": stop_url(member.pk, contents.group) if can_be_stopped(contents.group) else "",
        "is_digest": contents.group == DIGEST,
    }
    letter = Letter(
        subject=_subject(f"{name}: {contents.subject}"),
        body=wrapped(_written(f"letters/{contents.template}.txt", {**common, "isolate": isolate, **contents.plain})),
        to=[str(member.person.email)],
        headers=_headers(member, contents, str(common["stop_url"])),
    )
    letter.encoding = _charset(reader.language)
    html = _written(f"letters/{contents.template}.html", {**common, "look": Look(reader), **contents.page})
    if len(html.encode()) > LARGEST_HTML:
        raise ValueError(f"the letter {contents.reference} is longer than mail programs show")
    letter.attach_alternative(html, "text/html")
    return letter


def can_be_stopped(group: str) -> bool:
    return group == DIGEST or people.Group(group) not in people.LOCKED


def absolute(path: str) -> str:
    """An address of ours as a letter needs it; one that is whole already stays."""
    return f"{settings.BASE_URL}{path}" if path.startswith("/") else path


def wrapped(text: str) -> str:
    """Lines of at most 72 letters, as mail in plain text is written; addresses stay whole; no three empty lines."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        parts = textwrap.wrap(line, COLUMNS, break_long_words=False, break_on_hyphens=False) if line.strip() else [""]
        if parts != [""] or (lines and lines[-1] != ""):
            lines += parts
    return "\n".join("-- " if line == "--" else line for line in lines) + "\n"


def _headers(member: people.Membership, contents: Contents, stop: str) -> dict[str, str]:
    host = urlsplit(settings.BASE_URL).hostname
    headers = {
        "Message-ID": f"<{contents.reference}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Id": f"<{contents.group}.{member.community.slug}.{host}>",
    }
    if contents.is_bulk:
        headers["Precedence"] = "bulk"
    if stop:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _subject(text: str) -> str:
    """On one line and without marks of direction, which mail programs show as boxes or take for deceit."""
    return textwrap.shorten(without_controls(text), SUBJECT_LENGTH, placeholder="…")


def _charset(language: str) -> Charset:
    """Seven bits on the wire, whatever hosts stand between: Arabic is shorter in base64, Latin stays readable in QP."""
    charset = Charset("utf-8")
    charset.body_encoding = BASE64 if language == "ar" else QP
    charset.header_encoding = SHORTEST
    return charset


def _written(template: str, facts: Mapping[str, Any]) -> str:
    return str(loader.get_template(template, using="pages").render(dict(facts)))
