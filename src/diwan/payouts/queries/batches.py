from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from diwan.payouts import rules
from diwan.payouts.enums import BatchStatus
from diwan.payouts.errors import NoSuchPayout
from diwan.payouts.models import Batch, Method, Payout
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class MethodView:
    """A member's own destination, masked; `usable_from` lies ahead while a change is on hold."""

    id: int
    kind: str
    mask: str
    set_at: datetime
    usable_from: datetime


@dataclass(frozen=True, slots=True)
class PayoutView:
    """One payment, minor units. `is_destination_changed`: the payee has named another destination since."""

    id: int
    batch_id: int
    reference: str
    party: UUID
    name: str
    amount_minor: int
    currency: str
    method_kind: str
    method_mask: str
    status: str
    paid_from: str
    proof: str
    has_photo: bool
    sent_at: datetime | None
    cleared_date: date | None
    confirmed_at: datetime | None
    reason: str
    is_destination_changed: bool


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch and its payments. `alone_from`: when a solo owner may approve the draft; None if another must."""

    id: int
    community_id: int
    number: int
    status: str
    hash: str
    total_minor: int
    currency: str
    drafted_by: UUID
    drafted_by_name: str
    drafted_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    alone_from: datetime | None
    screened_count: int
    payouts: tuple[PayoutView, ...]


def get_batch(*, batch_id: int, viewer: UUID) -> BatchView:
    """For the keepers of the till; raises NoSuchBatch for everybody else, as for a missing one."""
    return batch_view(rules.get_batch_for(batch_id=batch_id, by=viewer))


def list_batches(*, community_id: int) -> list[BatchView]:
    """Newest first. For the keepers of the till."""
    rows = Batch.objects.filter(community=community_id).select_related("community")
    return [batch_view(row) for row in rows.order_by("-number")]


def list_payouts(*, party: UUID) -> list[PayoutView]:
    """What was paid, or is about to be, to one party, newest first; drafts nobody has approved are not shown."""
    rows = Payout.objects.filter(party=party, batch__status=BatchStatus.APPROVED)
    return payout_views(rows.order_by("-pk"))


def get_method(*, membership_id: int) -> MethodView | None:
    row = Method.objects.filter(membership=membership_id, replaced_at=None).first()
    return MethodView(row.pk, row.kind, row.mask, row.set_at, row.usable_from) if row else None


def get_proof_photo(*, payout_id: int, viewer: UUID) -> Path:
    """The photo of a payment's proof (WebP), for its payee and the keepers; raises NoSuchPayout for everybody else."""
    try:
        payout = rules.get_payout_for(payout_id=payout_id, by=viewer)
    except NoSuchPayout:
        payout = rules.get_payout_of_payee(payout_id=payout_id, by=viewer)
    if not payout.proof_photo:
        raise NoSuchPayout
    return Path(default_storage.path(payout.proof_photo))


def batch_view(row: Batch) -> BatchView:
    names = people.party_names(community_id=row.community_id, parties=[row.drafted_by])
    is_waiting = row.status == BatchStatus.DRAFT and rules.is_solo(community_id=row.community_id)
    return BatchView(
        id=row.pk,
        community_id=row.community_id,
        number=row.number,
        status=row.status,
        hash=row.hash,
        total_minor=row.total_minor,
        currency=row.community.currency,
        drafted_by=row.drafted_by,
        drafted_by_name=names.get(row.drafted_by, ""),
        drafted_at=row.drafted_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        alone_from=rules.alone_from(row) if is_waiting else None,
        screened_count=row.screened_count,
        payouts=tuple(payout_views(row.payouts.order_by("-amount_minor", "pk"))),
    )


def payout_views(rows: QuerySet[Payout]) -> list[PayoutView]:
    payouts = list(rows.select_related("community", "method", "confirmation"))
    if not payouts:
        return []
    parties = [row.party for row in payouts]
    names = people.party_names(community_id=payouts[0].community_id, parties=parties)
    return [_view(row, names.get(row.party, "")) for row in payouts]


def _view(row: Payout, name: str) -> PayoutView:
    confirmation = getattr(row, "confirmation", None)
    return PayoutView(
        id=row.pk,
        batch_id=row.batch_id,
        reference=row.reference,
        party=row.party,
        name=name,
        amount_minor=row.amount_minor,
        currency=row.community.currency,
        method_kind=row.method.kind,
        method_mask=row.method.mask,
        status=row.status,
        paid_from=row.paid_from,
        proof=row.proof,
        has_photo=bool(row.proof_photo),
        sent_at=row.sent_at,
        cleared_date=row.cleared_date,
        confirmed_at=confirmation.confirmed_at if confirmation else None,
        reason=row.reason,
        is_destination_changed=row.method.replaced_at is not None,
    )
