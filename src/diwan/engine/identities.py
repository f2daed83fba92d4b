"""One payout identity = one person: accounts are merged before anything else is computed.

The merge map is flat: the person it names is final. After the merge nobody can pay themselves, so edges from a
person to the same person vanish here, and so do edges without weight.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from diwan.engine.inputs import Inputs, Member, Receipt, Weights
from diwan.engine.plan import Who

_UNKNOWN = Member()


@dataclass(frozen=True, slots=True)
class Facts:
    """The inputs, person by person: repeated rows are added up and the order of the rows is forgotten."""

    seed: str
    receipts: tuple[Receipt, ...]
    actuals: Mapping[str, int]
    members: Mapping[str, Member]
    persons: Mapping[str, str]
    signals: Mapping[str, Weights]
    points: Mapping[str, Mapping[str, int]]
    claims: Mapping[str, Mapping[str, int]]
    referrers: Mapping[str, str]

    def may(self, person: str, who: Who) -> bool:
        """Whether the person passes a gate; a suspended person passes none."""
        member = self.members.get(person, _UNKNOWN)
        if member.suspended or member.trust < who.trust or member.tenure < who.tenure:
            return False
        return not who.roles or not member.roles.isdisjoint(who.roles)

    def claims_on(self, pool: str, of_the_plan: Iterable[tuple[str, int]]) -> Mapping[str, int]:
        """The claims of the period, or those written in the plan when the period brings none for this pool."""
        return self.claims[pool] if pool in self.claims else _added(of_the_plan, self.persons)


def merge_identities(inputs: Inputs) -> Facts:
    """Every account replaced by its person, everywhere."""
    persons = inputs.persons
    return Facts(
        seed=inputs.seed,
        receipts=_receipts(inputs.receipts, persons),
        actuals=inputs.actuals,
        members=_members(inputs),
        persons=persons,
        signals={name: _table(rows, persons) for name, rows in inputs.signals.items()},
        points={name: _added(weights.items(), persons) for name, weights in inputs.points.items()},
        claims={pool: _added(rows, persons) for pool, rows in inputs.claims.items()},
        referrers=_referrers(inputs),
    )


def _receipts(receipts: tuple[Receipt, ...], persons: Mapping[str, str]) -> tuple[Receipt, ...]:
    return tuple(
        replace(each, payer=persons.get(each.payer, each.payer), to=each.to and persons.get(each.to, each.to))
        if each.payer in persons or each.to in persons
        else each
        for each in receipts
    )


def _table(rows: Iterable[tuple[str, str, int]], persons: Mapping[str, str]) -> Weights:
    table: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for payer, recipient, weight in rows:
        payer, recipient = persons.get(payer, payer), persons.get(recipient, recipient)
        if weight and payer != recipient:
            row = table[payer]
            row[recipient] = row.get(recipient, 0) + weight
    return dict(table)


def _added(rows: Iterable[tuple[str, int]], persons: Mapping[str, str]) -> dict[str, int]:
    total: dict[str, int] = {}
    for account, amount in rows:
        person = persons.get(account, account)
        total[person] = total.get(person, 0) + amount
    return total


def _members(inputs: Inputs) -> dict[str, Member]:
    """A person's own record holds; a person known only through accounts has their standing joined.

    Joined: suspended if any account is, otherwise the best trust and tenure and all the roles.
    """
    joined: dict[str, Member] = {}
    for account, member in inputs.members.items():
        person = inputs.persons.get(account, account)
        if person not in inputs.members:
            joined[person] = _join(joined.get(person, _UNKNOWN), member)
    own = {person: member for person, member in inputs.members.items() if inputs.persons.get(person, person) == person}
    return joined | own


def _join(one: Member, other: Member) -> Member:
    return Member(
        suspended=one.suspended or other.suspended,
        trust=max(one.trust, other.trust),
        tenure=max(one.tenure, other.tenure),
        roles=one.roles | other.roles,
    )


def _referrers(inputs: Inputs) -> dict[str, str]:
    """Who brought whom. A person with several accounts has one referrer: that of the own id, else of the first id."""
    found: dict[str, str] = {}
    for account in sorted(inputs.referrals, key=lambda each: (inputs.persons.get(each, each) != each, each)):
        payer = inputs.persons.get(account, account)
        referrer = inputs.persons.get(inputs.referrals[account], inputs.referrals[account])
        if referrer != payer:
            found.setdefault(payer, referrer)
    return found
