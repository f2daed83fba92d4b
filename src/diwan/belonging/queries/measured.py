"""What the Book of Acts and the membership say of members, counted for a whole community in a handful of queries."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from diwan.belonging.badges import HELPED_KINDS, HOUR, TRANSLATOR, Measure
from diwan.contributions.public import ActView, list_acts, tally_pairs
from diwan.people.enums import Standing
from diwan.people.public import Membership, list_members

_EVER = date(1970, 1, 1)
_PEOPLE = {"tried_worked": Measure.TRIED_ONE, "same_here": Measure.SHARED_ONE}


@dataclass(slots=True)
class Measured:
    """A member's figures. Those of one text are, until `best_text` has looked, no more than what they could be."""

    member: Membership
    days_here: int
    reads: int = 0
    helped: set[UUID] = field(default_factory=set)
    by_measure: dict[Measure, int] = field(default_factory=dict)


def measure(*, community_id: int, at: datetime, membership_ids: Collection[int] | None = None) -> list[Measured]:
    """The active members, or those of them that are named, with roles at hand. Three queries whatever was done."""
    rows = list_members(community_id=community_id).filter(standing=Standing.ACTIVE)
    if membership_ids is not None:
        rows = rows.filter(pk__in=membership_ids)
    found = {row.party_id: Measured(row, max(0, (at - row.joined_at).days)) for row in rows}
    soon = at + timedelta(seconds=1)
    for pair in tally_pairs(community_id=community_id, start=_EVER, end=soon):
        if pair.kind == "read" and pair.actor in found:
            found[pair.actor].reads += pair.count
        given = found.get(pair.recipient) if pair.recipient else None
        if given is not None and pair.recipient != pair.actor and pair.count > 0:
            _count(given, pair.actor, pair.kind, pair.count, pair.points)
    for one in found.values():
        _finish(one)
    return list(found.values())


def living_acts(*, member: Membership, kinds: Collection[str], at: datetime) -> list[ActView]:
    """What others did for the member in these kinds, oldest first, without what was taken back."""
    soon = at + timedelta(seconds=1)
    acts = list_acts(community_id=member.community_id, start=_EVER, end=soon, recipient=member.party_id, kinds=kinds)
    voided = {act.voids_key for act in acts if act.voids_key is not None}
    return [act for act in acts if act.voids_key is None and act.key not in voided and act.actor != member.party_id]


def best_text(acts: Collection[ActView]) -> tuple[str, int]:
    """The text that most different people said it of, and how many."""
    people: dict[str, set[UUID]] = {}
    for act in acts:
        people.setdefault(act.object_ref, set()).add(act.actor)
    if not people:
        return "", 0
    ref = max(sorted(people), key=lambda one: len(people[one]))
    return ref, len(people[ref])


def _count(one: Measured, actor: UUID, kind: str, count: int, points: int) -> None:
    if kind in HELPED_KINDS:
        one.helped.add(actor)
    if kind == "accepted_answer":
        one.by_measure[Measure.ACCEPTED] = one.by_measure.get(Measure.ACCEPTED, 0) + count
    if kind in _PEOPLE:
        one.by_measure[_PEOPLE[kind]] = one.by_measure.get(_PEOPLE[kind], 0) + 1
    if kind == "hours_confirmed":
        one.by_measure[Measure.HOURS] = one.by_measure.get(Measure.HOURS, 0) + points


def _finish(one: Measured) -> None:
    one.by_measure[Measure.HOURS] = one.by_measure.get(Measure.HOURS, 0) // HOUR
    one.by_measure[Measure.PEOPLE_HELPED] = len(one.helped)
    one.by_measure[Measure.DAYS_HERE] = one.days_here
    one.by_measure[Measure.TRANSLATES] = int(any(row.role == TRANSLATOR for row in one.member.roles.all()))
