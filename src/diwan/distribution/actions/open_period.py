from datetime import datetime

from django.db import transaction

from diwan.distribution.errors import NoPlanYet, PeriodOutOfOrder
from diwan.distribution.models import AccountingPeriod
from diwan.distribution.queries.periods import PeriodView, period_view
from diwan.distribution.queries.plans import current_row
from diwan.kernel import audit, ids, locks
from diwan.kernel.periods import Period


def open_period(*, community_id: int, period: str, at: datetime) -> PeriodView:
    """Open a month: pin the plan adopted for it by its hash, draw the month's secret. Twice changes nothing.

    Raises NoPlanYet; PeriodOutOfOrder when a later month is open already.
    """
    return period_view(open_row(community_id=community_id, label=Period(period).label, at=at))


def open_row(*, community_id: int, label: str, at: datetime) -> AccountingPeriod:
    """The month's row, opened if it was not."""
    with transaction.atomic():
        locks.exclusive(f"plan:{community_id}")
        rows = AccountingPeriod.objects.filter(community=community_id)
        row = rows.filter(label=label).first()
        if row is not None:
            return row
        later = rows.filter(label__gt=label).order_by("label").first()
        if later is not None:
            raise PeriodOutOfOrder(period=later.label)
        plan = current_row(community_id, label)
        if plan is None:
            raise NoPlanYet(period=label)
        row = AccountingPeriod.objects.create(
            community_id=community_id,
            label=label,
            plan=plan,
            plan_hash=plan.plan_hash,
            secret=ids.secret_bytes(),
            opened_at=at,
        )
        audit.record(
            scope=community_id,
            actor="system",
            action="period_opened",
            object_ref=f"period:{label}",
            at=at,
            detail={"plan_hash": plan.plan_hash},
        )
    return row
