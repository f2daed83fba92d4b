from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules, vault
from diwan.payouts.bank_file import Row, bank_file
from diwan.payouts.enums import BatchStatus, PayoutStatus
from diwan.payouts.errors import BatchClosed
from diwan.payouts.models import MethodDetails
from diwan.people import public as people


def export_batch(*, batch_id: int, by: UUID, at: datetime) -> str:
    """The CSV for the bank: the payments of an approved batch that are still to be sent, destinations in the clear.

    Opening the vault leaves an audit line. Raises NoSuchBatch, BatchClosed (not approved).
    """
    batch = rules.get_batch_for(batch_id=batch_id, by=by)
    if batch.status != BatchStatus.APPROVED:
        raise BatchClosed(number=batch.number)
    payouts = list(batch.payouts.filter(status=PayoutStatus.APPROVED).select_related("method").order_by("reference"))
    names = people.party_names(community_id=batch.community_id, parties=[row.party for row in payouts])
    sealed = dict(
        MethodDetails.objects.filter(method__in=[row.method_id for row in payouts]).values_list("method", "sealed")
    )
    rows = [
        Row(row.reference, names[row.party], row.amount_minor, row.method.kind, vault.unseal(sealed[row.method_id]))
        for row in payouts
    ]
    with transaction.atomic():
        desk.write_down(
            community_id=batch.community_id,
            by=by,
            action="payout_batch_exported",
            ref=f"batch:{batch.pk}",
            at=at,
            detail={"number": batch.number, "payments": len(rows)},
        )
    return bank_file(rows=rows, currency=batch.community.currency)
