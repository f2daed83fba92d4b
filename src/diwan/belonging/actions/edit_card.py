from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from diwan.belonging import levels, rules
from diwan.belonging.actions.words import one_line
from diwan.belonging.errors import BadLink, LevelTooLow, NotFound, TooManyLinks
from diwan.belonging.models import Greeting, MemberCard
from diwan.belonging.queries.cards import level_of
from diwan.kernel.text.bidi import without_controls
from diwan.people.public import Membership

MOST_LINKS = 3
_LONGEST_LINK = 200


def edit_card(*, by: Membership, is_listed: bool, is_greeter: bool, links: Sequence[str]) -> MemberCard:
    """How one wants to be found. Raises NotFound, LevelTooLow (greeting, links), TooManyLinks, BadLink."""
    rules.require_member(by)
    kept = [_link(link) for link in links if link.strip()]
    if len(kept) > MOST_LINKS:
        raise TooManyLinks(limit=MOST_LINKS)
    level = level_of(member=by)
    if is_greeter and level < levels.GREETER_LEVEL:
        raise LevelTooLow(level=levels.GREETER_LEVEL)
    if kept and level < levels.LINKS_LEVEL:
        raise LevelTooLow(level=levels.LINKS_LEVEL)
    said = {"is_listed": is_listed, "is_greeter": is_greeter, "links": kept}
    card, _ = MemberCard.objects.update_or_create(membership=by, defaults=said)
    return card


def close_path(*, by: Membership, at: datetime) -> None:
    """Put the first steps away; their page stays."""
    rules.require_member(by)
    MemberCard.objects.update_or_create(membership=by, defaults={"path_closed_at": at})


def greet(*, by: Membership, membership_id: int, at: datetime) -> None:
    """A greeter says that they greeted this newcomer. Said twice, it was said once. Raises NotFound."""
    rules.require_member(by)
    member = rules.find_other(by, membership_id)
    if member.pk == by.pk or not MemberCard.objects.filter(membership=by, is_greeter=True).exists():
        raise NotFound
    Greeting.objects.get_or_create(newcomer=member, defaults={"by": by, "at": at})


def _link(text: str) -> str:
    link = one_line(without_controls(text), _LONGEST_LINK + 1)
    try:
        parts = urlsplit(link)
        is_good = parts.scheme == "https" and "." in (parts.hostname or "") and parts.username is None
    except ValueError:
        is_good = False
    if not is_good or len(link) > _LONGEST_LINK or any(sign in link for sign in " <>\"'`\\"):
        raise BadLink(link=link[:60])
    return link
