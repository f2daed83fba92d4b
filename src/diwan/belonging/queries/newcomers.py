"""Newcomers whom nobody greeted yet, for those who said they would."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from diwan.belonging import path
from diwan.belonging.models import Greeting, MemberCard
from diwan.contributions.public import tally_pairs
from diwan.people.enums import Standing
from diwan.people.public import Membership, list_members

_MOST = 50


@dataclass(frozen=True, slots=True)
class NewcomerView:
    """`has_spoken`: there is something of theirs to answer."""

    membership_id: int
    person_id: int
    name: str
    joined_at: datetime
    has_spoken: bool


def is_greeter(*, member: Membership) -> bool:
    return MemberCard.objects.filter(membership=member, is_greeter=True).exists()


def list_newcomers(*, community_id: int, at: datetime, answered: Collection[int] = ()) -> tuple[NewcomerView, ...]:
    """Those of the last days to whom nobody has said a word, longest waiting first, in four queries.

    A greeting said here counts, and what the Book of Acts knows others did for them; `answered` names members who, as
    the caller knows, were answered in another way. A read is no word.
    """
    since = at - path.SHOWN_FOR
    rows = list_members(community_id=community_id).filter(standing=Standing.ACTIVE, joined_at__gt=since)
    greeted = Greeting.objects.filter(newcomer__community=community_id).values("newcomer")
    waiting = list(rows.exclude(pk__in=greeted).exclude(pk__in=answered)[: 2 * _MOST])
    if not waiting:
        return ()
    parties = {row.party_id for row in waiting}
    spoke, met = set(), set()
    for pair in tally_pairs(community_id=community_id, start=since, end=at):
        if pair.actor in parties and pair.kind in path.SPOKE_KINDS:
            spoke.add(pair.actor)
        if pair.recipient in parties and pair.recipient != pair.actor and pair.kind != "read" and pair.count > 0:
            met.add(pair.recipient)
    return tuple(
        NewcomerView(row.pk, row.person_id, row.person.display_name, row.joined_at, row.party_id in spoke)
        for row in waiting
        if row.party_id not in met
    )[:_MOST]
