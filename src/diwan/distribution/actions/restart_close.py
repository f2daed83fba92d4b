from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.distribution.enums import Stage
from diwan.distribution.errors import AlreadyPublished
from diwan.distribution.models import Hold, Line, Pseudonym, SettlementResult, Snapshot
from diwan.distribution.queries.periods import PeriodView, period_row, period_view
from diwan.kernel import audit, locks


def restart_close(*, community_id: int, period: str, by: UUID | None, reason: str, at: datetime) -> PeriodView:
    """Take a close that was not published back to "frozen", to take the snapshot again after the books were mended.

    The way on after CloseStopped. What was computed is dropped; the audit line keeps its hash. Raises NoSuchPeriod,
    AlreadyPublished.
    """
    with transaction.atomic():
        locks.exclusive(f"close:{community_id}")
        row = period_row(community_id, period)
        if row.has_reached(Stage.PUBLISHED):
            raise AlreadyPublished(period=period)
        if row.has_reached(Stage.SNAPSHOTTED):
            dropped = row.snapshot.snapshot_hash
            Hold.objects.filter(line__period=row).delete()
            for model in (Line, SettlementResult, Snapshot, Pseudonym):
                model.objects.filter(period=row).delete()
            row.stage = Stage.FROZEN
            row.save(update_fields=["stage"])
            audit.record(
                scope=community_id,
                actor=str(by or "system"),
                action="close_restarted",
                object_ref=f"period:{period}",
                at=at,
                detail={"reason": reason, "snapshot_hash": dropped},
            )
    return period_view(period_row(community_id, period))
