"""The HTTP side: form-encoded requests as the library sends them, idempotency keys, a hosted page, signatures."""

import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe

from .shop import Obj, Shop

KEY, SECRET = "sk_test_fake", "whsec_fake"
_PLURALS = {
    "payment_intents": "payment_intent", "charges": "charge", "refunds": "refund", "disputes": "dispute",
    "invoices": "invoice", "invoice_payments": "invoice_payment", "subscriptions": "subscription",
    "payouts": "payout", "balance_transactions": "balance_transaction", "prices": "price", "products": "product",
    "customers": "customer", "events": "event", "transfers": "transfer", "checkout/sessions": "checkout.session",
}  # fmt: skip


class Refused(Exception):
    def __init__(self, status: int, message: str, code: str = "") -> None:
        self.status, self.message, self.code = status, message, code


class FakeStripe:
    """`with FakeStripe(shop) as fake`: `fake.address` is where the library is pointed."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.answers: dict[str, tuple[str, Obj]] = {}
        self.requests: list[str] = []
        self.told = 0
        self.is_down = False
        self.lock = threading.Lock()

    def __enter__(self) -> "FakeStripe":
        handler = type("Handler", (_Handler,), {"fake": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    # --- events ---

    def signed(self, event: Obj) -> tuple[bytes, dict[str, str]]:
        """Body and headers of a delivery, signed by the library's own hand."""
        body = json.dumps(event)
        header = stripe.WebhookSignature.generate_signature_header(body, SECRET, timestamp=self.shop.now)
        return body.encode(), {"stripe-signature": header}

    def deliver(self, post: Callable[[bytes, dict[str, str]], object]) -> int:
        """Bring every event nobody has heard yet; give how many."""
        news = self.shop.events[self.told :]
        self.told += len(news)
        for event in news:
            post(*self.signed(event))
        return len(news)

    # --- requests ---

    def answer(self, method: str, path: str, said: Obj, key: str, mark: str) -> Obj:
        with self.lock:
            self.requests.append(f"{method} {path}")
            if key and key in self.answers:
                before, known = self.answers[key]
                if before != mark:
                    raise Refused(400, "Keys for idempotent requests can only be used with the same parameters.")
                return known
            made = self._route(method, path, said)
            if key:
                self.answers[key] = (mark, json.loads(json.dumps(made)))
            return made

    def _route(self, method: str, path: str, said: Obj) -> Obj:
        parts = path.removeprefix("/v1/")
        special = {
            ("POST", "checkout/sessions"): self._session, ("POST", "refunds"): self._refund,
            ("POST", "prices"): self._price, ("POST", "billing_portal/sessions"): self._portal,
            ("POST", "transfers"): self._transfer, ("GET", "balance"): lambda _said: self.shop.balance(),
        }  # fmt: skip
        if (method, parts) in special:
            return special[method, parts](said)
        if method == "GET" and parts in _PLURALS:
            return self._list(path, _PLURALS[parts], said)
        plural, _, own = parts.rpartition("/")
        if plural not in _PLURALS or own not in self.shop.objects:
            raise Refused(404, f"No such object: '{own}'", "resource_missing")
        if method == "POST" and plural == "subscriptions":
            return self._change(self.shop.objects[own], said)
        if method != "GET":
            raise Refused(405, "not here")
        return self.expanded(self.shop.objects[own], said.get("expand", []))

    def _session(self, said: Obj) -> Obj:
        (line,) = said["line_items"]
        price = dict(line["price_data"], unit_amount=int(line["price_data"]["unit_amount"]))
        if price.get("currency") in {"kwd", "bhd", "jod", "omr", "tnd"} and price["unit_amount"] % 10:
            raise Refused(400, "three-decimal amounts must be multiples of 10")
        mark = said.get("payment_intent_data") or said.get("subscription_data") or {}
        made = self.shop.make(
            "cs_test", "checkout.session", mode=said["mode"], status="open", payment_status="unpaid",
            amount_total=price["unit_amount"], currency=price["currency"], payment_intent=None, invoice=None,
            client_reference_id=said.get("client_reference_id"), customer_email=said.get("customer_email"),
            success_url=said["success_url"], cancel_url=said["cancel_url"], subscription=None, _price=price,
            _intent_metadata=mark.get("metadata", {}),
        )  # fmt: skip
        made["url"] = f"{self.address}/pay/{made['id']}"
        return made

    def _price(self, said: Obj) -> Obj:
        product = self.shop.make("prod", "product", name=said["product_data"]["name"])
        facts = {"currency": said["currency"], "recurring": said.get("recurring"), "product": product["id"]}
        return self.shop.make("price", "price", unit_amount=int(said["unit_amount"]), **facts)

    def _refund(self, said: Obj) -> Obj:
        amount = int(said["amount"]) if "amount" in said else None
        try:
            return self.shop.refund(said["payment_intent"], amount, said.get("metadata", {}))
        except ValueError as error:
            raise Refused(400, str(error)) from error

    def _portal(self, said: Obj) -> Obj:
        if said["customer"] not in self.shop.objects:
            raise Refused(404, "No such customer", "resource_missing")
        made = self.shop.make("bps", "billing_portal.session", **said)
        made["url"] = f"{self.address}/portal/{made['id']}"
        return made

    def _transfer(self, said: Obj) -> Obj:
        return self.shop.transfer(int(said["amount"]), said["currency"], said["destination"])

    def _change(self, one: Obj, said: Obj) -> Obj:
        if "cancel_at_period_end" in said:
            one["cancel_at_period_end"] = said["cancel_at_period_end"] == "true"
            self.shop.tell("customer.subscription.updated", one)
        if "items" in said:
            self.shop.change_price(one, self.shop.objects[said["items"][0]["price"]])
        return one

    def _list(self, path: str, kind: str, said: Obj) -> Obj:
        rows = sorted(self.shop.all(kind), key=lambda one: (-one["created"], one["id"]))
        wish = {name: value for name, value in said.items() if name not in {"limit", "expand", "starting_after"}}
        since = int(wish.pop("created", {}).get("gte", 0))
        rows = [one for one in rows if one["created"] >= since and all(_fits(one, *part) for part in wish.items())]
        if "starting_after" in said:
            ids = [one["id"] for one in rows]
            rows = rows[ids.index(said["starting_after"]) + 1 :]
        most = int(said.get("limit", 10))
        paths = [one.removeprefix("data.") for one in said.get("expand", [])]
        shown = [self.expanded(one, paths) for one in rows[:most]]
        return {"object": "list", "url": path, "has_more": len(rows) > most, "data": shown}

    def expanded(self, one: Obj, paths: list[str]) -> Obj:
        shown = json.loads(json.dumps(one))
        for path in paths:
            place, steps = shown, path.split(".")
            for step in steps:
                if isinstance(place.get(step), str):
                    place[step] = json.loads(json.dumps(self.shop.objects[place[step]]))
                if not isinstance(place.get(step), dict):
                    break
                place = place[step]
        return shown


def _fits(one: Obj, name: str, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return all(_fits(one.get(name) or {}, *part) for part in wanted.items())
    return one.get(name) == wanted


def decoded(text: str) -> Obj:
    """a[b][0][c]=1 as nested dictionaries, lists where all names are numbers."""
    said: Obj = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        place, steps = said, re.findall(r"[^\[\]]+", name)
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        place[steps[-1]] = value
    return _listed(said)


def _listed(said: Any) -> Any:
    if not isinstance(said, dict):
        return said
    if said and all(name.isdigit() for name in said):
        return [_listed(said[name]) for name in sorted(said, key=int)]
    return {name: _listed(value) for name, value in said.items()}


class _Handler(BaseHTTPRequestHandler):
    fake: FakeStripe

    def log_message(self, *_words: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if parts.path.startswith("/pay/"):
            self._page(method, parts.path.removeprefix("/pay/"), decoded(body))
            return
        try:
            if self.fake.is_down:
                raise Refused(503, "down")
            if self.headers.get("Authorization") != f"Bearer {KEY}":
                raise Refused(401, "Invalid API Key provided")
            said = decoded(parts.query if method == "GET" else body)
            key = self.headers.get("Idempotency-Key", "")
            status, answer = 200, self.fake.answer(method, parts.path, said, key, f"{parts.path} {body}")
        except Refused as error:
            kind = "invalid_request_error" if error.status < 500 else "api_error"
            status, answer = error.status, {"error": {"type": kind, "message": error.message, "code": error.code}}
        self._send(status, json.dumps(answer).encode(), "application/json")

    def _page(self, method: str, session_id: str, said: Obj) -> None:
        """The hosted page: a form with one question, the card."""
        session = self.fake.shop.objects.get(session_id)
        if session is None:
            self._send(404, b"no such page", "text/plain")
        elif method == "POST":
            with self.fake.lock:
                self.fake.shop.finish(session_id, card=said.get("card", "ok"))
            self._send(303, b"", "text/plain", {"Location": session["success_url"]})
        else:
            form = '<form method="post"><button name="card" value="ok">Pay</button></form>'
            self._send(200, form.encode(), "text/html")

    def _send(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Request-Id": "req_fake", **(more or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
