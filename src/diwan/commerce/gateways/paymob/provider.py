"""Paymob (Egypt and beyond): an intention has a hosted page; minor units; events are twenty hashed fields."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from diwan.commerce.gateways import proofs
from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.answers import moment, optional, section, text, untried
from diwan.commerce.gateways.enums import Mode, PaymentState, RefundState, Subject
from diwan.commerce.gateways.errors import BadSettings, NotCapable, ProviderRefused
from diwan.commerce.gateways.lacks import TellsNoPayouts
from diwan.commerce.gateways.protocol import (
    Account,
    Capabilities,
    CheckoutMade,
    CheckoutRequest,
    Delivery,
    Event,
    Field,
    PaymentTruth,
    RefundRequest,
    RefundTruth,
)
from diwan.commerce.gateways.wire import call, read_json

HOSTS = {
    "EG": "https://accept.paymob.com", "SA": "https://ksa.paymob.com", "AE": "https://uae.paymob.com",
    "OM": "https://oman.paymob.com", "PK": "https://pakistan.paymob.com",
}  # fmt: skip
_PLACES = (
    ("EG", _("Egypt")), ("SA", _("Saudi Arabia")), ("AE", _("United Arab Emirates")), ("OM", _("Oman")),
    ("PK", _("Pakistan")),
)  # fmt: skip
ORDER = "order_"
# The order is Paymob's: by name, joined without anything between.
SIGNED = (
    "amount_cents", "created_at", "currency", "error_occured", "has_parent_transaction", "id", "integration_id",
    "is_3d_secure", "is_auth", "is_capture", "is_refunded", "is_standalone_payment", "is_voided", "order.id", "owner",
    "pending", "source_data.pan", "source_data.sub_type", "source_data.type", "success",
)  # fmt: skip
_NUMBER = re.compile(r"[0-9]{1,19}")


class PaymobProvider(TellsNoPayouts):
    name = "paymob"
    title: Any = _("Paymob")
    site = "https://paymob.com"
    fields: tuple[Field, ...] = (
        Field("region", _("Where the account was opened"), choices=_PLACES),
        Field("public_key", _("Public key"), _("Settings, Account info.")),
        Field("integration_ids", _("Integration numbers"), _("Developers, Payment integrations; with commas.")),
        Field("secret_key", _("Secret key"), _("Settings, Account info."), is_secret=True),
        Field("api_key", _("API key"), _("Settings, Account info: to ask what became of a payment."), is_secret=True),
        Field("hmac_secret", _("HMAC secret"), _("Settings, Account info."), is_secret=True),
    )
    capabilities = Capabilities(countries=tuple(HOSTS), lists_payments=False)
    amounts = WireAmounts("paymob")

    def check(self, account: Account) -> None:
        if not _integrations(account):
            raise BadSettings(why=_("write at least one integration number."))
        _token(account)

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        amount = self.amounts.integer(request.amount_minor, request.currency)
        first, _blank, last = request.payer_name.strip().partition(" ")
        title = request.title[:50]
        body = {
            "amount": amount,
            "currency": request.currency,
            "payment_methods": _integrations(account),
            "items": [{"name": title, "amount": amount, "description": title, "quantity": 1}],
            "billing_data": {
                "first_name": first[:50] or "NA", "last_name": last[:50] or "NA",
                "email": request.payer_email or "NA", "phone_number": "NA",
            },
            "special_reference": request.reference,
            "notification_url": request.notify_url,
            "redirection_url": request.return_url,
        }  # fmt: skip
        headers = {"Authorization": f"Token {account.value('secret_key')}"}
        made = section(_ask(account, "POST", "/v1/intention/", headers, body))
        keys = {"publicKey": account.value("public_key"), "clientSecret": text(made, "client_secret")}
        url = f"{_host(account)}/unifiedcheckout/?{urlencode(keys)}"
        return CheckoutMade(f"{ORDER}{_safe(text(made, 'intention_order_id'))}", url)

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        said = section(read_json(delivery.body))
        if text(said, "type") != "TRANSACTION":
            # Cards and subscriptions are hashed over other fields: nothing of them is read here.
            return ()
        row, secret = section(said, "obj"), account.value("hmac_secret")
        wanted = proofs.hmac_hex(secret, signed_text(row).encode(), "sha512") if secret else ""
        proofs.require_equal(delivery.query.get("hmac", "").lower(), wanted)
        about = _safe(text(row, "id"))
        state = "-".join(
            str(row.get(name)).lower() for name in ("success", "pending", "is_voided", "refunded_amount_cents")
        )
        kind = "refund" if row.get("is_refund") else "void" if row.get("is_void") else "payment"
        payment = str(row.get("parent_transaction") or "") if kind != "payment" else about
        subject = Subject.PAYMENT if _NUMBER.fullmatch(payment) else Subject.OTHER
        made_at = moment(row.get("created_at"))
        return (Event(f"{about}:{state}", f"transaction.{kind}", subject, payment, made_at),)

    def read_return(self, query: Mapping[str, str]) -> str:
        given = query.get("id", "")
        return given if _NUMBER.fullmatch(given) else ""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        headers = {"Authorization": f"Bearer {_token(account)}"}
        if not external_id.startswith(ORDER):
            return self._truth(section(_ask(account, "GET", _transaction(external_id), headers)))
        order = {"order_id": _safe(external_id.removeprefix(ORDER))}
        try:
            row = section(_ask(account, "POST", "/api/ecommerce/orders/transaction_inquiry", headers, order))
        except ProviderRefused as refusal:
            return untried(account, external_id, refusal)
        if row.get("is_refund") or row.get("is_void"):
            row = section(_ask(account, "GET", _transaction(text(row, "parent_transaction")), headers))
        return self._truth(row)

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth:
        """There are no keys here: an earlier try that went through is known by the total that went back."""
        gone = self.fetch_payment(account, request.payment_id).refunded_minor or 0
        if gone < request.done_minor + request.amount_minor:
            body = {
                "transaction_id": _safe(request.payment_id),
                "amount_cents": self.amounts.integer(request.amount_minor, request.currency),
            }
            headers = {"Authorization": f"Token {account.value('secret_key')}"}
            said = section(_ask(account, "POST", "/api/acceptance/void_refund/refund", headers, body))
            if said.get("success") is not True and said.get("pending") is not True:
                raise ProviderRefused(provider=self.name, why=_message(said))
            is_done = said.get("success") is True
        else:
            is_done = True
        total = request.done_minor + request.amount_minor
        state = RefundState.DONE if is_done else RefundState.WAITING
        return RefundTruth(f"{request.payment_id}:{total}", request.amount_minor, state)

    def list_payments(self, account: Account, since: datetime) -> Iterator[PaymentTruth]:
        raise NotCapable(provider=self.title)

    def _truth(self, row: Mapping[str, Any]) -> PaymentTruth:
        currency, order = text(row, "currency"), section(row, "order")
        amount = self.amounts.read(row.get("amount_cents"), currency)
        state = _state(row)
        back = row.get("refunded_amount_cents") or 0
        return PaymentTruth(
            external_id=text(row, "id"),
            state=state,
            amount_minor=amount,
            currency=currency,
            mode=Mode.LIVE if row.get("is_live") is True else Mode.TEST,
            reference=str(order.get("merchant_order_id") or ""),
            checkout_id=f"{ORDER}{text(order, 'id')}",
            paid_at=moment(row.get("created_at")) if state == PaymentState.PAID else None,
            refunded_minor=amount if row.get("is_voided") is True else self.amounts.read(back, currency),
            why=_message(row) if state == PaymentState.FAILED else "",
        )


def signed_text(row: Mapping[str, Any]) -> str:
    """The twenty values as Paymob writes them: true and false in small letters, nothing for nothing."""

    def value(path: str) -> str:
        found: Any = row
        for part in path.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if isinstance(found, bool):
            return "true" if found else "false"
        return "" if found is None else str(found)

    return "".join(map(value, SIGNED))


def _state(row: Mapping[str, Any]) -> PaymentState:
    if row.get("pending") is True or (row.get("is_auth") is True and row.get("is_captured") is not True):
        return PaymentState.WAITING
    return PaymentState.PAID if row.get("success") is True else PaymentState.FAILED


def _message(row: Mapping[str, Any]) -> str:
    return str(optional(row, "data").get("message") or row.get("detail") or "")[:200]


def _integrations(account: Account) -> list[int]:
    return [int(part) for part in re.split(r"[,،\s]+", account.value("integration_ids")) if _NUMBER.fullmatch(part)]


def _token(account: Account) -> str:
    """A pass for an hour, given for the API key."""
    made = section(_ask(account, "POST", "/api/auth/tokens", {}, {"api_key": account.value("api_key")}))
    return text(made, "token")


def _transaction(number: str) -> str:
    return f"/api/acceptance/transactions/{_safe(number)}"


def _safe(number: str) -> str:
    if not _NUMBER.fullmatch(number):
        raise ProviderRefused(provider="paymob", why=number[:64])
    return number


def _host(account: Account) -> str:
    return account.address or HOSTS.get(account.value("region"), HOSTS["EG"])


def _ask(account: Account, method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Any:
    return call(account, method, f"{_host(account)}{path}", headers=headers, json_body=body).data


PROVIDER = PaymobProvider()
