from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from diwan.distribution.errors import BadPlan
from diwan.distribution.models import PlanVersion
from diwan.distribution.plan_documents import read_plan
from diwan.distribution.queries.plans import PlanView, plan_view
from diwan.engine.public import canonical_json, plan_document, plan_hash
from diwan.kernel import audit, locks
from diwan.people.public import get_community_by_id


def draft_plan(*, community_id: int, document: Mapping[str, Any], by: UUID | None, at: datetime) -> PlanView:
    """Keep a plan as the community's next version. Nothing changes for anybody until it is adopted.

    The version number is the community's own count. Kinds of income the document does not mention go whole to its
    dust account in a waterfall of their own, so that a month can never hold money without a rule.
    Raises BadPlan, naming the first place that is wrong.
    """
    community = get_community_by_id(community_id=community_id)
    with transaction.atomic():
        locks.exclusive(f"plan:{community_id}")
        newest = PlanVersion.objects.filter(community=community_id).order_by("-version").first()
        version = newest.version + 1 if newest else 1
        plan = read_plan({**document, "version": version})
        if plan.currency != community.currency:
            raise BadPlan(reason=f"currency: {plan.currency} ≠ {community.currency}")
        row = PlanVersion.objects.create(
            community_id=community_id,
            name=plan.name,
            version=version,
            document=canonical_json(plan_document(plan)).decode(),
            plan_hash=plan_hash(plan),
            drafted_by=by,
            created_at=at,
        )
        audit.record(
            scope=community_id,
            actor=str(by or "system"),
            action="plan_drafted",
            object_ref=f"plan:{row.pk}",
            at=at,
            detail={"plan_hash": row.plan_hash},
        )
    return plan_view(row)
