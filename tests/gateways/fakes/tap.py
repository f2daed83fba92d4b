"""Tap as developers.tap.company describes it: charges, refunds, their lists, and hashed posts."""

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from diwan.commerce.gateways.protocol import Delivery

from .server import Answer, Asked, Fake

SETTINGS = {"secret_key": "sk_test_tap", "merchant_id": ""}
CURRENCY, FEE = "KWD", None
STAMP = "1791190800000"


@dataclass
class Tap(Fake):
    charges: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    live: bool = False

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer sk_test_tap":
            return 401, {"errors": [{"code": "2104", "description": "Unauthorized"}]}
        match [part for part in asked.path.split("/") if part], asked.method:
            case ["charges"], "POST":
                return 200, self._charge(asked.body)
            case ["charges", "list"], "POST":
                return 200, _page("charges", self.charges, asked.body)
            case ["refunds", "list"], "POST":
                return 200, _page("refunds", self.refunds, asked.body)
            case ["refunds"], "POST" if asked.body["charge_id"] in self.charges:
                return self._refund(asked.body)
            case ["charges", key], "GET" if key in self.charges:
                return 200, self.charges[key]
        return 404, {"errors": [{"code": "1143", "description": "Charge not found"}]}

    def pay(self, checkout: str, amount: int | None = None, currency: str = "") -> str:
        charge = self.charges[checkout]
        charge["status"], charge["response"] = "CAPTURED", {"code": "000", "message": "Captured"}
        charge["reference"] |= {"gateway": "123456789", "payment": "4521232412521"}
        charge["currency"] = currency or charge["currency"]
        charge["amount"] = charge["amount"] if amount is None else amount / 1000
        charge["live_mode"] = self.live
        return checkout

    def fail(self, checkout: str) -> str:
        self.charges[checkout] |= {"status": "DECLINED", "response": {"code": "507", "message": "Declined by the bank"}}
        return checkout

    def refund_there(self, payment: str, amount: int) -> None:
        self._refund({"charge_id": payment, "amount": amount / 1000, "currency": "KWD", "reason": "x", "reference": {}})

    def news(self, payment: str, at: datetime, kind: str = "payment_paid") -> Delivery:
        said = next((one for one in self.refunds.values() if kind == "refund"), self.charges[payment])
        return Delivery(
            json.dumps(said).encode(), {"hashstring": hash_of(said, 3 if said["currency"] == "KWD" else 2)}, {}, at
        )

    def forged(self, news: Delivery) -> list[Delivery]:
        said = json.loads(news.body)
        right = news.headers["hashstring"]
        two = {"hashstring": hash_of(said, 2)}
        changed = [{"amount": 1}, {"currency": "BHD"}, {"status": "INITIATED"}, {"id": "chg_other"}]
        return [
            replace(news, headers={}),
            replace(news, headers={"hashstring": right[:-1] + "g"}),
            replace(news, headers=two),
            *(replace(news, body=json.dumps(said | other).encode()) for other in changed),
        ]

    def _charge(self, body: dict[str, Any]) -> dict[str, Any]:
        same = (
            one for one in self.charges.values() if one["reference"]["idempotent"] == body["reference"]["idempotent"]
        )
        key = f"chg_TS{len(self.charges) + 1:018d}"
        url = f"https://sandbox.payments.tap.company/?chg={key}"
        known = next(same, None)
        charge = known or {
            "id": key, "object": "charge", "live_mode": False, "api_version": "V2", "status": "INITIATED",
            "amount": body["amount"], "currency": body["currency"], "threeDSecure": True, "source": body["source"],
            "description": body["description"], "metadata": {}, "reference": dict(body["reference"]),
            "transaction": {"timezone": "UTC+03:00", "created": STAMP, "url": url}, "customer": body["customer"],
            "response": {"code": "100", "message": "Initiated"}, "redirect": body["redirect"], "post": body["post"],
        }  # fmt: skip
        self.charges[charge["id"]] = charge
        return charge

    def _refund(self, body: dict[str, Any]) -> Answer:
        charge = self.charges[body["charge_id"]]
        gone = sum(one["amount"] for one in self.refunds.values() if one["charge_id"] == charge["id"])
        if charge["status"] != "CAPTURED" or gone + body["amount"] > charge["amount"]:
            return 400, {"errors": [{"code": "1153", "description": "Refund amount is not valid"}]}
        key = f"re_TS{len(self.refunds) + 1:018d}"
        said = {**body, "id": key, "object": "refund", "status": "REFUNDED", "created": STAMP, "live_mode": self.live}
        said["reference"] = {**body["reference"], "gateway": "987", "payment": "654"}
        self.refunds[key] = said
        return 200, said


def hash_of(said: dict[str, Any], places: int) -> str:
    """Written out here once more, as the documentation says it, so that it is not ours that proves ours."""
    amount = f"{Decimal(str(said['amount'])):.{places}f}"
    created = said["transaction"]["created"] if "transaction" in said else said["created"]
    text = f"x_id{said['id']}x_amount{amount}x_currency{said['currency']}"
    text += f"x_gateway_reference{said['reference'].get('gateway', '')}"
    text += f"x_payment_reference{said['reference'].get('payment', '')}"
    text += f"x_status{said['status']}x_created{created}"
    return hmac.new(b"sk_test_tap", text.encode(), hashlib.sha256).hexdigest()


def _page(name: str, rows: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """Two to a page, whatever was asked for."""
    keys = list(rows)
    start = keys.index(body["starting_after"]) + 1 if "starting_after" in body else 0
    return {"object": "list", "has_more": len(keys) > start + 2, name: [rows[key] for key in keys[start : start + 2]]}
