"""Moyasar as docs.moyasar.com describes it: invoices, payments, one refund after another on a payment, webhooks."""

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from diwan.commerce.gateways.protocol import Delivery

from .server import Answer, Asked, Fake

SETTINGS = {"secret_key": "sk_test_moyasar", "webhook_secret": "a secret of the hook"}
CURRENCY, FEE = "SAR", 325


@dataclass
class Moyasar(Fake):
    invoices: dict[str, dict[str, Any]] = field(default_factory=dict)
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    live: bool = False

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Basic " + b64encode(b"sk_test_moyasar:").decode():
            return 401, {"type": "authentication_error", "message": "Invalid authorization credentials"}
        match [part for part in asked.path.split("/") if part][1:], asked.method:
            case ["invoices"], "POST":
                return 201, self._make_invoice(asked.body)
            case ["invoices", key], "GET" if key in self.invoices:
                mine = [row for row in self.payments.values() if row["invoice_id"] == key]
                return 200, {**self.invoices[key], "payments": mine}
            case ["payments"], "GET":
                return 200, self._list(asked)
            case ["payments", key], "GET" if key in self.payments:
                return 200, self.payments[key]
            case ["payments", key, "refund"], "POST" if key in self.payments:
                return self._refund(self.payments[key], asked.body["amount"])
        return 404, {"type": "record_not_found", "message": "Object not found"}

    def pay(self, checkout: str, amount: int | None = None, currency: str = "") -> str:
        invoice = self.invoices[checkout.removeprefix("inv_")]
        return self._try(invoice, "paid", amount, currency)

    def fail(self, checkout: str) -> str:
        return self._try(self.invoices[checkout.removeprefix("inv_")], "failed", None, "")

    def refund_there(self, payment: str, amount: int) -> None:
        self._refund(self.payments[payment], amount)

    def news(self, payment: str, at: datetime, kind: str = "payment_paid") -> Delivery:
        body = {
            "id": str(uuid4()), "type": kind, "created_at": at.isoformat(), "secret_token": SETTINGS["webhook_secret"],
            "account_name": None, "live": self.live, "data": self.payments[payment],
        }  # fmt: skip
        return Delivery(json.dumps(body).encode(), {"content-type": "application/json"}, {}, at)

    def forged(self, news: Delivery) -> list[Delivery]:
        said = json.loads(news.body)
        return [
            Delivery(json.dumps({**said, "secret_token": token}).encode(), {}, {}, news.at)
            for token in ("", "a secret of the hooK", None, 5)
        ]

    def _make_invoice(self, body: dict[str, Any]) -> dict[str, Any]:
        key = str(uuid4())
        self.invoices[key] = {
            "id": key, "status": "initiated", "logo_url": None, "expired_at": None, **body,
            "amount_format": f"{body['amount'] / 100:.2f} {body['currency']}", "created_at": _now(),
            "url": f"https://checkout.moyasar.com/invoices/{key}?lang=en", "updated_at": _now(),
        }  # fmt: skip
        return self.invoices[key]

    def _try(self, invoice: dict[str, Any], status: str, amount: int | None, currency: str) -> str:
        key, is_paid = str(uuid4()), status == "paid"
        self.payments[key] = {
            "id": key, "status": status, "amount": invoice["amount"] if amount is None else amount,
            "fee": FEE if is_paid else 0, "currency": currency or invoice["currency"], "refunded": 0,
            "refunded_at": None, "captured": 0, "captured_at": None, "voided_at": None,
            "description": invoice["description"], "invoice_id": invoice["id"], "ip": None, "created_at": _now(),
            "updated_at": _now(), "metadata": invoice["metadata"],
            "source": {"type": "creditcard", "company": "mada", "message": "APPROVED" if is_paid else "DECLINED"},
        }  # fmt: skip
        invoice["status"] = "paid" if is_paid else invoice["status"]
        return key

    def _refund(self, payment: dict[str, Any], amount: int) -> Answer:
        if payment["status"] not in {"paid", "refunded"} or payment["refunded"] + amount > payment["amount"]:
            return 400, {"type": "invalid_request_error", "message": "Refund amount is more than what is left"}
        payment["refunded"] += amount
        payment["status"], payment["refunded_at"] = "refunded", _now()
        return 200, payment

    def _list(self, asked: Asked) -> dict[str, Any]:
        page = int(asked.query.get("page", "1"))
        rows = list(self.payments.values())[::-1]
        is_more = len(rows) > page * 2
        meta = {"current_page": page, "next_page": page + 1 if is_more else None, "total_count": len(rows)}
        return {"payments": rows[(page - 1) * 2 : page * 2], "meta": meta}


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
