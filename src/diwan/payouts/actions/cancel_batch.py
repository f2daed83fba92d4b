from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules
from diwan.payouts.enums import BatchStatus, PayoutStatus
from diwan.payouts.errors import BatchClosed
from diwan.payouts.queries.batches import BatchView, batch_view


def cancel_batch(*, batch_id: int, by: UUID, at: datetime) -> BatchView:
    """Throw a draft away; nothing was booked, so nothing is undone. Raises NoSuchBatch, BatchClosed."""
    batch = rules.get_batch_for(batch_id=batch_id, by=by)
    with transaction.atomic():
        rules.hold(community_id=batch.community_id)
        batch.refresh_from_db()
        if batch.status != BatchStatus.DRAFT:
            raise BatchClosed(number=batch.number)
        batch.status, batch.decided_by, batch.decided_at = BatchStatus.CANCELLED, by, at
        batch.save(update_fields=["status", "decided_by", "decided_at"])
        batch.payouts.update(status=PayoutStatus.CANCELLED)
        desk.write_down(
            community_id=batch.community_id,
            by=by,
            action="payout_batch_cancelled",
            ref=f"batch:{batch.pk}",
            at=at,
            detail={"number": batch.number},
        )
    return batch_view(batch)
