from datetime import datetime

from diwan.commerce import postings, till
from diwan.commerce.actions.charge_back import charge_back
from diwan.commerce.gateways.accounts import external_ref
from diwan.commerce.gateways.enums import DisputeState
from diwan.commerce.gateways.models import GatewayDispute, GatewayPayment
from diwan.commerce.gateways.protocol import DisputeTruth
from diwan.commerce.till import keepers
from diwan.ledger.public import LegSpec
from diwan.people import public as people


def apply_dispute(*, payment: GatewayPayment, truth: DisputeTruth, at: datetime) -> bool:
    """Follow a payer's dispute: opened marks the money, won frees it, lost charges it back. A decided one stays so.

    For other actions, in their transaction under the till's lock. The keepers are told of each step.
    """
    row = payment.disputes.filter(external_id=truth.external_id).first()
    changed = row is None
    if row is None:
        row = _open(payment, truth, at)
    if row.state == DisputeState.OPEN and truth.state != DisputeState.OPEN:
        _decide(row, truth, at)
        changed = True
    return changed


def _open(payment: GatewayPayment, truth: DisputeTruth, at: datetime) -> GatewayDispute:
    row = GatewayDispute.objects.create(
        payment=payment,
        external_id=truth.external_id,
        amount_minor=truth.amount_minor,
        fee_minor=truth.fee_minor,
        reason=truth.reason[:120],
        due_at=truth.due_at,
        opened_at=at,
    )
    legs = postings.dispute_opened(amount_minor=row.amount_minor + row.fee_minor)
    _book(row, "dispute_opened", legs, at)
    _tell(row, "dispute_opened", at)
    return row


def _decide(row: GatewayDispute, truth: DisputeTruth, at: datetime) -> None:
    _book(row, "dispute_decided", postings.dispute_decided(amount_minor=row.amount_minor + row.fee_minor), at)
    row.state, row.decided_at, row.fee_minor = truth.state, at, truth.fee_minor
    row.save(update_fields=["state", "decided_at", "fee_minor"])
    if truth.state == DisputeState.LOST:
        charge_back(
            payment_id=row.payment.payment_id,
            amount_minor=row.amount_minor,
            fee_minor=row.fee_minor,
            external_ref=external_ref(row.payment.account, f"dispute:{row.pk}"),
            at=at,
        )
    elif row.fee_minor:
        _book(row, "processor_charged", postings.processor_charged(amount_minor=row.fee_minor), at)
    _tell(row, f"dispute_{row.state}", at)


def _book(row: GatewayDispute, kind: str, legs: list[LegSpec], at: datetime) -> None:
    till.book(
        community=row.payment.account.community,
        kind=kind,
        legs=legs,
        key=f"gateway:dispute:{row.pk}:{kind}",
        at=at,
        source_ref=f"order:{row.payment.order_id}",
        detail={"dispute": row.external_id},
    )


def _tell(row: GatewayDispute, kind: str, at: datetime) -> None:
    facts = {
        "order": row.payment.order.reference,
        "amount_minor": row.amount_minor,
        "currency": row.payment.account.community.currency,
    }
    for keeper in keepers(community_id=row.payment.account.community_id):
        people.notify(membership_id=keeper.pk, kind=kind, facts=facts, url="", at=at)
