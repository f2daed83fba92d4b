"""What a payment provider is to us: seven questions, each answered by a folder of its own.

    create checkout → the payer pays on the provider's hosted page → a signed event, or the payer's return → we ask
    the provider by id what is true → settle → refund → reconcile.

No card data ever comes near us. A redirect or an event is never proof: it only says what to ask for. All amounts here
are OUR minor units (ISO 4217) of the named currency; a folder turns them with its `amounts` (see amounts.py).
An adapter keeps no state, opens no transaction, reads no clock and touches no model: values in, values out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.enums import Every, Mode, Subject
from diwan.commerce.gateways.truths import (
    DisputeTruth,
    Exchange,
    PaymentTruth,
    PayoutTruth,
    RefundTruth,
    SubscriptionTruth,
)

__all__ = [
    "Account",
    "Capabilities",
    "CheckoutMade",
    "CheckoutRequest",
    "Delivery",
    "DisputeTruth",
    "Event",
    "Exchange",
    "Field",
    "PaymentTruth",
    "PayoutTruth",
    "Provider",
    "RefundRequest",
    "RefundTruth",
    "Refunds",
    "Renewing",
    "SubscriptionTruth",
]


class Refunds(StrEnum):
    NONE = "none"
    FULL = "full"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Field:
    """One setting an owner types when connecting. A secret is sealed when kept, and never shown again.

    `label` and `note` are lazily translated; `choices` are (value, lazily translated label) of a select. `is_made`: a
    secret that we make when the field is left empty and show once, for the owner to paste at the provider.
    """

    name: str
    label: Any
    note: Any = ""
    is_secret: bool = False
    is_required: bool = True
    is_made: bool = False
    choices: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the provider can do; what it cannot is not offered. `currencies` empty: any."""

    countries: tuple[str, ...] = ()
    currencies: frozenset[str] = frozenset()
    refunds: Refunds = Refunds.PARTIAL
    renews: bool = False
    tells_fees: bool = False
    tells_balance: bool = False
    lists_payments: bool = True
    lists_payouts: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A community's account with the provider, as an adapter is handed it: settings by field name, secrets opened.

    `address` stands in place of the provider's own (settings.GATEWAY_ADDRESSES, which only tests set).
    """

    id: int
    provider: str
    mode: Mode
    values: Mapping[str, str] = field(repr=False)
    address: str = ""

    def value(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class CheckoutRequest:
    """What the payer is asked for. `reference` is ours, unguessable and unique: send it along and as idempotency key.

    `return_url` already carries our reference; `notify_url` is where events are to be delivered.
    `every` other than ONCE only comes to providers that renew.
    """

    reference: str
    amount_minor: int
    currency: str
    title: str
    language: str
    payer_name: str
    payer_email: str
    return_url: str
    cancel_url: str
    notify_url: str
    at: datetime
    every: Every = Every.ONCE


@dataclass(frozen=True, slots=True)
class CheckoutMade:
    """`external_id`: what `fetch_payment` is asked with until the payment has an id of its own. `url`: hosted page."""

    external_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request at our webhook address: the raw body as it came; header names in small letters."""

    body: bytes
    headers: Mapping[str, str]
    query: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """A delivery that was proved. `id` is unique for the account; where the provider gives none, make it of
    what happened (type, object, state), so that the same news twice is the same event.

    `external_id` is what to ask for: a payment's id (for refunds and disputes too: the payment they are of).
    """

    id: str
    kind: str
    subject: Subject
    external_id: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """`key` is ours and stays the same when the request is sent again. `done_minor`: what went back before this, by our
    books: where a provider keeps no keys, a total beyond it says that an earlier try of this went through.
    """

    payment_id: str
    amount_minor: int
    currency: str
    key: str
    reason: str
    at: datetime
    done_minor: int = 0


class Provider(Protocol):
    """One folder = one instance of this, named PROVIDER. All may raise ProviderDown, ProviderRefused, Unreadable."""

    name: str
    title: Any
    site: str
    fields: tuple[Field, ...]
    capabilities: Capabilities
    amounts: WireAmounts

    def check(self, account: Account) -> None:
        """The test button: ask the provider something harmless. Raises BadSettings or ProviderRefused when it fails."""

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        """Raises UnfitAmount before anything is sent."""

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        """Prove the raw bytes in constant time, within five minutes where there is a time stamp; then read.

        Raises Forged, Stale, Unreadable. A kind that is not known is still given, with Subject.OTHER.
        """

    def read_return(self, query: Mapping[str, str]) -> str:
        """The id the returning payer's address names, "" if none (then the checkout's own id is asked for)."""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        """The provider's truth by a payment's or a checkout's id."""

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth: ...

    def list_payments(self, account: Account, since: datetime) -> Iterable[PaymentTruth]:
        """Everything made since then, whatever its state. Only asked if `capabilities.lists_payments`."""

    def list_payouts(self, account: Account, since: datetime) -> Iterable[PayoutTruth]:
        """Only asked if `capabilities.lists_payouts`."""

    def fetch_payout(self, account: Account, external_id: str) -> PayoutTruth:
        """Only asked if `capabilities.lists_payouts`."""

    def balance(self, account: Account) -> Mapping[str, int]:
        """All that lies there by currency, available or not yet. Only asked if `capabilities.tells_balance`."""


@runtime_checkable
class Renewing(Protocol):
    """What a provider with `capabilities.renews` answers besides."""

    def fetch_subscription(self, account: Account, external_id: str) -> SubscriptionTruth: ...

    def change_subscription(
        self, account: Account, external_id: str, *, amount_minor: int, currency: str, title: str, key: str
    ) -> SubscriptionTruth:
        """Another price from now on; the provider collects the difference for the rest of the term at once."""

    def end_subscription(self, account: Account, external_id: str, *, key: str) -> SubscriptionTruth:
        """No further renewal; what was paid for runs on."""

    def desk_url(self, account: Account, external_id: str, *, return_url: str) -> str:
        """The provider's own page where the payer changes the card."""
