"""A settlement before anybody is paid: against last month, and against another plan. Losers come first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from diwan.distribution.enums import Stage
from diwan.distribution.errors import BadPlan, NotPublishedYet
from diwan.distribution.models import AccountingPeriod, Line, PlanVersion, SettlementResult
from diwan.distribution.plan_documents import read_plan
from diwan.distribution.pseudonyms import parties_of
from diwan.distribution.queries.periods import period_row
from diwan.distribution.queries.plans import parsed
from diwan.engine.public import EngineError, Plan, parse_inputs, settle

BPS = 10_000


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One party's share (minor units). `other_plan_minor` is what the other plan gives on the same month, if asked."""

    party: UUID
    now_minor: int
    last_month_minor: int
    other_plan_minor: int | None

    @property
    def change_minor(self) -> int:
        """now − last month."""
        return self.now_minor - self.last_month_minor

    @property
    def plan_change_minor(self) -> int:
        """now − what the other plan gives; 0 without another plan."""
        return 0 if self.other_plan_minor is None else self.now_minor - self.other_plan_minor


@dataclass(frozen=True, slots=True)
class AccountChange:
    """One plan account (acct:…) now and under the other plan. Minor units."""

    account: str
    now_minor: int
    other_minor: int


@dataclass(frozen=True, slots=True)
class Preview:
    """`rows` from the largest loss to the largest gain: by plan when two plans are compared, else by month.

    `gini_bp`: inequality of the shares in basis points, 0 is equal; `other_gini_bp` the same under the other plan.
    """

    period: str
    currency: str
    rows: tuple[PreviewRow, ...]
    accounts: tuple[AccountChange, ...]
    previous_period: str | None
    previous_plan_version: int | None
    members_minor: int
    other_members_minor: int | None
    gainer_count: int
    loser_count: int
    largest_loss_minor: int
    gini_bp: int
    other_gini_bp: int | None


def preview(*, community_id: int, period: str) -> Preview:
    """The settled month against last month and against the plan version before its own. Raises NoSuchPeriod,
    NotPublishedYet when the month is not settled yet."""
    row = period_row(community_id, period)
    if not row.has_reached(Stage.SETTLED):
        raise NotPublishedYet(period=period)
    return preview_of(row)


def simulate_plan(*, community_id: int, document: Mapping[str, Any], period: str) -> Preview:
    """What a draft would have given in a settled month: `now` is the draft, `other` what the month really gave.

    Raises NoSuchPeriod, NotPublishedYet, BadPlan.
    """
    row = period_row(community_id, period)
    if not row.has_reached(Stage.SETTLED):
        raise NotPublishedYet(period=period)
    plan = read_plan({**document, "version": document.get("version", 1)})
    try:
        drafted = _alloc(plan, row)
    except EngineError as error:
        raise BadPlan(reason=str(error)) from error
    return _preview(row, now=drafted, other=_stored_alloc(row), other_version=row.plan.version)


def preview_of(row: AccountingPeriod) -> Preview:
    """The preview of a settled month's row."""
    before = PlanVersion.objects.filter(community=row.community_id, version__lt=row.plan.version).order_by("-version")
    adopted = before.filter(adoptions__isnull=False).first()
    other = None if adopted is None else _alloc(parsed(adopted), row)
    return _preview(row, now=_stored_alloc(row), other=other, other_version=adopted.version if adopted else None)


def gini_bp(amounts: list[int]) -> int:
    """The Gini coefficient of amounts ≥ 0 in basis points, rounded down; 0 for nobody or nothing."""
    ordered, total = sorted(amounts), sum(amounts)
    if not total:
        return 0
    count = len(ordered)
    weighted = sum((2 * rank - count - 1) * amount for rank, amount in enumerate(ordered, 1))
    return BPS * weighted // (count * total)


def _preview(
    row: AccountingPeriod, *, now: Mapping[str, int], other: Mapping[str, int] | None, other_version: int | None
) -> Preview:
    last_label, last_month = _last_month(row)
    parties = parties_of(row)
    mine = _persons(now, parties)
    theirs = None if other is None else _persons(other, parties)
    everybody = sorted({*mine, *last_month, *(theirs or {})})
    rows = [
        PreviewRow(
            party=party,
            now_minor=mine.get(party, 0),
            last_month_minor=last_month.get(party, 0),
            other_plan_minor=None if theirs is None else theirs.get(party, 0),
        )
        for party in everybody
    ]
    changes = {one.party: one.change_minor if theirs is None else one.plan_change_minor for one in rows}
    return Preview(
        period=row.label,
        currency=json.loads(row.plan.document)["currency"],
        rows=tuple(sorted(rows, key=lambda one: (changes[one.party], -one.now_minor, one.party))),
        accounts=_accounts(now, other),
        previous_period=last_label,
        previous_plan_version=other_version,
        members_minor=sum(mine.values()),
        other_members_minor=None if theirs is None else sum(theirs.values()),
        gainer_count=sum(1 for change in changes.values() if change > 0),
        loser_count=sum(1 for change in changes.values() if change < 0),
        largest_loss_minor=max(0, -min(changes.values(), default=0)),
        gini_bp=gini_bp(list(mine.values())),
        other_gini_bp=None if theirs is None else gini_bp(list(theirs.values())),
    )


def _persons(alloc: Mapping[str, int], parties: Mapping[str, UUID]) -> dict[UUID, int]:
    return {parties[name]: amount for name, amount in alloc.items() if not name.startswith("acct:")}


def _accounts(now: Mapping[str, int], other: Mapping[str, int] | None) -> tuple[AccountChange, ...]:
    names = sorted(name for name in {*now, *(other or {})} if name.startswith("acct:"))
    return tuple(AccountChange(name, now.get(name, 0), (other or now).get(name, 0)) for name in names)


def _last_month(row: AccountingPeriod) -> tuple[str | None, dict[UUID, int]]:
    earlier = AccountingPeriod.objects.filter(community=row.community_id, label__lt=row.label, posted_at__isnull=False)
    last = earlier.order_by("-label").first()
    if last is None:
        return None, {}
    lines = Line.objects.filter(period=last, earned_minor__gt=0)
    return last.label, dict(lines.values_list("party", "earned_minor"))


def _stored_alloc(row: AccountingPeriod) -> dict[str, int]:
    alloc: dict[str, int] = json.loads(SettlementResult.objects.get(period=row).document)["alloc"]
    return alloc


def _alloc(plan: Plan, row: AccountingPeriod) -> dict[str, int]:
    """Settle the month's snapshot by another plan: claims of pools it does not have are left out."""
    document = json.loads(row.snapshot.document)
    own = parse_inputs({**document, "claims": {}}, parsed(row.plan))
    claims = {pool: rows for pool, rows in document["claims"].items() if pool in plan.pools}
    kept = {pool: tuple((one, amount) for one, amount in rows) for pool, rows in claims.items()}
    return dict(settle(plan, replace(own, claims=kept)).alloc)
