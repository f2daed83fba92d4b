"""The frozen inputs of a month: what the two books and the roll of members say, with pids in place of parties.

Only what the plan asks about is read: signals and points it names, claims of its pools, actuals of its lines. Income is
read from entries of the kind `income_recognised` alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from diwan.contributions.public import build_signals, list_acts, tally_pairs
from diwan.distribution.models import AccountingPeriod, Claim, Publication
from diwan.distribution.pseudonyms import Pseudonyms
from diwan.engine.plan import ClaimsRule, Plan, Points, Referral, UserCentric
from diwan.kernel.periods import Period
from diwan.ledger.public import EntryView, list_entries
from diwan.people.public import Community, SettlementMember, settlement_members

Signals = Mapping[str, list[tuple[UUID, UUID, int]]]
INCOME_RECOGNISED = "income_recognised"
COST_RECORDED = "cost_recorded"
MEMBER_REFERRED = "member_referred"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The inputs document of `settle`, and who stands behind its pids."""

    document: dict[str, Any]
    pseudonyms: Pseudonyms


def gather(*, row: AccountingPeriod, community: Community, plan: Plan, settlement: str) -> Gathered:
    """Read everything the settlement of the month needs. The same books and secret give the same document."""
    period, names = Period(row.label), Pseudonyms(settlement=settlement, secret=bytes(row.secret))
    start, end = period.start(community.timezone), period.end(community.timezone)
    members = settlement_members(community_id=community.pk, at=end)
    signals = build_signals(tally_pairs(community_id=community.pk, start=start, end=end))
    merged = {one.party: one.merged_into for one in members if one.merged_into}
    receipts = standing_entries(community.pk, period, INCOME_RECOGNISED)
    costs = standing_entries(community.pk, period, COST_RECORDED)
    document = {
        "seed": _seed(community),
        "receipts": [_receipt(entry, names) for entry in receipts],
        "actuals": _actuals(costs, plan),
        "members": {names.of(member.party): _member(member) for member in members},
        "persons": {names.of(account): names.of(person) for account, person in merged.items()},
        "signals": _signals(signals, plan, names),
        "points": _points(signals, plan, names, merged),
        "claims": _claims(community.pk, row.label, plan, names),
        "referrals": _referrals(community, end, plan, names),
    }
    return Gathered(document, names)


def standing_entries(community_id: int, period: Period, kind: str) -> list[EntryView]:
    """The month's entries of a kind that were not reversed, in the order of the book."""
    entries = list_entries(
        community_id=community_id, kinds=[kind], start=period.first_date(), end=period.next().first_date()
    )
    return sorted((entry for entry in entries if entry.reversed_by_id is None), key=lambda entry: entry.number)


def signal_names(plan: Plan) -> frozenset[str]:
    """The signals whose edges the plan's pools follow."""
    return frozenset(pool.rule.signal for pool in plan.pools.values() if isinstance(pool.rule, UserCentric))


def point_names(plan: Plan) -> frozenset[str]:
    """The signals whose points the plan's pools count."""
    return frozenset(pool.rule.signal for pool in plan.pools.values() if isinstance(pool.rule, Points))


def _seed(community: Community) -> str:
    """The root of the settlement before this one; the community's name before there is any."""
    previous = Publication.objects.filter(community=community).order_by("-sequence").first()
    return previous.statement_root if previous else community.slug


def _receipt(entry: EntryView, names: Pseudonyms) -> dict[str, Any]:
    facts = entry.detail
    receipt = {
        "id": facts["receipt"],
        "payer": names.of(UUID(facts["payer"])),
        "kind": facts["income"],
        "gross": facts["gross"],
        "tax": facts["tax"],
        "fee": facts["fee"],
    }
    return receipt | ({"to": names.of(UUID(facts["to"]))} if facts.get("to") else {})


def _actuals(costs: Iterable[EntryView], plan: Plan) -> dict[str, int]:
    lines = [line for waterfall in (*plan.waterfalls, *plan.flows.values()) for line in waterfall.lines]
    named = {line.take.actual for line in lines if line.take.actual}
    sums: Counter[str] = Counter()
    for entry in costs:
        if entry.detail["actual"] in named:
            sums[entry.detail["actual"]] += sum(leg.amount_minor for leg in entry.legs if leg.side == "debit")
    return dict(sums)


def _member(member: SettlementMember) -> dict[str, Any]:
    return {
        "status": member.status,
        "trust": member.trust,
        "tenure": member.tenure_days,
        "roles": sorted(member.roles),
    }


def _signals(signals: Signals, plan: Plan, names: Pseudonyms) -> dict[str, list[list[Any]]]:
    wanted = signal_names(plan)
    return {
        signal: sorted([names.of(actor), names.of(recipient), points] for actor, recipient, points in edges)
        for signal, edges in signals.items()
        if signal in wanted
    }


def _points(signals: Signals, plan: Plan, names: Pseudonyms, merged: Mapping[UUID, UUID]) -> dict[str, dict[str, int]]:
    """Points are the recipient's, whoever confirmed them; nobody's own word counts, nor that of their other account."""
    sums: dict[str, Counter[str]] = {signal: Counter() for signal in signals.keys() & point_names(plan)}
    for signal, counted in sums.items():
        for actor, recipient, points in signals[signal]:
            if merged.get(actor, actor) != merged.get(recipient, recipient):
                counted[names.of(recipient)] += points
    return {signal: dict(counted) for signal, counted in sums.items()}


def _claims(community_id: int, label: str, plan: Plan, names: Pseudonyms) -> dict[str, list[list[Any]]]:
    rows: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for claim in Claim.objects.filter(community=community_id, label=label).order_by("pool", "party"):
        pool = plan.pools.get(claim.pool)
        if pool is not None and isinstance(pool.rule, ClaimsRule):
            rows[claim.pool].append([names.of(claim.party), claim.amount_minor])
    return dict(rows)


def _referrals(community: Community, end: datetime, plan: Plan, names: Pseudonyms) -> dict[str, str]:
    """{who was brought: by whom} of all time until the month's end, as far as it was not taken back by then."""
    if not any(isinstance(pool.rule, Referral) for pool in plan.pools.values()):
        return {}
    acts = list_acts(community_id=community.pk, start=community.opened_at, end=end, kinds=[MEMBER_REFERRED])
    voided = {act.voids_key for act in acts if act.voids_key}
    standing = [act for act in acts if act.voids_key is None and act.key not in voided]
    return {names.of(act.actor): names.of(act.recipient) for act in standing if act.recipient is not None}
