"""Stripe: hosted Checkout, subscriptions it renews itself, refunds, disputes, payouts and a balance to compare with.

Written against docs.stripe.com/api, version 2026-10-28. An event only names an object; the object is fetched anew.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.commerce.gateways import proofs
from diwan.commerce.gateways.enums import Every, Subject
from diwan.commerce.gateways.errors import BadSettings, Forged, Unreadable
from diwan.commerce.gateways.protocol import (
    Account,
    Capabilities,
    CheckoutMade,
    CheckoutRequest,
    Delivery,
    Event,
    Field,
    PaymentTruth,
    PayoutTruth,
    RefundRequest,
    RefundTruth,
    SubscriptionTruth,
)
from diwan.commerce.gateways.stripe import finding, reading
from diwan.commerce.gateways.stripe.reading import plain
from diwan.commerce.gateways.wire import read_json

_PAYMENTS = ("checkout.session.", "invoice.", "payment_intent.", "charge.", "refund.")


class StripeProvider:
    name = "stripe"
    title = _("Stripe")
    site = "https://stripe.com"
    fields: tuple[Field, ...] = (
        Field("secret_key", _("Secret key"), _("Begins with sk_ or rk_."), is_secret=True),
        Field("webhook_secret", _("Webhook signing secret"), _("Begins with whsec_."), is_secret=True),
    )
    capabilities = Capabilities(countries=("AE",), renews=True, tells_fees=True, tells_balance=True, lists_payouts=True)
    amounts = reading.AMOUNTS

    def check(self, account: Account) -> None:
        if find_spec("stripe") is None:
            raise BadSettings(why=_("the extra “stripe” is not installed."))
        if f"_{account.mode}_" not in account.value("secret_key"):
            raise BadSettings(why=_("the secret key is of the other mode."))
        with _asking(account) as v1:
            v1.balance.retrieve()

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        price: dict[str, Any] = {
            "currency": request.currency.lower(),
            "unit_amount": self.amounts.write(request.amount_minor, request.currency),
            "product_data": {"name": request.title},
        }
        mark = {"metadata": {"reference": request.reference}}
        wish: dict[str, Any] = {
            "client_reference_id": request.reference,
            "line_items": [{"quantity": 1, "price_data": price}],
            "success_url": request.return_url,
            "cancel_url": request.cancel_url,
            "locale": "auto",
        }
        if request.payer_email:
            wish["customer_email"] = request.payer_email
        if request.every == Every.ONCE:
            wish |= {"mode": "payment", "payment_intent_data": mark}
        else:
            price["recurring"] = {"interval": request.every.value}
            wish |= {"mode": "subscription", "subscription_data": mark}
        with _asking(account) as v1:
            made = v1.checkout.sessions.create(wish, {"idempotency_key": request.reference})
        return CheckoutMade(made["id"], made["url"])

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        parts = [part.split("=", 1) for part in delivery.headers.get("stripe-signature", "").split(",") if "=" in part]
        stamp = next((value for name, value in parts if name == "t"), "")
        secret = account.value("webhook_secret")
        if not secret:
            raise Forged
        wanted = proofs.hmac_hex(secret, f"{stamp}.".encode() + delivery.body)
        proofs.require_any([value for name, value in parts if name == "v1"], wanted)
        proofs.require_fresh(stamp, delivery.at)
        return (_event(read_json(delivery.body)),)

    def read_return(self, query: Mapping[str, str]) -> str:
        return ""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        with _asking(account) as v1:
            return finding.payment(v1, external_id)

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth:
        wish = {
            "payment_intent": request.payment_id,
            "amount": self.amounts.write(request.amount_minor, request.currency),
            "metadata": {"reason": request.reason[:400]},
        }
        with _asking(account) as v1:
            return reading.refund(plain(v1.refunds.create(wish, {"idempotency_key": request.key})), request.currency)

    def list_payments(self, account: Account, since: datetime) -> Iterable[PaymentTruth]:
        with _asking(account) as v1:
            return [finding.payment(v1, one) for one in finding.moved(v1, since)]

    def list_payouts(self, account: Account, since: datetime) -> Iterable[PayoutTruth]:
        wish = {"created": {"gte": int(since.timestamp())}, "limit": 100}
        with _asking(account) as v1:
            return [reading.payout(plain(one)) for one in v1.payouts.list(wish).auto_paging_iter()]

    def fetch_payout(self, account: Account, external_id: str) -> PayoutTruth:
        with _asking(account) as v1:
            return reading.payout(plain(v1.payouts.retrieve(external_id)))

    def balance(self, account: Account) -> Mapping[str, int]:
        found: dict[str, int] = {}
        with _asking(account) as v1:
            said = plain(v1.balance.retrieve())
        for one in [*said["available"], *said["pending"]]:
            currency = one["currency"].upper()
            found[currency] = found.get(currency, 0) + self.amounts.read(one["amount"], currency)
        return found

    def fetch_subscription(self, account: Account, external_id: str) -> SubscriptionTruth:
        with _asking(account) as v1:
            return reading.subscription(plain(v1.subscriptions.retrieve(external_id)))

    def change_subscription(
        self, account: Account, external_id: str, *, amount_minor: int, currency: str, title: str, key: str
    ) -> SubscriptionTruth:
        with _asking(account) as v1:
            now = plain(v1.subscriptions.retrieve(external_id))["items"]["data"][0]
            price = v1.prices.create(
                {
                    "currency": currency.lower(),
                    "unit_amount": self.amounts.write(amount_minor, currency),
                    "recurring": {"interval": now["price"]["recurring"]["interval"]},
                    "product_data": {"name": title},
                },
                {"idempotency_key": f"{key}:price"},
            )
            wish = {
                "items": [{"id": now["id"], "price": price["id"]}],
                "proration_behavior": "always_invoice",
                "payment_behavior": "error_if_incomplete",
            }
            return reading.subscription(plain(v1.subscriptions.update(external_id, wish, {"idempotency_key": key})))

    def end_subscription(self, account: Account, external_id: str, *, key: str) -> SubscriptionTruth:
        wish = {"cancel_at_period_end": True}
        with _asking(account) as v1:
            return reading.subscription(plain(v1.subscriptions.update(external_id, wish, {"idempotency_key": key})))

    def desk_url(self, account: Account, external_id: str, *, return_url: str) -> str:
        with _asking(account) as v1:
            customer = v1.subscriptions.retrieve(external_id)["customer"]
            wish = {"customer": customer, "return_url": return_url}
            return str(v1.billing_portal.sessions.create(wish)["url"])


def _event(said: Any) -> Event:
    try:
        kind, about = str(said["type"]), said["data"]["object"]
        event_id, made_at = str(said["id"]), reading.moment(said.get("created"))
        own = str(about.get("id") or "")
    except (TypeError, KeyError, AttributeError) as error:
        raise Unreadable from error
    if kind.startswith("customer.subscription."):
        return Event(event_id, kind, Subject.SUBSCRIPTION, own, made_at)
    if kind.startswith("payout."):
        return Event(event_id, kind, Subject.PAYOUT, own, made_at)
    if kind.startswith(_PAYMENTS):
        asked = own if kind.startswith(("checkout.", "invoice.", "payment_intent.")) else about.get("payment_intent")
        if isinstance(asked, str) and asked:
            return Event(event_id, kind, Subject.PAYMENT, asked, made_at)
    return Event(event_id, kind, Subject.OTHER, own, made_at)


def _asking(account: Account) -> Any:
    # Here and not above: the library is an extra, and takes seconds to load where nobody uses Stripe.
    from diwan.commerce.gateways.stripe.sdk import asking

    return asking(account)


PROVIDER = StripeProvider()
