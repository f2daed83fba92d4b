"""Networks and shops that pay for sales, and the tagged links that lead to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.db import transaction

from diwan.kernel import ids
from diwan.people import public as people
from diwan.people.enums import OutsiderKind
from diwan.promotion import rules, words
from diwan.promotion.enums import Column, CommissionStatus
from diwan.promotion.errors import BadAddress, WordsNeeded
from diwan.promotion.models import AffiliateLink, Programme

_HOST_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")


def keep_programme(
    *,
    by: people.Membership,
    name: str,
    tag_parameter: str,
    tag_value: str,
    hosts: Sequence[str],
    at: datetime,
    code_parameter: str = "",
    columns: Mapping[str, str] | None = None,
    status_words: Mapping[str, Sequence[str]] | None = None,
    programme_id: int | None = None,
) -> Programme:
    """Write down a programme, or change it: its tag, the hosts its links may lead to, the headings of its files.

    `columns`: {Column: heading}; `status_words`: {CommissionStatus: what they call it}. What is left out is called by
    our own names. Raises NotFound, people.errors.NotAllowed, WordsNeeded, BadAddress.
    """
    rules.require_dealer(by)
    called, allowed = words.needed(name, 120), [_host(host) for host in hosts]
    tag = {"tag_parameter": words.needed(tag_parameter, 40), "tag_value": words.needed(tag_value, 80)}
    if not allowed:
        raise WordsNeeded
    with transaction.atomic():
        row = _found(by, programme_id) if programme_id else _new(by, called, at)
        row.name, row.hosts = called, allowed
        row.tag_parameter, row.tag_value = tag["tag_parameter"], tag["tag_value"]
        row.code_parameter = words.one_line(code_parameter, 40)
        row.columns = {name: words.one_line((columns or {}).get(name, ""), 80) or name for name in Column.values}
        row.words = {status: _words((status_words or {}).get(status, ()), status) for status in CommissionStatus.values}
        row.save()
    return row


def make_link(*, by: people.Membership, programme_id: int, target: str, title: str, at: datetime) -> AffiliateLink:
    """A tagged way out to one of the programme's hosts. Editors make them too: they write about what is sold there.

    Raises NotFound, people.errors.NotAllowed, BadAddress, WordsNeeded.
    """
    if not people.can(by, "edit_guides"):
        rules.require_dealer(by)
    programme = rules.find_programme(community_id=by.community_id, programme_id=programme_id)
    link = words.address(target)
    if not words.is_among(words.host_of(link), programme.hosts):
        raise BadAddress(address=link[:120])
    return AffiliateLink.objects.create(
        programme=programme, code=ids.short_code(8), target=link, title=words.needed(title, 120), made_by=by, made_at=at
    )


def tagged(link: AffiliateLink) -> str:
    """Where the link leads, with the programme's tag and, where it has a place for it, our code."""
    programme = link.programme
    ours = {programme.tag_parameter: programme.tag_value}
    if programme.code_parameter:
        ours[programme.code_parameter] = link.code
    parts = urlsplit(link.target)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in ours]
    return urlunsplit(parts._replace(query=urlencode([*query, *ours.items()])))


def _found(by: people.Membership, programme_id: int) -> Programme:
    return rules.find_programme(community_id=by.community_id, programme_id=programme_id)


def _new(by: people.Membership, name: str, at: datetime) -> Programme:
    party = people.create_outside_party(community_id=by.community_id, name=name, kind=OutsiderKind.PAYER, at=at)
    return Programme(community_id=by.community_id, party=party, added_at=at)


def _host(text: str) -> str:
    host = text.strip().lower().removeprefix("https://").strip("/")
    if not (set(host) <= _HOST_LETTERS and "." in host.strip(".") and len(host) <= 120):
        raise BadAddress(address=text[:120])
    return host


def _words(said: Sequence[str], status: str) -> list[str]:
    return [word for word in (words.one_line(one, 40).casefold() for one in said) if word] or [status]
