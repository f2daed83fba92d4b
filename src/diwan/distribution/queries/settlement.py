"""A settled month in figures: totals, lines, pools, accounts. No person is named. Minor units throughout."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from diwan.distribution.enums import Stage, Tone
from diwan.distribution.errors import NotPublishedYet
from diwan.distribution.models import AccountingPeriod, Line
from diwan.distribution.queries.periods import PeriodView, period_row, period_view
from diwan.distribution.queries.plans import parsed
from diwan.engine.plan import PROCESSOR, TAX, ClaimsRule, Equal, Plan, Pool, Take
from diwan.engine.public import Exposure, exposure_of


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a waterfall that sends money on. `take` is the plan's own word; `base_minor` what it was taken of."""

    name: str
    path: str
    waterfall: str
    to: str
    tone: Tone
    take: Take
    base_minor: int
    requested_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PoolView:
    """One pool after sharing: amount = shared + unallocated (to `overflow`) + dust, among `people`."""

    name: str
    rule: str
    tone: Tone
    exposure: Exposure
    amount_minor: int
    shared_minor: int
    unallocated_minor: int
    dust_minor: int
    people: int
    overflow: str


@dataclass(frozen=True, slots=True)
class SettlementView:
    """`accounts` {acct:…: minor units}; `net_minor` is what entered the waterfalls."""

    period: PeriodView
    currency: str
    gross_minor: int
    tax_minor: int
    fees_minor: int
    members_minor: int
    lines: tuple[LineView, ...]
    pools: tuple[PoolView, ...]
    accounts: Mapping[str, int]
    receipt_count: int
    payer_count: int
    earner_count: int
    held_minor: int
    dust_to: str
    min_payout_minor: int

    @property
    def net_minor(self) -> int:
        return self.gross_minor - self.tax_minor - self.fees_minor


def settlement(*, community_id: int, period: str) -> SettlementView:
    """The figures of a settled month. Raises NoSuchPeriod, NotPublishedYet (not settled yet)."""
    row = period_row(community_id, period)
    if not row.has_reached(Stage.SETTLED):
        raise NotPublishedYet(period=period)
    return Figures(row).view()


def tone_of_account(account: str) -> Tone:
    """What kind of place a plan's account is."""
    special = {"acct:owner": Tone.OWNER, "acct:costs": Tone.COSTS, TAX: Tone.TAX, PROCESSOR: Tone.FEES}
    return special.get(account, Tone.FUND)


def tone_of_pool(pool: Pool) -> Tone:
    """A closed list or a gate of roles is a team; everything else is the members'."""
    is_team = isinstance(pool.rule, Equal) or (isinstance(pool.rule, ClaimsRule) and pool.rule.name == "fixed_takes")
    return Tone.TEAM if is_team or set(pool.who.roles) - {"member"} else Tone.MEMBERS


class Figures:
    """The stored settlement of one month, read once."""

    def __init__(self, row: AccountingPeriod) -> None:
        self.row = row

    @cached_property
    def plan(self) -> Plan:
        return parsed(self.row.plan)

    @cached_property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.row.settlement.document)
        return document

    @cached_property
    def inputs(self) -> dict[str, Any]:
        inputs: dict[str, Any] = json.loads(self.row.snapshot.document)
        return inputs

    @property
    def receipts(self) -> list[dict[str, Any]]:
        receipts: list[dict[str, Any]] = self.inputs["receipts"]
        return receipts

    @cached_property
    def lines(self) -> tuple[LineView, ...]:
        """Lines that send money to an account or a pool; a line into a nested flow is told by that flow's lines."""
        takes = {
            (line.name, line.to): line.take
            for flow in (*self.plan.waterfalls, *self.plan.flows.values())
            for line in flow.lines
        }
        own = {(flow.name, line.name, line.to): line.take for flow in self.plan.waterfalls for line in flow.lines}
        return tuple(
            self._line(line, own.get((line["waterfall"], _name(line), line["to"]), takes[_name(line), line["to"]]))
            for line in self.row.settlement.lines
            if not line["to"].startswith("flow:")
        )

    @cached_property
    def pools(self) -> tuple[PoolView, ...]:
        return tuple(self._pool(name, self.document["pools"][name]) for name in self.plan.pools)

    def view(self) -> SettlementView:
        alloc: dict[str, int] = self.document["alloc"]
        lines = Line.objects.filter(period=self.row)
        return SettlementView(
            period=period_view(self.row),
            currency=self.plan.currency,
            gross_minor=self.document["gross"],
            tax_minor=sum(receipt["tax"] for receipt in self.receipts),
            fees_minor=sum(receipt["fee"] for receipt in self.receipts),
            members_minor=sum(amount for name, amount in alloc.items() if not name.startswith("acct:")),
            lines=self.lines,
            pools=self.pools,
            accounts={name: amount for name, amount in alloc.items() if name.startswith("acct:")},
            receipt_count=len(self.receipts),
            payer_count=len({receipt["payer"] for receipt in self.receipts}),
            earner_count=lines.filter(earned_minor__gt=0).count(),
            held_minor=sum(lines.values_list("held_minor", flat=True)),
            dust_to=self.plan.dust_to,
            min_payout_minor=self.plan.min_payout,
        )

    def _line(self, line: Mapping[str, Any], take: Take) -> LineView:
        target = line["to"]
        is_pool = target.startswith("pool:")
        return LineView(
            name=_name(line),
            path=line["path"],
            waterfall=line["waterfall"],
            to=target,
            tone=tone_of_pool(self.plan.pools[target.removeprefix("pool:")]) if is_pool else tone_of_account(target),
            take=take,
            base_minor=line["base"],
            requested_minor=line["requested"],
            amount_minor=line["amount"],
        )

    def _pool(self, name: str, result: Mapping[str, Any]) -> PoolView:
        pool = self.plan.pools[name]
        return PoolView(
            name=name,
            rule=pool.rule.name,
            tone=tone_of_pool(pool),
            exposure=exposure_of(pool),
            amount_minor=result["amount"],
            shared_minor=sum(result["shares"].values()),
            unallocated_minor=result["unallocated"],
            dust_minor=result["dust"],
            people=len(result["shares"]),
            overflow=pool.overflow,
        )


def _name(line: Mapping[str, Any]) -> str:
    return str(line["path"]).split("/")[-1]
