"""PayTabs (one host per country): a payment page by request; decimals; events signed on their raw body."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.commerce.gateways import proofs
from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.answers import json_number, moment, optional, section, text, untried
from diwan.commerce.gateways.enums import Mode, PaymentState, RefundState, Subject
from diwan.commerce.gateways.errors import BadSettings, NotCapable, ProviderRefused, Unreadable
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
    "SA": "https://secure.paytabs.sa", "AE": "https://secure.paytabs.com", "EG": "https://secure-egypt.paytabs.com",
    "OM": "https://secure-oman.paytabs.com", "JO": "https://secure-jordan.paytabs.com",
    "KW": "https://secure-kuwait.paytabs.com", "IQ": "https://secure-iraq.paytabs.com",
    "MA": "https://secure-morocco.paytabs.com", "QA": "https://secure-doha.paytabs.com",
    "GLOBAL": "https://secure-global.paytabs.com",
}  # fmt: skip
_PLACES = (
    ("SA", _("Saudi Arabia")), ("AE", _("United Arab Emirates")), ("EG", _("Egypt")), ("OM", _("Oman")),
    ("JO", _("Jordan")), ("KW", _("Kuwait")), ("IQ", _("Iraq")), ("MA", _("Morocco")), ("QA", _("Qatar")),
    ("GLOBAL", _("Elsewhere")),
)  # fmt: skip
TEST_PREFIX = "TST"
_ID = re.compile(r"[A-Z0-9]{6,40}")
_STATES = {"A": PaymentState.PAID, "H": PaymentState.WAITING, "P": PaymentState.WAITING}
_REFUNDS = {"A": RefundState.DONE, "H": RefundState.WAITING, "P": RefundState.WAITING}


class PayTabsProvider(TellsNoPayouts):
    name = "paytabs"
    title: Any = _("PayTabs")
    site = "https://paytabs.com"
    fields: tuple[Field, ...] = (
        Field("region", _("Where the profile was opened"), choices=_PLACES),
        Field("profile_id", _("Profile number"), _("Developers, Key management.")),
        Field("server_key", _("Server key"), _("Developers, Key management."), is_secret=True),
    )
    capabilities = Capabilities(countries=tuple(HOSTS)[:-1], lists_payments=False)
    amounts = WireAmounts("paytabs", is_decimal=True)

    def check(self, account: Account) -> None:
        """A number nobody has: whoever is let in hears that there is none, whoever is not hears 401 or 403."""
        if not account.value("profile_id").isdigit():
            raise BadSettings(why=_("the profile number is made of digits."))
        try:
            _ask(account, "/payment/query", {"tran_ref": f"{TEST_PREFIX}0000000000000"})
        except ProviderRefused as refusal:
            if str(refusal.facts.get("why", ""))[:3] in {"401", "403"}:
                raise

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        body = {
            "tran_type": "sale",
            "tran_class": "ecom",
            "cart_id": request.reference,
            "cart_description": request.title[:120],
            "cart_currency": request.currency,
            "cart_amount": json_number(self.amounts.text(request.amount_minor, request.currency)),
            "callback": request.notify_url,
            "return": request.return_url,
            "paypage_lang": "ar" if request.language == "ar" else "en",
            "hide_shipping": True,
            "customer_details": {"name": request.payer_name[:100], "email": request.payer_email},
        }
        made = section(_ask(account, "/payment/request", body))
        return CheckoutMade(_safe(text(made, "tran_ref")), text(made, "redirect_url"))

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        key = account.value("server_key")
        wanted = proofs.hmac_hex(key, delivery.body) if key else ""
        proofs.require_equal(delivery.headers.get("signature", "").lower(), wanted)
        said = section(read_json(delivery.body))
        about, kind = _safe(text(said, "tran_ref")), str(said.get("tran_type") or "sale").lower()
        result = optional(said, "payment_result")
        status = str(result.get("response_status") or "")
        payment = str(said.get("previous_tran_ref") or "") if kind in {"refund", "void"} else about
        subject = Subject.PAYMENT if _ID.fullmatch(payment) else Subject.OTHER
        made_at = moment(result.get("transaction_time"))
        return (Event(f"{about}:{kind}:{status}", f"{kind}.{status}".lower(), subject, payment, made_at),)

    def read_return(self, query: Mapping[str, str]) -> str:
        given = query.get("tranRef", "")
        return given if _ID.fullmatch(given) else ""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        try:
            payment = self._one(account, external_id)
        except ProviderRefused as refusal:
            return untried(account, _safe(external_id), refusal)
        if _kind(payment) != "sale":
            raise Unreadable
        followers = self._followers(account, payment) if _status(payment) in {"A", "V"} else []
        return self._truth(payment, followers)

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth:
        """Our key is the refund's description, by which an earlier try is found in the cart of the payment."""
        payment = self._one(account, request.payment_id)
        earlier = self._followers(account, payment)
        found = next((one for one in earlier if str(one.get("cart_description")) == request.key), None)
        body = {
            "tran_type": "refund",
            "tran_class": "ecom",
            "tran_ref": _safe(request.payment_id),
            "cart_id": text(payment, "cart_id"),
            "cart_description": request.key,
            "cart_currency": request.currency,
            "cart_amount": json_number(self.amounts.text(request.amount_minor, request.currency)),
        }
        said = self._refund(found or section(_ask(account, "/payment/request", body)))
        if said.state == RefundState.FAILED:
            raise ProviderRefused(provider=self.name, why=said.external_id)
        return said

    def list_payments(self, account: Account, since: datetime) -> Iterator[PaymentTruth]:
        raise NotCapable(provider=self.title)

    def _one(self, account: Account, external_id: str) -> dict[str, Any]:
        answer = _ask(account, "/payment/query", {"tran_ref": _safe(external_id)})
        return section(answer[0] if isinstance(answer, list) and answer else answer)

    def _followers(self, account: Account, payment: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The refunds and voids of a payment: all of its cart that name it as the one before."""
        answer = _ask(account, "/payment/query", {"cart_id": text(payment, "cart_id")})
        rows = [section(one) for one in (answer if isinstance(answer, list) else [answer])]
        return [
            one for one in rows
            if one.get("previous_tran_ref") == payment["tran_ref"] and _kind(one) in {"refund", "void"}
        ]  # fmt: skip

    def _refund(self, row: Mapping[str, Any]) -> RefundTruth:
        amount, _currency = self._amount(row)
        return RefundTruth(text(row, "tran_ref"), amount, _REFUNDS.get(_status(row), RefundState.FAILED))

    def _amount(self, row: Mapping[str, Any]) -> tuple[int, str]:
        """What was taken, in what: the transaction's own words where it has them, else the cart's."""
        currency = str(row.get("tran_currency") or text(row, "cart_currency"))
        return self.amounts.read(row.get("tran_total", row.get("cart_amount")), currency), currency

    def _truth(self, payment: Mapping[str, Any], followers: list[dict[str, Any]]) -> PaymentTruth:
        amount, currency = self._amount(payment)
        is_voided = _status(payment) == "V" and bool(followers)
        state = PaymentState.PAID if is_voided else _STATES.get(_status(payment), PaymentState.FAILED)
        result = optional(payment, "payment_result")
        return PaymentTruth(
            external_id=text(payment, "tran_ref"),
            state=state,
            amount_minor=amount,
            currency=currency,
            mode=Mode.TEST if text(payment, "tran_ref").startswith(TEST_PREFIX) else Mode.LIVE,
            reference=text(payment, "cart_id"),
            checkout_id=text(payment, "tran_ref"),
            paid_at=moment(result.get("transaction_time")) if state == PaymentState.PAID else None,
            refunds=tuple(map(self._refund, followers)),
            why=str(result.get("response_message") or "") if state == PaymentState.FAILED else "",
        )


def _kind(row: Mapping[str, Any]) -> str:
    return str(row.get("tran_type") or "").lower()


def _status(row: Mapping[str, Any]) -> str:
    """The outcome's letter; a page nobody has paid on yet has no outcome and is pending."""
    return str(optional(row, "payment_result").get("response_status") or "P")


def _safe(external_id: str) -> str:
    if not _ID.fullmatch(external_id):
        raise ProviderRefused(provider="paytabs", why=external_id[:64])
    return external_id


def _ask(account: Account, path: str, body: Mapping[str, Any]) -> Any:
    host = account.address or HOSTS.get(account.value("region"), HOSTS["GLOBAL"])
    whole = {"profile_id": int(account.value("profile_id")), **body}
    headers = {"Authorization": account.value("server_key")}
    return call(account, "POST", f"{host}{path}", headers=headers, json_body=whole).data


PROVIDER = PayTabsProvider()
