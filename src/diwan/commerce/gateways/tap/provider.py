"""Tap (the Gulf, Jordan, Lebanon, Egypt): a charge has a hosted page; the currency's decimals; hashed fields."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.commerce.gateways import proofs
from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.answers import items, json_number, moment, optional, section, text
from diwan.commerce.gateways.enums import Mode, PaymentState, RefundState, Subject
from diwan.commerce.gateways.errors import BadSettings, ProviderRefused, Unreadable
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

HOST = "https://api.tap.company/v2"
MOST_PAGES, PAGE = 200, 50
SPAN = timedelta(days=400)
_ID = re.compile(r"(?:chg|re)_[A-Za-z0-9]{4,64}")
_WAITING = {"INITIATED", "IN_PROGRESS", "UNKNOWN", "AUTHORIZED", "PENDING"}
_REFUNDS = {"REFUNDED": RefundState.DONE, "FAILED": RefundState.FAILED, "CANCELLED": RefundState.FAILED}


class TapProvider(TellsNoPayouts):
    name = "tap"
    title: Any = _("Tap")
    site = "https://www.tap.company"
    fields: tuple[Field, ...] = (
        Field("secret_key", _("Secret key"), _("goSell, API credentials; begins with sk_."), is_secret=True),
        Field("merchant_id", _("Merchant number"), _("Only if Tap gave you several."), is_required=False),
    )
    capabilities = Capabilities(
        countries=("SA", "AE", "KW", "BH", "QA", "OM", "JO", "LB", "EG"),
        currencies=frozenset({"SAR", "AED", "KWD", "BHD", "QAR", "OMR", "JOD", "EGP", "USD", "EUR", "GBP"}),
    )
    amounts = WireAmounts("tap", is_decimal=True)

    def check(self, account: Account) -> None:
        wanted = "sk_live_" if account.mode == Mode.LIVE else "sk_test_"
        if not account.value("secret_key").startswith(wanted):
            raise BadSettings(why=_("the key is of the other mode: test or live."))
        _ask(account, "POST", "/charges/list", {"limit": 1})

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        body: dict[str, Any] = {
            "amount": json_number(self.amounts.text(request.amount_minor, request.currency)),
            "currency": request.currency,
            "threeDSecure": True,
            "save_card": False,
            "description": request.title[:200],
            "reference": dict.fromkeys(("transaction", "order", "idempotent"), request.reference),
            "receipt": {"email": False, "sms": False},
            "customer": {"first_name": request.payer_name[:60] or "-", "email": request.payer_email},
            "source": {"id": "src_all"},
            "post": {"url": request.notify_url},
            "redirect": {"url": request.return_url},
        }
        if account.value("merchant_id"):
            body["merchant"] = {"id": account.value("merchant_id")}
        made = section(_ask(account, "POST", "/charges", body, language=request.language))
        return CheckoutMade(_safe(text(made, "id")), text(section(made, "transaction"), "url"))

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        said = section(read_json(delivery.body))
        signed = self.signed_text(said).encode()
        wanted = proofs.hmac_hex(account.value("secret_key"), signed) if account.value("secret_key") else ""
        proofs.require_equal(delivery.headers.get("hashstring", "").lower(), wanted)
        about, status = text(said, "id"), text(said, "status")
        kind = str(said.get("object") or "charge")
        payment = str(said.get("charge_id") or "") if about.startswith("re_") else about
        subject = Subject.PAYMENT if _ID.fullmatch(payment) else Subject.OTHER
        return (Event(f"{about}:{status}", f"{kind}.{status}".lower(), subject, payment, _made_at(said)),)

    def signed_text(self, said: Mapping[str, Any]) -> str:
        """What the hash is over: seven fields, each behind its name, the amount with the currency's own decimals."""
        currency, reference = text(said, "currency"), optional(said, "reference")
        written = self.amounts.text(self.amounts.read(said.get("amount"), currency), currency)
        created = optional(said, "transaction").get("created") or said.get("created") or ""
        return (
            f"x_id{text(said, 'id')}x_amount{written}x_currency{currency}"
            f"x_gateway_reference{reference.get('gateway') or ''}x_payment_reference{reference.get('payment') or ''}"
            f"x_status{text(said, 'status')}x_created{created}"
        )

    def read_return(self, query: Mapping[str, str]) -> str:
        given = query.get("tap_id", "")
        return given if given.startswith("chg_") and _ID.fullmatch(given) else ""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        charge = section(_ask(account, "GET", f"/charges/{_safe(external_id)}"))
        if charge.get("status") != "CAPTURED":
            return self._truth(charge, [])
        return self._truth(charge, self._refunds(account, _made_at(charge)))

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth:
        """An earlier try is found by our key among the refunds; `idempotent` stops a second one all the same."""
        charge = section(_ask(account, "GET", f"/charges/{_safe(request.payment_id)}"))
        earlier = self._refunds(account, _made_at(charge))
        found = next((one for one in earlier if optional(one, "reference").get("merchant") == request.key), None)
        body = {
            "charge_id": request.payment_id,
            "amount": json_number(self.amounts.text(request.amount_minor, request.currency)),
            "currency": request.currency,
            "reason": request.reason[:120] or "requested_by_customer",
            "reference": {"merchant": request.key, "idempotent": request.key},
        }
        said = self._refund(found or section(_ask(account, "POST", "/refunds", body)))
        if said.state == RefundState.FAILED:
            raise ProviderRefused(provider=self.name, why=said.external_id)
        return said

    def list_payments(self, account: Account, since: datetime) -> Iterator[PaymentTruth]:
        refunds = self._refunds(account, since)
        for charge in _listed(account, "charges", since):
            yield self._truth(charge, refunds)

    def _refunds(self, account: Account, since: datetime | None) -> list[dict[str, Any]]:
        if since is None:
            raise Unreadable
        return list(_listed(account, "refunds", since))

    def _refund(self, row: Mapping[str, Any]) -> RefundTruth:
        amount = self.amounts.read(row.get("amount"), text(row, "currency"))
        return RefundTruth(text(row, "id"), amount, _REFUNDS.get(text(row, "status"), RefundState.WAITING))

    def _truth(self, charge: dict[str, Any], refunds: list[dict[str, Any]]) -> PaymentTruth:
        status, currency, reference = text(charge, "status"), text(charge, "currency"), optional(charge, "reference")
        is_paid = status == "CAPTURED"
        state = PaymentState.WAITING if status in _WAITING else PaymentState.FAILED
        return PaymentTruth(
            external_id=text(charge, "id"),
            state=PaymentState.PAID if is_paid else state,
            amount_minor=self.amounts.read(charge.get("amount"), currency),
            currency=currency,
            mode=Mode.LIVE if charge.get("live_mode") is True else Mode.TEST,
            reference=str(reference.get("transaction") or ""),
            checkout_id=text(charge, "id"),
            paid_at=_made_at(charge) if is_paid else None,
            refunds=tuple(self._refund(row) for row in refunds if row.get("charge_id") == charge["id"]),
            why=str(optional(charge, "response").get("message") or "") if state == PaymentState.FAILED else "",
        )


def _listed(account: Account, name: str, since: datetime) -> Iterator[dict[str, Any]]:
    start = since.replace(microsecond=0) - timedelta(minutes=1)
    dates = {"from": int(start.timestamp() * 1000), "to": int((start + SPAN).timestamp() * 1000)}
    body: dict[str, Any] = {"period": {"date": dates}, "limit": PAGE}
    for _round in range(MOST_PAGES):
        answer = section(_ask(account, "POST", f"/{name}/list", body))
        rows = list(items(answer, name))
        yield from rows
        if not answer.get("has_more") or not rows:
            return
        body["starting_after"] = text(rows[-1], "id")
    raise Unreadable


def _made_at(said: Mapping[str, Any]) -> datetime | None:
    return moment(optional(said, "transaction").get("created") or said.get("created"))


def _safe(external_id: str) -> str:
    if not external_id.startswith("chg_") or not _ID.fullmatch(external_id):
        raise ProviderRefused(provider="tap", why=external_id[:64])
    return external_id


def _ask(account: Account, method: str, path: str, body: Any = None, *, language: str = "en") -> Any:
    headers = {
        "Authorization": f"Bearer {account.value('secret_key')}", "Accept": "application/json", "lang_code": language,
    }  # fmt: skip
    return call(account, method, f"{account.address or HOST}{path}", headers=headers, json_body=body).data


PROVIDER = TapProvider()
