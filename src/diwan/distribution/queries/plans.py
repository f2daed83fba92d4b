"""Which plans a community has, and which one holds for a month."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from diwan.distribution.errors import NoSuchPlan
from diwan.distribution.models import PlanAdoption, PlanVersion
from diwan.engine.public import Plan, parse_plan
from diwan.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class PlanView:
    """A version of a plan. `from_period` is the first month it was adopted for, None for a draft."""

    id: int
    community_id: int
    name: str
    version: int
    document: dict[str, Any]
    plan_hash: str
    drafted_by: UUID | None
    created_at: datetime
    from_period: str | None = None
    adopted_at: datetime | None = None


def plan_view(row: PlanVersion, adoption: PlanAdoption | None = None) -> PlanView:
    return PlanView(
        id=row.pk,
        community_id=row.community_id,
        name=row.name,
        version=row.version,
        document=json.loads(row.document),
        plan_hash=row.plan_hash,
        drafted_by=row.drafted_by,
        created_at=row.created_at,
        from_period=adoption.from_period if adoption else None,
        adopted_at=adoption.adopted_at if adoption else None,
    )


def current_row(community_id: int, label: str) -> PlanVersion | None:
    """The version adopted for the month: of the adoptions that reach it the latest month's, then the newest."""
    adoption = _adoptions(community_id).filter(from_period__lte=label).first()
    return adoption.plan if adoption else None


def current_plan(*, community_id: int, period: str) -> PlanView | None:
    """The plan that holds (or would hold) for the month; None when none was adopted for it."""
    adoption = _adoptions(community_id).filter(from_period__lte=Period(period).label).first()
    return plan_view(adoption.plan, adoption) if adoption else None


def get_plan(*, community_id: int, plan_id: int) -> PlanView:
    """Raises NoSuchPlan, also for a plan of another community."""
    row = PlanVersion.objects.filter(community=community_id, pk=plan_id).first()
    if row is None:
        raise NoSuchPlan
    return plan_view(row, row.adoptions.order_by("from_period").first())


def list_plans(*, community_id: int) -> list[PlanView]:
    """Every version, newest first, drafts included."""
    rows = PlanVersion.objects.filter(community=community_id).prefetch_related("adoptions").order_by("-version")
    return [plan_view(row, min(row.adoptions.all(), key=lambda one: one.from_period, default=None)) for row in rows]


def parsed(row: PlanVersion) -> Plan:
    """The stored document as the engine's plan."""
    return parse_plan(json.loads(row.document))


def _adoptions(community_id: int) -> QuerySet[PlanAdoption]:
    rows = PlanAdoption.objects.filter(community=community_id).select_related("plan")
    return rows.order_by("-from_period", "-pk")
