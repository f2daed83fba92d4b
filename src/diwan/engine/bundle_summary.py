"""The public face of a settlement: what may be read by anyone without telling what any one person earned or paid.

A group of fewer than five people is suppressed. So is the next smallest one while what is suppressed could be found by
subtraction. A community with fewer than ten earners publishes its plan, its totals and its roots, and nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diwan.engine.bundle_bytes import Row
from diwan.engine.bundle_trees import is_account

MINIMUM_GROUP = 5
MINIMUM_EARNERS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A named sum and the people it is about."""

    name: str
    people: frozenset[str]
    figures: Mapping[str, object]


def public_summary(
    *, head: Mapping[str, object], plan: Mapping[str, object], tables: Mapping[str, Sequence[Row]]
) -> dict[str, object]:
    """The document of public/summary.json; amounts in minor units. `head` carries ids, totals and roots."""
    alloc = {str(name): int(amount) for name, amount in tables["outputs/alloc.csv"]}
    earners = [name for name in alloc if not is_account(name)]
    summary: dict[str, object] = {**head, "plan": plan, "detail": len(earners) >= MINIMUM_EARNERS}
    if len(earners) < MINIMUM_EARNERS:
        return summary
    return {
        **summary,
        "earners": len(earners),
        "accounts": {name: amount for name, amount in alloc.items() if is_account(name)},
        "pools": suppressed(_pool_groups(tables["outputs/pools.csv"])),
        "sources": suppressed(_source_groups(tables)),
    }


def suppressed(groups: Iterable[Group]) -> list[dict[str, object]]:
    """Every group by name; those too small, and those that would give them away, without people or figures."""
    ordered = sorted(groups, key=lambda group: (len(group.people), group.name))
    hidden = [group for group in ordered if len(group.people) < MINIMUM_GROUP]
    shown = ordered[len(hidden) :]
    while shown and hidden and len(frozenset[str]().union(*(one.people for one in hidden))) < MINIMUM_GROUP:
        hidden.append(shown.pop(0))
    told = {group.name: {"people": len(group.people), **group.figures} for group in shown}
    return [{"name": group.name, **told.get(group.name, {"suppressed": True})} for group in _by_name(ordered)]


def _by_name(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: group.name)


def _pool_groups(rows: Iterable[Row]) -> list[Group]:
    people: defaultdict[str, set[str]] = defaultdict(set)
    figures: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for pool, entry, person, amount in rows:
        if entry == "share":
            people[str(pool)].add(str(person))
        else:
            figures[str(pool)][str(entry)] = amount
    return [Group(name, frozenset(people[name]), figures[name]) for name in figures]


def _source_groups(tables: Mapping[str, Sequence[Row]]) -> list[Group]:
    persons = {str(account): str(person) for account, person in tables["inputs/persons.csv"]}
    withdrawn = {row[0] for row in tables["inputs/reversals.csv"]}
    people: defaultdict[str, set[str]] = defaultdict(set)
    gross: defaultdict[str, int] = defaultdict(int)
    for receipt, payer, kind, amount, *_ in tables["inputs/receipts.csv"]:
        if receipt not in withdrawn:
            people[str(kind)].add(persons.get(str(payer), str(payer)))
            gross[str(kind)] += int(amount)
    return [Group(kind, frozenset(people[kind]), {"gross": gross[kind]}) for kind in gross]
