"""How far each month of a community has come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.distribution.enums import ObjectionStatus, Stage
from diwan.distribution.errors import NoSuchPeriod
from diwan.distribution.models import AccountingPeriod, Publication, SettlementResult, Snapshot


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A month on its way through the Fair Close. Hashes are None before the stage that makes them."""

    community_id: int
    label: str
    stage: Stage
    plan_id: int
    plan_name: str
    plan_version: int
    plan_hash: str
    opened_at: datetime
    frozen_at: datetime | None
    published_at: datetime | None
    objections_until: datetime | None
    posted_at: datetime | None
    sealed_at: datetime | None
    closed_by: UUID | None
    snapshot_hash: str | None
    settlement_hash: str | None
    manifest_hash: str | None
    open_objection_count: int


def get_period(*, community_id: int, period: str) -> PeriodView:
    """Raises NoSuchPeriod."""
    return period_view(period_row(community_id, period))


def list_periods(*, community_id: int) -> list[PeriodView]:
    """Every opened month, newest first."""
    rows = AccountingPeriod.objects.filter(community=community_id).select_related("plan").order_by("-label")
    return [period_view(row) for row in rows]


def period_row(community_id: int, label: str) -> AccountingPeriod:
    row = AccountingPeriod.objects.select_related("plan").filter(community=community_id, label=label).first()
    if row is None:
        raise NoSuchPeriod(period=label)
    return row


def period_view(row: AccountingPeriod) -> PeriodView:
    snapshot = Snapshot.objects.filter(period=row).values_list("snapshot_hash", flat=True).first()
    settlement = SettlementResult.objects.filter(period=row).values_list("settlement_hash", flat=True).first()
    manifest = Publication.objects.filter(period=row).values_list("manifest_hash", flat=True).first()
    return PeriodView(
        community_id=row.community_id,
        label=row.label,
        stage=row.reached,
        plan_id=row.plan_id,
        plan_name=row.plan.name,
        plan_version=row.plan.version,
        plan_hash=row.plan_hash,
        opened_at=row.opened_at,
        frozen_at=row.frozen_at,
        published_at=row.published_at,
        objections_until=row.objections_until,
        posted_at=row.posted_at,
        sealed_at=row.sealed_at,
        closed_by=row.closed_by,
        snapshot_hash=snapshot,
        settlement_hash=settlement,
        manifest_hash=manifest,
        open_objection_count=row.objections.filter(status=ObjectionStatus.OPEN).count(),
    )
