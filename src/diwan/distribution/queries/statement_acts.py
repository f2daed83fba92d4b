"""Which acts brought the money: grouped by kind, in rows that add up to each share. Pure, but for reading the acts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any
from uuid import UUID

from diwan.contributions.public import ActView, get_kind, list_acts, signals_of
from diwan.distribution.queries.statement_views import ActRow, ObjectRef
from diwan.distribution.whole_units import split
from diwan.kernel.periods import Period

MOST_OBJECTS = 20


def acts_for(*, community_id: int, period: Period, zone: str, parties: Collection[UUID]) -> list[ActView]:
    """The month's acts whose recipient is one of a person's parties, acts to oneself left out."""
    start, end = period.start(zone), period.end(zone)
    acts = [
        act
        for party in sorted(parties)
        for act in list_acts(community_id=community_id, start=start, end=end, recipient=party)
    ]
    return [act for act in acts if act.actor not in parties]


def act_rows(share: Mapping[str, Any], acts: Iterable[ActView], pid_of: Mapping[UUID, str]) -> tuple[ActRow, ...]:
    """Rows of one stored share. An edge's money is divided over the kinds in proportion to their points on that edge.

    `pid_of` gives the pid of each actor's person.
    """
    fed = [act for act in acts if share["signal"] and share["signal"] in signals_of(act.kind)]
    parts = _by_edges(share, fed, pid_of) if share["edges"] else _by_points(fed)
    if not fed or not any(parts.values()):
        return (ActRow(share["rule"], share["pool"], 0, 0, share["basis"], share["amount"], ()),)
    money = split(share["amount"], parts)
    rows = [_row(kind, share["pool"], [act for act in fed if act.kind == kind], money[kind]) for kind in parts]
    return tuple(sorted(rows, key=lambda row: (-row.money_minor, row.kind)))


def _by_points(acts: Iterable[ActView]) -> dict[str, Fraction]:
    points: Counter[str] = Counter()
    for act in acts:
        points[act.kind] += act.magnitude
    return {kind: Fraction(max(0, amount)) for kind, amount in sorted(points.items())}


def _by_edges(share: Mapping[str, Any], acts: Iterable[ActView], pid_of: Mapping[UUID, str]) -> dict[str, Fraction]:
    points: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for act in acts:
        points[pid_of.get(act.actor, "")][act.kind] += act.magnitude
    parts: defaultdict[str, Fraction] = defaultdict(Fraction)
    for edge in share["edges"]:
        of_payer = {kind: amount for kind, amount in points[edge["payer"]].items() if amount > 0}
        for kind, amount in of_payer.items():
            parts[kind] += Fraction(edge["amount"] * amount, sum(of_payer.values()))
    return dict(sorted(parts.items()))


def _row(kind: str, pool: str, acts: list[ActView], money: int) -> ActRow:
    titles: dict[str, str] = {}
    for act in acts:
        titles[act.object_ref] = act.title or titles.get(act.object_ref, "")
    return ActRow(
        kind=kind,
        pool=pool,
        count=sum(1 if act.voids_key is None else -1 for act in acts),
        weight=get_kind(kind).weight,
        points=sum(act.magnitude for act in acts),
        money_minor=money,
        objects=tuple(ObjectRef(ref, title) for ref, title in list(titles.items())[:MOST_OBJECTS]),
    )
