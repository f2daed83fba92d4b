"""What the adopted plan will do with one payment, before it is made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from diwan.distribution.enums import Tone
from diwan.distribution.queries.plans import current_row, parsed
from diwan.distribution.queries.settlement import tone_of_account, tone_of_pool
from diwan.engine.plan import TAX, Directed, Plan, Waterfall
from diwan.engine.public import Inputs, Member, PoolResult, Receipt, settle
from diwan.kernel.periods import Period
from diwan.people.public import get_community_by_id, settlement_members

PERSON = "person"
_PAYER = "payer"


@dataclass(frozen=True, slots=True)
class Planned:
    """A payment that is thought of: its kind of income, amount and the tax in it (minor units), whom it is for."""

    kind: str
    amount_minor: int
    to: UUID | None = None
    tax_minor: int = 0


@dataclass(frozen=True, slots=True)
class SplitLine:
    """`to` is acct:<name>, pool:<name> or "person" (the one the money is for). Minor units."""

    to: str
    amount_minor: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class SplitPreview:
    """The lines add up to `amount_minor`, tax included, in the order of the plan; the person first."""

    amount_minor: int
    lines: tuple[SplitLine, ...]


def split_preview(
    *, community_id: int, kind: str, amount_minor: int, to: UUID | None, at: datetime, tax_minor: int = 0
) -> SplitPreview | None:
    """Pour one payment of a kind of income down the plan of this month; None without a plan.

    What is directed to a person comes out exactly as the close will share it. What a pool shares by what people did in
    the month is shown as the pool. Costs and fixed sums come once a month, not out of each payment: they are left out.
    """
    planned = Planned(kind, amount_minor, to, tax_minor)
    found = split_previews(community_id=community_id, payments=[planned], at=at)
    return found[0] if found else None


def split_previews(*, community_id: int, payments: Sequence[Planned], at: datetime) -> list[SplitPreview]:
    """The same for several payments, each by itself; an empty list without a plan."""
    zone = get_community_by_id(community_id=community_id).timezone
    row = current_row(community_id, Period.of(at, zone).label)
    if row is None:
        return []
    plan = _of_each_payment(parsed(row))
    members = _members(community_id, {one.to for one in payments if one.to}, at)
    return [_preview(plan, members, one) for one in payments]


def _preview(plan: Plan, members: Mapping[str, Member], planned: Planned) -> SplitPreview:
    to = str(planned.to) if planned.to else None
    receipt = Receipt("preview", _PAYER, planned.kind, planned.amount_minor, planned.tax_minor, 0, to)
    inputs = Inputs(
        seed=_PAYER,
        receipts=(receipt,),
        actuals={},
        members=members,
        persons={},
        signals={},
        points={},
        claims={},
        referrals={},
    )
    settled = settle(plan, inputs)
    sums: Counter[str] = Counter({TAX: planned.tax_minor})
    for line in settled.lines:
        pool = plan.pools.get(line.to.removeprefix("pool:")) if line.to.startswith("pool:") else None
        if pool is None or not isinstance(pool.rule, Directed):
            sums[line.to] += 0 if line.to.startswith("flow:") else line.amount
    for name, result in settled.pools.items():
        if isinstance(plan.pools[name].rule, Directed):
            _add_directed(sums, plan, name, result)
    return SplitPreview(planned.amount_minor, tuple(_lines(sums, plan)))


def _of_each_payment(plan: Plan) -> Plan:
    """The plan without what is taken once a month: fixed sums, costs as they were, least amounts."""
    return replace(
        plan,
        waterfalls=tuple(_rates_only(one) for one in plan.waterfalls),
        flows={name: _rates_only(one) for name, one in plan.flows.items()},
    )


def _rates_only(waterfall: Waterfall) -> Waterfall:
    kept = [line for line in waterfall.lines if line.take.bps is not None or line.take.is_rest]
    return replace(waterfall, lines=tuple(replace(line, take=replace(line.take, min=None)) for line in kept))


def _members(community_id: int, parties: set[UUID], at: datetime) -> dict[str, Member]:
    if not parties:
        return {}
    found = settlement_members(community_id=community_id, at=at, parties=parties)
    return {
        str(one.party): Member(one.status == "suspended", one.trust, one.tenure_days, frozenset(one.roles))
        for one in found
    }


def _add_directed(sums: Counter[str], plan: Plan, name: str, result: PoolResult) -> None:
    sums[PERSON] += sum(result.shares.values())
    sums[plan.pools[name].overflow] += result.unallocated
    sums[plan.dust_to] += result.dust


def _lines(sums: Counter[str], plan: Plan) -> list[SplitLine]:
    found = [SplitLine(to, amount, _tone(to, plan)) for to, amount in sums.items() if amount]
    return sorted(found, key=lambda line: (line.to != PERSON, line.to == TAX))


def _tone(to: str, plan: Plan) -> Tone:
    if to == PERSON:
        return Tone.MEMBERS
    return tone_of_pool(plan.pools[to.removeprefix("pool:")]) if to.startswith("pool:") else tone_of_account(to)
