"""Moyasar (Saudi Arabia): an invoice is the hosted page; minor units; events carry a secret and are asked for anew."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from diwan.commerce.gateways import proofs
from diwan.commerce.gateways.amounts import WireAmounts
from diwan.commerce.gateways.answers import items, moment, optional, section, text
from diwan.commerce.gateways.enums import Mode, PaymentState, RefundState, Subject
from diwan.commerce.gateways.errors import BadSettings, Forged, ProviderRefused, Unreadable
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

HOST = "https://api.moyasar.com"
INVOICE = "inv_"
MOST_PAGES = 200
_ID = re.compile(r"[0-9a-f-]{8,64}")
_STATES = {
    "paid": PaymentState.PAID, "captured": PaymentState.PAID, "refunded": PaymentState.PAID,
    "voided": PaymentState.PAID, "failed": PaymentState.FAILED, "canceled": PaymentState.FAILED,
    "expired": PaymentState.FAILED,
}  # fmt: skip


class MoyasarProvider(TellsNoPayouts):
    name = "moyasar"
    title: Any = _("Moyasar")
    site = "https://moyasar.com"
    fields: tuple[Field, ...] = (
        Field("secret_key", _("Secret key"), _("Settings, API keys; begins with sk_."), is_secret=True),
        Field(
            "webhook_secret", _("Webhook secret token"),
            _("Paste it at Moyasar: Settings, Webhooks, all events, POST."),
            is_secret=True, is_required=False, is_made=True,
        ),
    )  # fmt: skip
    capabilities = Capabilities(
        countries=("SA",),
        currencies=frozenset({"SAR", "AED", "BHD", "KWD", "OMR", "QAR", "JOD", "EGP", "USD", "EUR", "GBP"}),
        tells_fees=True,
    )
    amounts = WireAmounts("moyasar")

    def check(self, account: Account) -> None:
        wanted = "sk_live_" if account.mode == Mode.LIVE else "sk_test_"
        if not account.value("secret_key").startswith(wanted):
            raise BadSettings(why=_("the key is of the other mode: test or live."))
        _ask(account, "GET", "/v1/payments", query={"page": "1"})

    def create_checkout(self, account: Account, request: CheckoutRequest) -> CheckoutMade:
        body = {
            "amount": self.amounts.integer(request.amount_minor, request.currency),
            "currency": request.currency,
            "description": request.title[:255],
            "success_url": request.return_url,
            "back_url": request.cancel_url,
            "metadata": {"reference": request.reference},
        }
        made = section(_ask(account, "POST", "/v1/invoices", body=body))
        return CheckoutMade(f"{INVOICE}{text(made, 'id')}", text(made, "url"))

    def read_event(self, account: Account, delivery: Delivery) -> tuple[Event, ...]:
        said = section(read_json(delivery.body))
        token = said.get("secret_token")
        proofs.require_equal(token if isinstance(token, str) else "", account.value("webhook_secret"))
        if said.get("live") is not (account.mode == Mode.LIVE):
            raise Forged
        kind = text(said, "type")
        subject = Subject.PAYMENT if kind.startswith("payment_") else Subject.OTHER
        about = str(optional(said, "data").get("id") or "")
        if subject == Subject.PAYMENT and not _ID.fullmatch(about):
            raise Unreadable
        return (Event(text(said, "id"), kind, subject, about, moment(said.get("created_at"))),)

    def read_return(self, query: Mapping[str, str]) -> str:
        given = query.get("id", "")
        return given if _ID.fullmatch(given) else ""

    def fetch_payment(self, account: Account, external_id: str) -> PaymentTruth:
        if external_id.startswith(INVOICE):
            return self._of_invoice(account, external_id)
        return self._truth(account, section(_ask(account, "GET", f"/v1/payments/{_safe(external_id)}")))

    def refund(self, account: Account, request: RefundRequest) -> RefundTruth:
        """There are no keys here: an earlier try that went through is known by the total that went back."""
        before = self.fetch_payment(account, request.payment_id)
        gone = before.refunded_minor or 0
        if gone < request.done_minor + request.amount_minor:
            body = {"amount": self.amounts.integer(request.amount_minor, request.currency)}
            said = section(_ask(account, "POST", f"/v1/payments/{_safe(request.payment_id)}/refund", body=body))
            gone = self._truth(account, said).refunded_minor or 0
        if gone < request.done_minor + request.amount_minor:
            raise ProviderRefused(provider=self.name, why=str(gone))
        return RefundTruth(f"{request.payment_id}:{gone}", request.amount_minor, RefundState.DONE)

    def list_payments(self, account: Account, since: datetime) -> Iterator[PaymentTruth]:
        page: object = 1
        for _round in range(MOST_PAGES):
            query = {"page": str(page), "created[gt]": since.isoformat()}
            answer = _ask(account, "GET", "/v1/payments", query=query)
            for one in items(answer, "payments"):
                yield self._truth(account, one)
            page = optional(section(answer), "meta").get("next_page")
            if not isinstance(page, int):
                return
        raise Unreadable

    def _of_invoice(self, account: Account, external_id: str) -> PaymentTruth:
        """An invoice is tried until it is paid: what counts is the try that was, else the invoice itself."""
        invoice = section(_ask(account, "GET", f"/v1/invoices/{_safe(external_id.removeprefix(INVOICE))}"))
        tries = [self._truth(account, one) for one in items(invoice, "payments")] if invoice.get("payments") else []
        paid = next((one for one in tries if one.state == PaymentState.PAID), None)
        if paid is not None:
            return paid
        currency = text(invoice, "currency")
        is_over = _STATES.get(text(invoice, "status")) == PaymentState.FAILED
        return PaymentTruth(
            external_id=external_id,
            state=PaymentState.FAILED if is_over else PaymentState.WAITING,
            amount_minor=self.amounts.read(invoice.get("amount"), currency),
            currency=currency,
            mode=_mode(account),
            reference=str(optional(invoice, "metadata").get("reference") or ""),
            checkout_id=external_id,
        )

    def _truth(self, account: Account, payment: dict[str, Any]) -> PaymentTruth:
        status, currency = text(payment, "status"), text(payment, "currency")
        amount = self.amounts.read(payment.get("amount"), currency)
        state = _STATES.get(status, PaymentState.WAITING)
        is_paid, invoice = state == PaymentState.PAID, payment.get("invoice_id")
        return PaymentTruth(
            external_id=text(payment, "id"),
            state=state,
            amount_minor=amount,
            currency=currency,
            mode=_mode(account),
            reference=str(optional(payment, "metadata").get("reference") or ""),
            checkout_id=f"{INVOICE}{invoice}" if invoice else "",
            fee_minor=self.amounts.read(payment.get("fee"), currency) if is_paid else None,
            paid_at=moment(payment.get("updated_at")) if is_paid else None,
            # A void takes everything back before the day is settled.
            refunded_minor=amount if status == "voided" else self.amounts.read(payment.get("refunded", 0), currency),
            why=str(optional(payment, "source").get("message") or "") if state == PaymentState.FAILED else "",
        )


def _mode(account: Account) -> Mode:
    """A key sees its own mode only, so what it was shown is of that mode."""
    return Mode.LIVE if account.value("secret_key").startswith("sk_live_") else Mode.TEST


def _safe(external_id: str) -> str:
    if not _ID.fullmatch(external_id):
        raise ProviderRefused(provider="moyasar", why=external_id[:64])
    return external_id


def _ask(account: Account, method: str, path: str, *, body: Any = None, query: Any = None) -> Any:
    proof = b64encode(f"{account.value('secret_key')}:".encode()).decode()
    headers = {"Authorization": f"Basic {proof}"}
    return call(account, method, f"{account.address or HOST}{path}", headers=headers, json_body=body, query=query).data


PROVIDER = MoyasarProvider()
