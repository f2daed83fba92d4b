from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from diwan.commerce import postings, till
from diwan.commerce.actions.give_back import Going, give_back, take_held, withdraw_if_empty
from diwan.commerce.actions.open_receipt import open_receipt, write_off_fee
from diwan.commerce.enums import BY_HAND, PaidFrom
from diwan.commerce.errors import NothingHeld, ReasonNeeded
from diwan.commerce.events import HELD_RETURNED, RECEIPTS_CHANGED
from diwan.commerce.fulfilments import Spread
from diwan.commerce.models import Order, Payment, Refund
from diwan.kernel import registry
from diwan.kernel.periods import Period
from diwan.people import public as people


def release_held(
    *, order: Order, amount_minor: int, at: datetime, to: UUID | None = None, spread: Spread | None = None
) -> int:
    """Let go of held money: it is earned (in the month of `at`) for `to` (default: the order's own); give the receipt.

    For other actions, in their transaction. Raises BadAmount, NothingHeld.
    """
    _hold(order, amount_minor)
    fee = take_held(order=order, amount_minor=amount_minor)
    order.fee_minor += fee
    earned = spread or Spread(first=Period.of(at, order.community.timezone), months=1)
    receipt = open_receipt(
        order=order, gross_minor=amount_minor, fee_minor=fee, to=to or order.to, kind=order.kind, spread=earned, at=at
    )
    if not order.held_minor:
        write_off_fee(order=order, at=at)
    registry.announce(
        RECEIPTS_CHANGED,
        community_id=order.community_id,
        order_id=order.pk,
        receipt_id=receipt.pk,
        refund_id=None,
        at=at,
    )
    return receipt.pk


def return_held(*, order: Order, amount_minor: int, at: datetime, by: UUID | None, reason: str) -> None:
    """Give held money back to its payer, the latest payment first; `by` is who decided (None: a term that ran out).

    What came from credit becomes credit again. What came to a till kept by hand is told to its keepers, who send it;
    `commerce.held_returned` is announced for each payment. For other actions, in their transaction.
    Raises BadAmount, NothingHeld, ReasonNeeded.
    """
    why = reason.strip()[:300]
    if not why:
        raise ReasonNeeded
    _hold(order, amount_minor)
    for payment, part_minor in _payments_back(order, amount_minor):
        if payment.paid_from == PaidFrom.CREDIT:
            _back_to_credit(order, payment, part_minor, at)
            continue
        refund = give_back(
            order=order, payment=payment, going=Going(0, part_minor), amount_minor=part_minor, reason=why, at=at, by=by
        )
        _tell(order, payment, refund, at)
    if not order.held_minor:
        write_off_fee(order=order, at=at)
    till.tell_payer(order=order, kind="payment_refunded", at=at, facts={"amount_minor": amount_minor, "reason": why})


def _hold(order: Order, amount_minor: int) -> None:
    till.hold(community_id=order.community_id)
    till.require_amount(amount_minor)
    order.refresh_from_db(fields=["status", "held_minor", "fee_minor", "paid_minor"])
    if amount_minor > order.held_minor:
        raise NothingHeld


def _payments_back(order: Order, amount_minor: int) -> Iterator[tuple[Payment, int]]:
    for payment in order.payments.order_by("-received_at", "-pk"):
        part = min(amount_minor, payment.applied_minor - payment.applied_back_minor)
        amount_minor -= part
        if part:
            yield payment, part


def _back_to_credit(order: Order, payment: Payment, amount_minor: int, at: datetime) -> None:
    payment.applied_minor -= amount_minor
    payment.credited_minor += amount_minor
    payment.save(update_fields=["applied_minor", "credited_minor"])
    lost = take_held(order=order, amount_minor=amount_minor)
    payer = order.membership.party_id
    till.book(
        community=order.community,
        kind="held_credited",
        legs=postings.order_cancelled(payer=payer, amount_minor=amount_minor, lost_fee_minor=lost),
        key=f"commerce:payment:{payment.pk}:credited:{payment.credited_minor}",
        at=at,
        source_ref=f"order:{order.pk}",
        detail={"payer": str(payer), "order": order.reference},
    )
    withdraw_if_empty(order=order, at=at)


def _tell(order: Order, payment: Payment, refund: Refund, at: datetime) -> None:
    registry.announce(
        HELD_RETURNED,
        community_id=order.community_id,
        order_id=order.pk,
        payment_id=payment.pk,
        refund_id=refund.pk,
        amount_minor=refund.amount_minor,
        paid_from=payment.paid_from,
        at=at,
    )
    if payment.paid_from not in BY_HAND:
        return
    facts = {**till.order_facts(order), "amount_minor": refund.amount_minor}
    for keeper in till.keepers(community_id=order.community_id):
        people.notify(membership_id=keeper.pk, kind="refund_to_send", facts=facts, url="", at=at)
