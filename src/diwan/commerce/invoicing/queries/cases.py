"""A case: money that went back, told from the refund, the entries of the books and the documents it brought about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from diwan.commerce import postings, rules
from diwan.commerce.invoicing.errors import NoSuchCase
from diwan.commerce.invoicing.models import Invoice
from diwan.commerce.models import Order, Receipt, Refund
from diwan.ledger import public as ledger
from diwan.people import public as people

CLOSED, LOST = "receipt_refunded", "charge_back_lost"


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One entry of the books: what it moved, in which month it reached, which receipts of that month it names.

    `kind` is the entry's: 'credit_refunded' (over-payment), 'payment_refunded' (not yet earned), 'receipt_refunded' (a
    closed month), 'charge_back_lost' (nobody's money was left). `refund_key` finds the replay of a closed month.
    """

    kind: str
    entry_number: int
    refund_key: str
    period: str
    receipts: tuple[str, ...]
    amount_minor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseView:
    """Amounts in minor units. `by` is the keeper who refunded; None when a provider took the money back, or a rule did.

    `left_minor` is what the community still holds of the price after everything that went back.
    """

    id: int
    community_id: int
    is_charge_back: bool
    is_partial: bool
    amount_minor: int
    left_minor: int
    currency: str
    reason: str
    payer: UUID
    payer_name: str
    by: UUID | None
    by_name: str
    at: datetime
    paid_from: str
    external_ref: str
    order_id: int | None
    order_reference: str
    title_ar: str
    title_en: str
    paid_minor: int
    steps: tuple[CaseStep, ...]
    credit_notes: tuple[tuple[int, str], ...]

    def title_in(self, language: str) -> str:
        return self.title_ar if language == "ar" else self.title_en

    @property
    def closed_periods(self) -> tuple[str, ...]:
        return tuple(step.period for step in self.steps if step.period)


def list_cases(*, community_id: int, payer: UUID | None = None) -> list[CaseView]:
    """Every case of the community (for the keepers) or of one payer, newest first; without their steps."""
    rows = _rows().filter(Q(payment__order__community=community_id) | Q(receipt__community=community_id))
    if payer is not None:
        rows = rows.filter(Q(payment__order__membership__party_id=payer) | Q(receipt__payer=payer))
    found = list(rows.order_by("-refunded_at", "-pk"))
    names = _names(community_id, found)
    return [_view(row, names, ()) for row in found]


def get_case(*, case_id: int, viewer: UUID) -> CaseView:
    """The story of one case, for its payer and the keepers. Raises NoSuchCase also for one the viewer may not see."""
    row = _rows().filter(pk=case_id).first()
    if row is None:
        raise NoSuchCase
    community_id = _community(row).pk
    who = people.get_membership_by_party(community_id=community_id, party=viewer)
    if who is None or not (_payer(row) == viewer or people.can(who, rules.QUEUE)):
        raise NoSuchCase
    return _view(row, _names(community_id, [row]), _steps(row))


def _rows() -> QuerySet[Refund]:
    return Refund.objects.select_related(
        "payment__order__community", "payment__order__membership", "receipt__community"
    )


def _order(row: Refund) -> Order | None:
    return row.payment.order if row.payment else None


def _community(row: Refund) -> people.Community:
    order = _order(row)
    assert order or row.receipt
    return order.community if order else row.receipt.community  # type: ignore[union-attr]  # one of both is there


def _payer(row: Refund) -> UUID:
    order = _order(row)
    return order.membership.party_id if order else row.receipt.payer  # type: ignore[union-attr]  # one of both


def _names(community_id: int, rows: Sequence[Refund]) -> dict[UUID, str]:
    parties = {_payer(row) for row in rows} | {row.refunded_by for row in rows if row.refunded_by}
    return people.party_names(community_id=community_id, parties=list(parties))


def _steps(row: Refund) -> tuple[CaseStep, ...]:
    """The entries whose key begins with the refund's own."""
    order = _order(row)
    receipts = Receipt.objects.filter(order=order) if order else Receipt.objects.filter(pk=row.receipt_id or 0)
    refs = [f"receipt:{key}" for key in receipts.values_list("pk", flat=True)] + (
        [f"order:{order.pk}"] if order else []
    )
    prefix = f"commerce:refund:{row.pk}:"
    entries = [
        entry
        for ref in refs
        for entry in ledger.list_entries(community_id=_community(row).pk, source_ref=ref)
        if entry.key.startswith(prefix)
    ]
    return tuple(_step(entry) for entry in sorted(entries, key=lambda entry: entry.number))


def _step(entry: ledger.EntryView) -> CaseStep:
    is_closed = entry.kind == CLOSED
    return CaseStep(
        kind=entry.kind,
        entry_number=entry.number,
        refund_key=entry.key,
        period=str(entry.detail.get("period", "")) if is_closed else "",
        receipts=tuple(entry.detail.get("receipts", ())) if is_closed else (),
        amount_minor=postings.money_out(entry.legs),
        at=entry.recorded_at,
    )


def _view(row: Refund, names: dict[UUID, str], steps: tuple[CaseStep, ...]) -> CaseView:
    order, receipt = _order(row), row.receipt
    kept = list(Receipt.objects.filter(order=order)) if order else [receipt] if receipt else []
    left = sum(one.gross_minor - one.refunded_minor for one in kept) + (order.held_minor if order else 0)
    notes = Invoice.objects.filter(refund=row).order_by("pk")
    return CaseView(
        id=row.pk,
        community_id=_community(row).pk,
        is_charge_back=bool(row.external_ref) and row.refunded_by is None,
        is_partial=left > 0,
        amount_minor=row.amount_minor,
        left_minor=left,
        currency=_community(row).currency,
        reason=row.reason,
        payer=_payer(row),
        payer_name=names.get(_payer(row), ""),
        by=row.refunded_by,
        by_name=names.get(row.refunded_by, "") if row.refunded_by else "",
        at=row.refunded_at,
        paid_from=row.paid_from,
        external_ref=row.external_ref,
        order_id=order.pk if order else None,
        order_reference=order.reference if order else "",
        title_ar=order.title_ar if order else receipt.note if receipt else "",
        title_en=order.title_en if order else receipt.note if receipt else "",
        paid_minor=row.payment.amount_minor if row.payment else receipt.gross_minor if receipt else 0,
        steps=steps,
        credit_notes=tuple((note.pk, note.code) for note in notes),
    )
