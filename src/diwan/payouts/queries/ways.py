"""How an approved batch can be paid, and from which account."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diwan.payouts import rules
from diwan.payouts.actions.export_batch import payouts_to_send
from diwan.payouts.models import SourceAccount
from diwan.payouts.rails.registry import RAILS


@dataclass(frozen=True, slots=True)
class WayView:
    """A rail that carries some of a batch: how many payments; `lacks_payer`: nobody said which account it pays from."""

    code: str
    label: Any
    hint: Any
    payments_count: int
    lacks_payer: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """The account bank files pay from, masked."""

    mask: str
    takes_arabic: bool


def list_ways(*, batch_id: int, viewer: UUID) -> list[WayView]:
    """For the keepers; raises NoSuchBatch for everybody else."""
    batch = rules.get_batch_for(batch_id=batch_id, by=viewer)
    waiting, has_payer = payouts_to_send(batch), get_source(community_id=batch.community_id) is not None
    counted = [
        (rail, sum(rail.carries(kind=row.method.kind, currency=batch.community.currency) for row in waiting))
        for rail in RAILS.values()
    ]
    return [
        WayView(rail.code, rail.label, rail.hint, count, rail.needs_payer and not has_payer)
        for rail, count in counted
        if count
    ]


def get_source(*, community_id: int) -> SourceView | None:
    row = SourceAccount.objects.filter(community=community_id).first()
    return SourceView(row.mask, row.takes_arabic) if row else None
