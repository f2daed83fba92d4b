from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from diwan.commerce import rules, till
from diwan.commerce.budget.errors import BadBudget
from diwan.commerce.budget.models.budget import Budget, BudgetLine
from diwan.kernel import audit
from diwan.kernel.periods import Period


def plan_budget(
    *, community_id: int, period: str, planned: Mapping[str, int], note: str, by: UUID, at: datetime
) -> int:
    """Say what a month is meant to cost: name → minor units, replacing what was said before; give the budget's id.

    A published budget may be changed; that it was is in the audit log. Raises BadBudget, people.errors.NotAllowed,
    kernel UnreadablePeriod.
    """
    rules.require_keeper(community_id=community_id, by=by)
    label = Period(period).label
    if any(amount < 0 or amount > till.MOST_MINOR or name != slugify(name) for name, amount in planned.items()):
        raise BadBudget
    with transaction.atomic():
        till.hold(community_id=community_id)
        budget, _made = Budget.objects.update_or_create(
            community_id=community_id, period=label, defaults={"note": note.strip()[:600]}
        )
        budget.lines.all().delete()
        wanted = {name: amount for name, amount in sorted(planned.items()) if amount}
        BudgetLine.objects.bulk_create(
            BudgetLine(budget=budget, actual=name, planned_minor=amount) for name, amount in wanted.items()
        )
        detail = {"period": label, "planned": wanted}
        audit.record(
            scope=community_id, actor=str(by), action="budget_planned", object_ref=f"budget:{budget.pk}", at=at,
            detail=detail,
        )  # fmt: skip
    return budget.pk
