from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.budget.errors import BadBudget
from diwan.commerce.budget.models.budget import Budget
from diwan.kernel import audit


def publish_budget(*, community_id: int, period: str, by: UUID, at: datetime) -> None:
    """Show a month's budget to every member; once is enough. Raises BadBudget (none), people.errors.NotAllowed."""
    rules.require_keeper(community_id=community_id, by=by)
    with transaction.atomic():
        till.hold(community_id=community_id)
        budget = Budget.objects.filter(community=community_id, period=period).first()
        if budget is None:
            raise BadBudget
        if budget.published_at is None:
            budget.published_at, budget.published_by = at, by
            budget.save(update_fields=["published_at", "published_by"])
            audit.record(
                scope=community_id, actor=str(by), action="budget_published", object_ref=f"budget:{budget.pk}", at=at,
                detail={"period": period},
            )  # fmt: skip
