"""PayTabs as docs.paytabs.com describes it: sales and refunds by request, queries, signed callbacks."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from diwan.commerce.gateways.protocol import Delivery

from .server import Answer, Asked, Fake

SETTINGS = {"region": "JO", "profile_id": "98765", "server_key": "SLJNRKWBHB-paytabs"}
CURRENCY, FEE = "JOD", None
TIME = "2026-10-05T09:00:00Z"


@dataclass
class PayTabs(Fake):
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    live: bool = False

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != SETTINGS["server_key"]:
            return 401, {"code": 1, "message": "Authentication failed. Check authentication header."}
        if asked.body["profile_id"] != 98765:
            return 403, {"code": 1, "message": "Profile not allowed"}
        if asked.path == "/payment/query":
            return self._query(asked.body)
        return self._refund(asked.body) if asked.body["tran_type"] == "refund" else self._sale(asked.body)

    def pay(self, checkout: str, amount: int | None = None, currency: str = "") -> str:
        row = self.rows[checkout]
        row["payment_result"] = _result("A", "Authorised")
        if amount is not None:
            row["tran_total"] = row["cart_amount"] = f"{Decimal(amount) / 1000:.3f}"
        if currency:
            row["tran_currency"] = currency
        if self.live:
            row["tran_ref"] = "SFT" + checkout[3:]
            self.rows[row["tran_ref"]] = row
        return str(row["tran_ref"])

    def fail(self, checkout: str) -> str:
        self.rows[checkout]["payment_result"] = _result("D", "Declined")
        return checkout

    def refund_there(self, payment: str, amount: int) -> None:
        row = self.rows[payment]
        self._refund(
            {**row, "cart_amount": amount / 1000, "tran_type": "refund", "cart_description": "from the dashboard"}
        )

    def news(self, payment: str, at: datetime, kind: str = "payment_paid") -> Delivery:
        refunds = [one for one in self.rows.values() if one.get("previous_tran_ref") == payment]
        said = refunds[-1] if kind == "refund" else self.rows[payment]
        return signed(json.dumps({**said, "merchant_id": 1, "profile_id": 98765, "ipn_trace": "IPNS0001"}), at)

    def forged(self, news: Delivery) -> list[Delivery]:
        right = news.headers["signature"]
        return [
            replace(news, headers={}),
            replace(news, headers={"signature": right[:-1] + "g"}),
            replace(news, headers={"signature": hashlib.sha256(news.body).hexdigest()}),
            replace(news, body=news.body.replace(b'"A"', b'"B"')),
            replace(news, body=news.body + b" "),
        ]

    def _sale(self, body: dict[str, Any]) -> Answer:
        key = f"TST26278{len(self.rows) + 1:08d}"
        amount = f"{Decimal(str(body['cart_amount'])):.3f}"
        self.rows[key] = {
            "tran_ref": key, "tran_type": "Sale", "cart_id": body["cart_id"], "cart_amount": amount,
            "cart_description": body["cart_description"], "cart_currency": body["cart_currency"], "tran_total": amount,
            "tran_currency": body["cart_currency"], "customer_details": body["customer_details"], "serviceId": 2,
        }  # fmt: skip
        url = f"https://secure-jordan.paytabs.com/payment/page/{key}/start"
        return 200, {**self.rows[key], "callback": body["callback"], "return": body["return"], "redirect_url": url}

    def _refund(self, body: dict[str, Any]) -> Answer:
        sale = self.rows[body["tran_ref"]]
        gone = sum(
            Decimal(one["cart_amount"])
            for one in self.rows.values()
            if one.get("previous_tran_ref") == sale["tran_ref"]
        )
        amount = Decimal(str(body["cart_amount"]))
        key = f"TST26279{len(self.rows) + 1:08d}"
        if sale.get("payment_result", {}).get("response_status") != "A" or gone + amount > Decimal(sale["cart_amount"]):
            return 400, {"code": 206, "message": "Unable to process your request", "trace": "x"}
        written = f"{amount:.3f}"
        self.rows[key] = {
            **sale, "tran_ref": key, "tran_type": "Refund", "previous_tran_ref": sale["tran_ref"],
            "cart_amount": written, "tran_total": written, "cart_description": body["cart_description"],
            "payment_result": _result("A", "Authorised"),
        }  # fmt: skip
        return 200, self.rows[key]

    def _query(self, body: dict[str, Any]) -> Answer:
        if "cart_id" in body:
            return 200, [one for one in self.rows.values() if one["cart_id"] == body["cart_id"]]
        if body["tran_ref"] not in self.rows:
            return 400, {"code": 113, "message": "Transaction not found", "trace": "x"}
        return 200, self.rows[body["tran_ref"]]


def signed(body: str, at: datetime) -> Delivery:
    proof = hmac.new(SETTINGS["server_key"].encode(), body.encode(), hashlib.sha256).hexdigest()
    return Delivery(body.encode(), {"signature": proof, "client-key": "CKKM6"}, {}, at)


def _result(status: str, message: str) -> dict[str, str]:
    return {
        "response_status": status, "response_code": "G72545", "response_message": message, "cvv_result": " ",
        "avs_result": " ", "transaction_time": TIME,
    }  # fmt: skip
