"""Paymob as developers.paymob.com describes it: intentions, passes, inquiries, refunds, callbacks with an hmac."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from diwan.commerce.gateways.protocol import Delivery

from .server import Answer, Asked, Fake

SETTINGS = {
    "region": "EG", "public_key": "egy_pk_test_x", "integration_ids": "4097558, ٧", "secret_key": "egy_sk_test_x",
    "api_key": "ZXlKaGJHY2lPaUpJ", "hmac_secret": "HMAC0F5A",
}  # fmt: skip
CURRENCY, FEE = "EGP", None


@dataclass
class Paymob(Fake):
    orders: dict[int, dict[str, Any]] = field(default_factory=dict)
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    live: bool = False

    def answer(self, asked: Asked) -> Answer:
        proof = asked.headers.get("Authorization", "")
        match asked.path, asked.method:
            case "/api/auth/tokens", "POST":
                right = asked.body["api_key"] == SETTINGS["api_key"]
                return (201, {"token": "pass-of-an-hour"}) if right else (403, {"detail": "incorrect credentials"})
            case "/v1/intention/", "POST" if proof == "Token egy_sk_test_x":
                return self._intend(asked.body)
            case "/api/acceptance/void_refund/refund", "POST" if proof == "Token egy_sk_test_x":
                return self._refund(self.rows[int(asked.body["transaction_id"])], int(asked.body["amount_cents"]))
            case "/api/ecommerce/orders/transaction_inquiry", "POST" if proof == "Bearer pass-of-an-hour":
                mine = [one for one in self.rows.values() if one["order"]["id"] == int(asked.body["order_id"])]
                return (200, mine[-1]) if mine else (404, {"detail": "Not found."})
            case path, "GET" if path.startswith("/api/acceptance/transactions/") and proof == "Bearer pass-of-an-hour":
                key = int(path.rpartition("/")[2])
                return (200, self.rows[key]) if key in self.rows else (404, {"detail": "Not found."})
        return 401, {"detail": "Authentication credentials were not provided."}

    def pay(self, checkout: str, amount: int | None = None, currency: str = "") -> str:
        return self._try(checkout, True, amount, currency)

    def fail(self, checkout: str) -> str:
        return self._try(checkout, False, None, "")

    def refund_there(self, payment: str, amount: int) -> None:
        self._refund(self.rows[int(payment)], amount)

    def news(self, payment: str, at: datetime, kind: str = "payment_paid") -> Delivery:
        refunds = [one for one in self.rows.values() if one.get("parent_transaction") == int(payment)]
        row = refunds[-1] if kind == "refund" else self.rows[int(payment)]
        return Delivery(json.dumps({"type": "TRANSACTION", "obj": row}).encode(), {}, {"hmac": hmac_of(row)}, at)

    def forged(self, news: Delivery) -> list[Delivery]:
        row, right = json.loads(news.body)["obj"], news.query["hmac"]
        changed = [{"amount_cents": 1}, {"currency": "USD"}, {"success": False}, {"id": 5}, {"order": {"id": 9}}]
        body_alone = hmac.new(b"HMAC0F5A", news.body, hashlib.sha512).hexdigest()
        return [
            replace(news, query={}),
            replace(news, query={"hmac": right[:-1] + "g"}),
            replace(news, query={"hmac": body_alone}),
            *(replace(news, body=json.dumps({"type": "TRANSACTION", "obj": row | one}).encode()) for one in changed),
        ]

    def _intend(self, body: dict[str, Any]) -> Answer:
        if sum(one["amount"] * one["quantity"] for one in body["items"]) != body["amount"]:
            return 400, {"detail": "items do not add up"}
        known = [one for one in self.orders.values() if one["merchant_order_id"] == body["special_reference"]]
        if known:
            return 400, {"special_reference": ["this reference was used"]}
        key = 217503754 + len(self.orders)
        self.orders[key] = {"id": key, "merchant_order_id": body["special_reference"], "intention": body}
        return 201, {"id": f"pi_test_{key}", "client_secret": f"egy_csk_test_{key}", "intention_order_id": key}

    def _try(self, checkout: str, success: bool, amount: int | None, currency: str) -> str:
        order = self.orders[int(checkout.removeprefix("order_"))]
        asked, key = order["intention"], 192036465 + len(self.rows)
        self.rows[key] = {
            "id": key, "pending": False, "amount_cents": asked["amount"] if amount is None else amount,
            "success": success, "is_auth": False, "is_capture": False, "is_standalone_payment": True,
            "is_voided": False, "is_refunded": False, "is_3d_secure": True, "integration_id": 4097558,
            "has_parent_transaction": False, "created_at": "2026-10-05T12:33:44.592345", "owner": 302852,
            "currency": currency or asked["currency"], "error_occured": False, "is_live": self.live,
            "refunded_amount_cents": 0, "parent_transaction": None, "is_void": False, "is_refund": False,
            "order": {"id": order["id"], "merchant_order_id": order["merchant_order_id"]},
            "source_data": {"pan": "2346", "type": "card", "sub_type": "MasterCard"},
            "data": {"message": "Approved" if success else "Do not honour"},
        }  # fmt: skip
        return str(key)

    def _refund(self, row: dict[str, Any], amount: int) -> Answer:
        if not row["success"] or row["refunded_amount_cents"] + amount > row["amount_cents"]:
            return 400, {"detail": "Full amount has been already refunded"}
        row["refunded_amount_cents"] += amount
        row["is_refunded"] = True
        key = 192036465 + len(self.rows)
        self.rows[key] = {
            **row, "id": key, "amount_cents": amount, "is_refund": True, "parent_transaction": row["id"],
            "has_parent_transaction": True, "is_refunded": False, "refunded_amount_cents": 0,
        }  # fmt: skip
        return 201, self.rows[key]


def hmac_of(row: dict[str, Any]) -> str:
    """Written out here once more, as the documentation says it, so that it is not ours that proves ours."""
    source, order = row["source_data"], row["order"]
    values = [
        row["amount_cents"], row["created_at"], row["currency"], row["error_occured"], row["has_parent_transaction"],
        row["id"], row["integration_id"], row["is_3d_secure"], row["is_auth"], row["is_capture"], row["is_refunded"],
        row["is_standalone_payment"], row["is_voided"], order["id"], row["owner"], row["pending"], source["pan"],
        source["sub_type"], source["type"], row["success"],
    ]  # fmt: skip
    text = "".join(str(value).lower() if isinstance(value, bool) else str(value) for value in values)
    return hmac.new(b"HMAC0F5A", text.encode(), hashlib.sha512).hexdigest()
