"""Stripe's objects as truths of ours. What is not there is None, as Stripe leaves it; nothing is guessed."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.enums import DisputeState, Every, Mode, PaymentState, PayoutState, RefundState
from diwan.commerce.gateways.enums import SubscriptionState as Running
from diwan.commerce.gateways.errors import Unreadable
from diwan.commerce.gateways.protocol import (
    DisputeTruth,
    Exchange,
    PaymentTruth,
    PayoutTruth,
    RefundTruth,
    SubscriptionTruth,
)

# docs.stripe.com/currencies: where Stripe counts otherwise than ISO 4217, and the steps of three-decimal currencies.
AMOUNTS = WireAmounts(
    "Stripe",
    exponents={"ISK": 2, "UGX": 2, "MGA": 0},
    multiples=dict.fromkeys(("BHD", "JOD", "KWD", "OMR", "TND"), 10),
)
_REFUNDS = {"succeeded": RefundState.DONE, "failed": RefundState.FAILED, "canceled": RefundState.FAILED}
_DISPUTES = {
    "needs_response": DisputeState.OPEN,
    "under_review": DisputeState.OPEN,
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
}
_PAYOUTS = {"paid": PayoutState.ARRIVED, "failed": PayoutState.FAILED, "canceled": PayoutState.FAILED}
_RUNNING = {
    "active": Running.ACTIVE,
    "trialing": Running.ACTIVE,
    "canceled": Running.ENDED,
    "incomplete_expired": Running.ENDED,
}
_REQUIRED = ("id", "amount", "currency", "livemode", "status")


def payment(
    intent: Any, *, refunds: Iterable[Any], disputes: Iterable[Any], reference: str, subscription: str, session: str
) -> PaymentTruth:
    """A payment intent with its newest charge and that charge's balance transaction expanded."""
    if any(intent.get(name) is None for name in _REQUIRED):
        raise Unreadable
    currency = str(intent["currency"]).upper()
    charge = intent.get("latest_charge") or {}
    balance = charge.get("balance_transaction") if isinstance(charge, Mapping) else None
    balance = balance if isinstance(balance, Mapping) else None
    failure = intent.get("last_payment_error") or {}
    return PaymentTruth(
        external_id=intent["id"],
        state=_state(intent),
        amount_minor=AMOUNTS.read(intent["amount"], currency),
        currency=currency,
        mode=mode(intent),
        reference=reference,
        checkout_id=session,
        subscription=subscription,
        fee_minor=_fee(balance, currency) if balance else None,
        paid_at=moment(charge.get("created")) if isinstance(charge, Mapping) else None,
        refunds=tuple(refund(one, currency) for one in refunds),
        disputes=tuple(dispute(one, currency) for one in disputes if one["status"] in _DISPUTES),
        exchange=_exchange(balance, currency) if balance else None,
        why=str(failure.get("message") or ""),
    )


def unpaid(session: Any) -> PaymentTruth:
    """A checkout session nobody has paid: it waits, or its time is over."""
    currency = str(session["currency"]).upper()
    return PaymentTruth(
        external_id=session["id"],
        state=PaymentState.FAILED if session["status"] == "expired" else PaymentState.WAITING,
        amount_minor=AMOUNTS.read(session["amount_total"], currency),
        currency=currency,
        mode=mode(session),
        reference=session.get("client_reference_id") or "",
        checkout_id=session["id"],
    )


def refund(said: Any, currency: str) -> RefundTruth:
    state = _REFUNDS.get(said["status"], RefundState.WAITING)
    return RefundTruth(said["id"], AMOUNTS.read(said["amount"], currency), state)


def dispute(said: Any, currency: str) -> DisputeTruth:
    details = said.get("evidence_details") or {}
    fees = sum(int(one["fee"]) for one in said.get("balance_transactions") or ())
    return DisputeTruth(
        external_id=said["id"],
        amount_minor=AMOUNTS.read(said["amount"], currency),
        state=_DISPUTES[said["status"]],
        fee_minor=AMOUNTS.read(fees, currency),
        reason=said.get("reason") or "",
        due_at=moment(details.get("due_by")),
    )


def payout(said: Any) -> PayoutTruth:
    currency = str(said["currency"]).upper()
    arrives = moment(said["arrival_date"])
    if arrives is None:
        raise Unreadable
    state = _PAYOUTS.get(said["status"], PayoutState.WAITING)
    return PayoutTruth(said["id"], AMOUNTS.read(said["amount"], currency), currency, state, arrives.date())


def subscription(said: Any) -> SubscriptionTruth:
    item = said["items"]["data"][0]
    price = item["price"]
    currency = str(price["currency"]).upper()
    return SubscriptionTruth(
        external_id=said["id"],
        state=_RUNNING.get(said["status"], Running.PAST_DUE),
        amount_minor=AMOUNTS.read(price["unit_amount"], currency),
        currency=currency,
        mode=mode(said),
        every=Every(price["recurring"]["interval"]),
        reference=(said.get("metadata") or {}).get("reference", ""),
        until=moment(item.get("current_period_end")),
        is_ending=bool(said.get("cancel_at_period_end")),
    )


def plain(said: Any) -> Any:
    """The library's object as the dictionary it holds, all the way down."""
    return said.to_dict() if hasattr(said, "to_dict") else said


def mode(said: Any) -> Mode:
    return Mode.LIVE if said["livemode"] else Mode.TEST


def moment(stamp: Any) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if isinstance(stamp, int) else None


def _state(intent: Any) -> PaymentState:
    if intent["status"] == "succeeded":
        return PaymentState.PAID
    failed = intent["status"] == "canceled" or (
        intent["status"] == "requires_payment_method" and intent.get("last_payment_error")
    )
    return PaymentState.FAILED if failed else PaymentState.WAITING


def _fee(balance: Any, currency: str) -> int:
    """What Stripe kept, in the payment's currency: where it settled in another, by the very amounts it settled."""
    if str(balance["currency"]).upper() == currency:
        return AMOUNTS.read(balance["fee"], currency)
    return _own_amount(balance, currency)


def _own_amount(balance: Any, currency: str) -> int:
    source = balance.get("source")
    paid = AMOUNTS.read(source["amount"], currency) if isinstance(source, Mapping) else None
    if paid is None or not balance["amount"]:
        raise Unreadable
    return (2 * int(balance["fee"]) * paid + int(balance["amount"])) // (2 * int(balance["amount"]))


def _exchange(balance: Any, currency: str) -> Exchange | None:
    settled = str(balance["currency"]).upper()
    if settled == currency or balance.get("exchange_rate") is None:
        return None
    return Exchange(
        currency=settled,
        amount_minor=AMOUNTS.read(balance["amount"], settled),
        fee_minor=AMOUNTS.read(balance["fee"], settled),
        rate=str(balance["exchange_rate"]),
    )
