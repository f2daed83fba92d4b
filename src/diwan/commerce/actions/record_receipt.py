from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from diwan.commerce import postings, rules, till
from diwan.commerce.actions.open_receipt import plan_earnings
from diwan.commerce.enums import BY_HAND, IncomeKind, Till
from diwan.commerce.errors import BadAmount, NoSuchPayer, NoSuchTill
from diwan.commerce.models import Receipt
from diwan.kernel import audit, idempotency
from diwan.kernel.periods import Period
from diwan.people import public as people

IMPORTER = "importer"


def record_receipt(
    *,
    community_id: int,
    payer: UUID,
    kind: str,
    gross_minor: int,
    tax_minor: int,
    fee_minor: int,
    to: UUID | None,
    effective_date: date,
    at: datetime,
    key: str,
    note: str = "",
    paid_into: str = Till.BANK,
    months: int = 1,
    by: UUID | None = None,
) -> int:
    """Write down money taken without an order (a tip, a sponsor, an imported payment); give the receipt's id.

    Minor units; tax and fee are parts of the gross. It is earned over `months` from the month of `effective_date`, or
    from the first one still open. `by` is the keeper who records it; None is an import, which its own room answers for.
    Raises BadAmount, NoSuchPayer, NoSuchTill, people.errors.NotAllowed, kernel KeyReused.
    """
    if by is not None:
        rules.require_keeper(community_id=community_id, by=by)
    _check(community_id, payer, to, kind, gross_minor, tax_minor, fee_minor, paid_into, months)
    body = {
        "payer": str(payer),
        "kind": kind,
        "gross_minor": gross_minor,
        "tax_minor": tax_minor,
        "fee_minor": fee_minor,
        "to": str(to) if to else None,
        "effective_date": effective_date.isoformat(),
        "paid_into": paid_into,
        "months": months,
        "note": note,
    }

    def run() -> dict[str, int]:
        till.hold(community_id=community_id)
        receipt = Receipt(community_id=community_id, payer=payer, to=to, kind=kind, gross_minor=gross_minor)
        receipt.tax_minor, receipt.fee_minor, receipt.paid_into = tax_minor, fee_minor, paid_into
        receipt.effective_date, receipt.note, receipt.recorded_at = effective_date, note[:300], at
        _write(receipt, months, str(by) if by else IMPORTER, body)
        return {"receipt": receipt.pk}

    where = "commerce.record_receipt"
    answer = idempotency.once(scope=community_id, actor="till", endpoint=where, key=key, body=body, at=at, run=run)
    return int(answer["receipt"])


def _write(receipt: Receipt, months: int, actor: str, body: Mapping[str, Any]) -> None:
    receipt.save(force_insert=True)
    _book(receipt)
    plan_earnings(receipt=receipt, first=Period.of_date(receipt.effective_date), months=months)
    audit.record(
        scope=receipt.community_id,
        actor=actor,
        action="receipt_recorded",
        object_ref=f"receipt:{receipt.pk}",
        at=receipt.recorded_at,
        detail=body,
    )


def _check(
    community_id: int,
    payer: UUID,
    to: UUID | None,
    kind: str,
    gross_minor: int,
    tax_minor: int,
    fee_minor: int,
    paid_into: str,
    months: int,
) -> None:
    till.require_amount(gross_minor)
    if min(tax_minor, fee_minor) < 0 or gross_minor < tax_minor + fee_minor or not 1 <= months <= 12:
        raise BadAmount
    if kind not in IncomeKind.values:
        raise BadAmount
    if paid_into not in BY_HAND:
        raise NoSuchTill
    parties = {payer, to} - {None}
    if len(people.get_parties(community_id=community_id, parties=[p for p in parties if p])) < len(parties):
        raise NoSuchPayer


def _book(receipt: Receipt) -> None:
    till.book(
        community=people.get_community_by_id(community_id=receipt.community_id),
        kind="payment_received",
        legs=postings.payment_received(
            till=receipt.paid_into,
            payer=receipt.payer,
            applied_minor=receipt.gross_minor,
            fee_minor=receipt.fee_minor,
        ),
        key=f"commerce:receipt:{receipt.pk}",
        at=receipt.recorded_at,
        source_ref=f"receipt:{receipt.pk}",
        day=receipt.effective_date,
        detail={"payer": str(receipt.payer), "income": receipt.kind},
        description=receipt.note,
    )
