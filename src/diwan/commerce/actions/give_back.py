"""Money of a payment goes back: out of the payer's credit and out of the order, held money first. For other actions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.commerce import fulfilments, postings, till
from diwan.commerce.actions.take_back import take_back
from diwan.commerce.enums import OrderStatus, PaidFrom, Till
from diwan.commerce.models import Order, Payment, Receipt, Refund
from diwan.ledger import public as ledger


@dataclass(frozen=True, slots=True)
class Going:
    """What goes back of one payment, minor units: of its over-payment, and of what the order took of it."""

    credit_minor: int
    order_minor: int


def going_of(*, order: Order, payment: Payment, amount_minor: int) -> Going:
    """Split an amount: credit that is left first, then the order's money. Their sum is less when there is no more."""
    held = ledger.balance(
        community_id=order.community_id, account=postings.credit_of(), party=order.membership.party_id
    )
    credit = min(amount_minor, payment.credited_minor - payment.credited_back_minor, held)
    return Going(credit, min(amount_minor - credit, payment.applied_minor - payment.applied_back_minor))


def give_back(
    *,
    order: Order,
    payment: Payment,
    going: Going,
    amount_minor: int,
    reason: str,
    at: datetime,
    by: UUID | None = None,
    external_ref: str = "",
) -> Refund:
    """Book `going` back to the payer; nothing left of the order's price withdraws what it opened."""
    refund = Refund.objects.create(
        payment=payment,
        amount_minor=amount_minor,
        paid_from=Till.BANK if payment.paid_from == PaidFrom.CREDIT else payment.paid_from,
        reason=reason,
        refunded_by=by,
        external_ref=external_ref,
        refunded_at=at,
    )
    payment.credited_back_minor += going.credit_minor
    payment.applied_back_minor += going.order_minor
    payment.save(update_fields=["credited_back_minor", "applied_back_minor"])
    if going.credit_minor:
        legs = postings.credit_refunded(
            till=refund.paid_from, payer=order.membership.party_id, amount_minor=going.credit_minor
        )
        _book(order, refund, "credit_refunded", legs, at)
    if going.order_minor:
        _take_out_of_order(order, refund, going.order_minor, at)
    return refund


def _take_out_of_order(order: Order, refund: Refund, amount_minor: int, at: datetime) -> None:
    if order.is_open:
        _take_out_of_unpaid(order, refund, amount_minor, at)
        return
    held = min(amount_minor, order.held_minor)
    if held:
        _book_unearned(order, refund, held, take_held(order=order, amount_minor=held), at)
    receipts = list(Receipt.objects.select_related("community").filter(order=order).order_by("pk"))
    if amount_minor > held:
        take_back(receipts=receipts, refund=refund, amount_minor=amount_minor - held, at=at)
    withdraw_if_empty(order=order, at=at)


def _take_out_of_unpaid(order: Order, refund: Refund, amount_minor: int, at: datetime) -> None:
    order.paid_minor -= amount_minor
    lost = 0
    if not order.paid_minor:
        lost, order.fee_minor = order.fee_minor, 0
        order.status = OrderStatus.AWAITING if order.status == OrderStatus.PART_PAID else order.status
    order.save(update_fields=["paid_minor", "fee_minor", "status"])
    _book_unearned(order, refund, amount_minor, lost, at)


def take_held(*, order: Order, amount_minor: int) -> int:
    """Take `amount_minor` out of what is held; give the part of the provider's fee that goes with it."""
    fee = order.fee_minor * amount_minor // order.held_minor
    order.held_minor -= amount_minor
    order.fee_minor -= fee
    order.save(update_fields=["held_minor", "fee_minor"])
    return fee


def withdraw_if_empty(*, order: Order, at: datetime) -> None:
    """When nothing of a paid order's price is left, it is refunded and what it opened closes."""
    if order.held_minor or any(r.refunded_minor < r.gross_minor for r in Receipt.objects.filter(order=order)):
        return
    order.status = OrderStatus.REFUNDED
    order.save(update_fields=["status"])
    withdraw = fulfilments.withdrawal_of(order)
    if withdraw:
        withdraw(order=order, at=at)


def _book_unearned(order: Order, refund: Refund, amount_minor: int, lost_fee_minor: int, at: datetime) -> None:
    legs = postings.payment_refunded(
        till=refund.paid_from,
        payer=order.membership.party_id,
        amount_minor=amount_minor,
        lost_fee_minor=lost_fee_minor,
    )
    _book(order, refund, "payment_refunded", legs, at)


def _book(order: Order, refund: Refund, kind: str, legs: list[ledger.LegSpec], at: datetime) -> None:
    till.book(
        community=order.community,
        kind=kind,
        legs=legs,
        key=f"commerce:refund:{refund.pk}:{kind}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(order.membership.party_id), "refund": refund.pk},
        description=refund.reason,
    )
