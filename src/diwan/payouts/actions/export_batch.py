from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.payouts import desk, rules, vault
from diwan.payouts.enums import BatchStatus, PayoutStatus
from diwan.payouts.errors import BatchClosed, NoSource, RailRefused
from diwan.payouts.models import Batch, Payout, SourceAccount
from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile
from diwan.payouts.rails.registry import RAILS
from diwan.payouts.screened import destinations
from diwan.people import public as people


def export_batch(*, batch_id: int, by: UUID, at: datetime, rail: str = "bank-csv") -> RailFile:
    """The file by which a rail pays what of an approved batch is still to be sent, destinations in the clear.

    A payment whose payee has named another destination since is in no file. Opening the vault leaves an audit line.
    Raises NoSuchBatch, BatchClosed (not approved), RailRefused (unknown, or nothing it can carry), NoSource.
    """
    batch = rules.get_batch_for(batch_id=batch_id, by=by)
    if batch.status != BatchStatus.APPROVED:
        raise BatchClosed(number=batch.number)
    way = RAILS.get(rail)
    payouts = [row for row in payouts_to_send(batch) if way and _carries(way, row)]
    if way is None or not payouts:
        raise RailRefused
    file = way.write(_order(batch, payouts, _payer(batch, way), at))
    if not file.payments_count:
        raise RailRefused
    with transaction.atomic():
        desk.write_down(
            community_id=batch.community_id,
            by=by,
            action="payout_batch_exported",
            ref=f"batch:{batch.pk}",
            at=at,
            detail={
                "number": batch.number, "rail": rail, "payments": file.payments_count, "left_out": list(file.left_out)
            },
        )  # fmt: skip
    return file


def payouts_to_send(batch: Batch) -> list[Payout]:
    """The payments of an approved batch that wait to be sent to where their payee still wants them."""
    rows = batch.payouts.filter(status=PayoutStatus.APPROVED, method__replaced_at=None)
    return list(rows.select_related("method", "community").order_by("reference"))


def _carries(way: Rail, row: Payout) -> bool:
    return way.carries(kind=row.method.kind, currency=row.community.currency)


def _payer(batch: Batch, way: Rail) -> SourceAccount | None:
    source = SourceAccount.objects.filter(community=batch.community_id).first()
    if source is None and way.needs_payer:
        raise NoSource
    return source


def _order(batch: Batch, payouts: Sequence[Payout], source: SourceAccount | None, at: datetime) -> Order:
    names = people.party_names(community_id=batch.community_id, parties=[row.party for row in payouts])
    opened = destinations(row.method_id for row in payouts)
    payments = tuple(
        Payment(row.reference, names[row.party], row.amount_minor, row.method.kind, opened[row.method_id])
        for row in payouts
    )
    return Order(
        name=f"{batch.community.slug}-{batch.number}",
        community=batch.community.name_en or batch.community.name_ar,
        currency=batch.community.currency,
        made_at=at,
        due_date=desk.local_date(community=batch.community, at=at),
        payments=payments,
        payer=vault.unseal(source.sealed) if source else {},
        takes_arabic=source is not None and source.takes_arabic,
    )
