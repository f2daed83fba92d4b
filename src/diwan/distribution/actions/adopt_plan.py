from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.distribution.errors import NoSuchPlan, PlanTooLate
from diwan.distribution.models import AccountingPeriod, PlanAdoption, PlanVersion
from diwan.kernel import audit, locks
from diwan.kernel.periods import Period
from diwan.people.public import get_community_by_id


def adopt_plan(*, plan_id: int, from_period: str, by: UUID | None, at: datetime) -> None:
    """Say publicly that the plan holds from the month `from_period` on, until another is adopted.

    No retroactivity (A16): the month must not be opened, nor may it have begun, unless the community never opened a
    month before (its first plan may take in the month under way). Raises NoSuchPlan, PlanTooLate.
    """
    plan = PlanVersion.objects.filter(pk=plan_id).first()
    if plan is None:
        raise NoSuchPlan
    period = Period(from_period)
    zone = get_community_by_id(community_id=plan.community_id).timezone
    with transaction.atomic():
        locks.exclusive(f"plan:{plan.community_id}")
        opened = AccountingPeriod.objects.filter(community=plan.community_id)
        is_opened = opened.filter(label__gte=period.label).exists()
        if is_opened or (opened.exists() and period.start(zone) <= at):
            raise PlanTooLate(period=period.label)
        PlanAdoption.objects.create(
            community_id=plan.community_id, plan=plan, from_period=period.label, adopted_by=by, adopted_at=at
        )
        audit.record(
            scope=plan.community_id,
            actor=str(by or "system"),
            action="plan_adopted",
            object_ref=f"plan:{plan.pk}",
            at=at,
            detail={"from_period": period.label, "plan_hash": plan.plan_hash},
        )
