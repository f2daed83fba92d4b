"""What a provider says when it is asked: the only thing that is believed. Amounts are our minor units of `currency`."""

from dataclasses import dataclass
from datetime import date, datetime

from diwan.commerce.gateways.enums import (
    DisputeState,
    Every,
    Mode,
    PaymentState,
    PayoutState,
    RefundState,
    SubscriptionState,
)


@dataclass(frozen=True, slots=True)
class RefundTruth:
    external_id: str
    amount_minor: int
    state: RefundState


@dataclass(frozen=True, slots=True)
class DisputeTruth:
    """`fee_minor`: what the provider charges for the dispute (in the payment's currency)."""

    external_id: str
    amount_minor: int
    state: DisputeState
    fee_minor: int = 0
    reason: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the provider settled in, when it is not what the payer paid in. `rate` is its own decimal text, frozen."""

    currency: str
    amount_minor: int
    fee_minor: int
    rate: str


@dataclass(frozen=True, slots=True)
class PaymentTruth:
    """What the provider itself says of a payment when asked by id.

    `reference`: ours, as it gives it back ("" if it does not keep one). `fee_minor`: what it kept, in `currency`; None
    while it has not said (never estimated). `refunds` and `disputes`: all there are, in any order.
    `refunded_minor`: all that went back so far, from a provider that tells only the total and names no single refund.
    `checkout_id`: the id `create_checkout` gave, where the provider tells it. `subscription`: of a renewal.
    """

    external_id: str
    state: PaymentState
    amount_minor: int
    currency: str
    mode: Mode
    reference: str = ""
    checkout_id: str = ""
    subscription: str = ""
    fee_minor: int | None = None
    paid_at: datetime | None = None
    refunds: tuple[RefundTruth, ...] = ()
    disputes: tuple[DisputeTruth, ...] = ()
    refunded_minor: int | None = None
    exchange: Exchange | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class PayoutTruth:
    """Money from the provider to the community's bank account. `fee_minor`: kept of it, not told with the payments."""

    external_id: str
    amount_minor: int
    currency: str
    state: PayoutState
    arrives: date
    fee_minor: int = 0


@dataclass(frozen=True, slots=True)
class SubscriptionTruth:
    external_id: str
    state: SubscriptionState
    amount_minor: int
    currency: str
    mode: Mode
    every: Every
    reference: str = ""
    until: datetime | None = None
    is_ending: bool = False
