from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.distribution.enums import Stage
from diwan.distribution.errors import AlreadyFrozen, NoPlanYet, UnknownPool
from diwan.distribution.models import AccountingPeriod, Claim, PlanVersion
from diwan.distribution.queries.plans import current_row, parsed
from diwan.engine.plan import ClaimsRule
from diwan.kernel import audit, locks
from diwan.kernel.periods import Period


def set_claims(
    *,
    community_id: int,
    period: str,
    pool: str,
    claims: Iterable[tuple[UUID, int]],
    by: UUID | None,
    at: datetime,
) -> None:
    """Set who may take how much (minor units) from a claims pool in a month; replaces what was set before.

    An amount of 0 takes a claim away. Raises NoPlanYet, UnknownPool, AlreadyFrozen.
    """
    label = Period(period).label
    wanted = {party: amount for party, amount in claims if amount}
    with transaction.atomic():
        locks.exclusive(f"close:{community_id}")
        _check_pool(community_id, label, pool)
        Claim.objects.filter(community=community_id, label=label, pool=pool).delete()
        Claim.objects.bulk_create(
            Claim(
                community_id=community_id,
                label=label,
                pool=pool,
                party=party,
                amount_minor=amount,
                set_by=by,
                set_at=at,
            )
            for party, amount in sorted(wanted.items())
        )
        audit.record(
            scope=community_id,
            actor=str(by or "system"),
            action="claims_set",
            object_ref=f"period:{label}",
            at=at,
            detail={"pool": pool, "claims": {str(party): amount for party, amount in sorted(wanted.items())}},
        )


def _check_pool(community_id: int, label: str, pool: str) -> None:
    row = AccountingPeriod.objects.select_related("plan").filter(community=community_id, label=label).first()
    if row is not None and row.has_reached(Stage.SNAPSHOTTED):
        raise AlreadyFrozen(period=label)
    plan: PlanVersion | None = row.plan if row is not None else current_row(community_id, label)
    if plan is None:
        raise NoPlanYet(period=label)
    found = parsed(plan).pools.get(pool)
    if found is None or not isinstance(found.rule, ClaimsRule):
        raise UnknownPool(period=label, pool=pool)
