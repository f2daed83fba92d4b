"""What Stripe keeps on its side: objects by id, a clock, a balance; and what happens there by itself."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Obj = dict[str, Any]
FEE_BP, FEE_FIXED, DISPUTE_FEE = 290, 30, 1500
DAY = 86_400
RETRIES = (3 * DAY, 5 * DAY)


class Shop:
    """`tell(event)` is called with each event as it happens."""

    def __init__(self, *, now: datetime, livemode: bool = False) -> None:
        self.now = int(now.timestamp())
        self.livemode = livemode
        self.objects: dict[str, Obj] = {}
        self.events: list[Obj] = []
        self.count = 0
        self.fx: dict[str, tuple[str, int, int]] = {}

    # --- objects ---

    def make(self, prefix: str, kind: str, **facts: Any) -> Obj:
        self.count += 1
        one = {"id": f"{prefix}_{self.count:024d}", "object": kind, "created": self.now, "livemode": self.livemode}
        one |= facts
        self.objects[one["id"]] = one
        return one

    def all(self, kind: str) -> list[Obj]:
        return [one for one in self.objects.values() if one["object"] == kind]

    def tell(self, kind: str, about: Obj) -> None:
        self.events.append(self.make("evt", "event", type=kind, data={"object": dict(about)}, api_version="fake"))

    def move(self, kind: str, amount: int, fee: int, currency: str, source: str) -> Obj:
        """A line of the balance; settled in another currency where `fx` says (currency, numerator, denominator)."""
        facts: Obj = {"exchange_rate": None}
        if currency in self.fx:
            currency, over, under = self.fx[currency]
            amount, fee = amount * over // under, fee * over // under
            facts = {"exchange_rate": over / under}
        return self.make(
            "txn", "balance_transaction", type=kind, amount=amount, fee=fee, net=amount - fee, currency=currency,
            source=source, **facts,
        )  # fmt: skip

    def balance(self) -> Obj:
        sums: dict[str, int] = {}
        for line in self.all("balance_transaction"):
            sums[line["currency"]] = sums.get(line["currency"], 0) + line["net"]
        lines = [{"currency": currency, "amount": amount} for currency, amount in sorted(sums.items())]
        return {"object": "balance", "available": lines, "pending": [], "livemode": self.livemode}

    # --- paying ---

    def charge(self, amount: int, currency: str, *, card: str, metadata: Obj, customer: str | None = None) -> Obj:
        """A payment intent that succeeded, or one whose card was declined."""
        intent = self.make(
            "pi", "payment_intent", amount=amount, currency=currency, status="requires_payment_method",
            metadata=metadata, customer=customer, latest_charge=None, last_payment_error=None,
        )  # fmt: skip
        if card == "declined":
            intent["last_payment_error"] = {"code": "card_declined", "message": "Your card was declined."}
            self.tell("payment_intent.payment_failed", intent)
            return intent
        charge = self.make(
            "ch", "charge", amount=amount, currency=currency, payment_intent=intent["id"], amount_refunded=0,
            disputed=False, refunded=False,
        )  # fmt: skip
        fee = amount * FEE_BP // 10_000 + FEE_FIXED
        charge["balance_transaction"] = self.move("charge", amount, fee, currency, charge["id"])["id"]
        intent |= {"status": "succeeded", "latest_charge": charge["id"]}
        self.tell("charge.succeeded", charge)
        self.tell("payment_intent.succeeded", intent)
        return intent

    def finish(self, session_id: str, *, card: str = "ok") -> None:
        """The payer sends the hosted page's form."""
        session = self.objects[session_id]
        if session["status"] != "open":
            return
        if session["mode"] == "payment":
            intent = self.charge(
                session["amount_total"], session["currency"], card=card, metadata=session["_intent_metadata"]
            )
            if intent["status"] != "succeeded":
                return
            session["payment_intent"] = intent["id"]
        elif not self._subscribe(session, card):
            return
        session |= {"status": "complete", "payment_status": "paid"}
        self.tell("checkout.session.completed", session)

    def expire(self, session_id: str) -> None:
        self.objects[session_id] |= {"status": "expired"}
        self.tell("checkout.session.expired", self.objects[session_id])

    # --- renewing ---

    def _subscribe(self, session: Obj, card: str) -> bool:
        if card == "declined":
            return False
        customer = self.make("cus", "customer", email=session["customer_email"], _card=card)
        item = {
            "id": f"si_{session['id']}", "object": "subscription_item", "price": session["_price"],
            "current_period_start": self.now, "current_period_end": next_month(self.now, session["_price"]),
        }  # fmt: skip
        made = self.make(
            "sub", "subscription", status="active", customer=customer["id"], metadata=session["_intent_metadata"],
            items={"object": "list", "data": [item]}, cancel_at_period_end=False, _tries=0, _retry_at=None,
        )  # fmt: skip
        self.tell("customer.subscription.created", made)
        invoice = self._invoice(made, session["amount_total"], "subscription_create")
        session |= {"subscription": made["id"], "invoice": invoice["id"], "customer": customer["id"]}
        return True

    def _invoice(self, subscription: Obj, amount: int, why: str) -> Obj:
        price = subscription["items"]["data"][0]["price"]
        invoice = self.make(
            "in", "invoice", amount_due=amount, currency=price["currency"], status="open", billing_reason=why,
            customer=subscription["customer"],
            parent={
                "type": "subscription_details",
                "subscription_details": {"subscription": subscription["id"], "metadata": subscription["metadata"]},
            },
        )  # fmt: skip
        self.collect(subscription, invoice)
        return invoice

    def collect(self, subscription: Obj, invoice: Obj) -> bool:
        """Try the customer's card for an invoice: paid, or past due with another try to come."""
        customer = self.objects[subscription["customer"]]
        intent = self.charge(
            invoice["amount_due"], invoice["currency"], card=customer["_card"], metadata={}, customer=customer["id"]
        )
        paid = intent["status"] == "succeeded"
        self.make(
            "inpay", "invoice_payment", invoice=invoice["id"], status="paid" if paid else "open",
            payment={"type": "payment_intent", "payment_intent": intent["id"]},
        )  # fmt: skip
        invoice["status"] = "paid" if paid else "open"
        self.tell("invoice.paid" if paid else "invoice.payment_failed", invoice)
        self._stand(subscription, "active" if paid else "past_due")
        return paid

    def _stand(self, subscription: Obj, status: str) -> None:
        if subscription["status"] != status:
            subscription["status"] = status
            kind = "deleted" if status == "canceled" else "updated"
            self.tell(f"customer.subscription.{kind}", subscription)

    def change_price(self, subscription: Obj, price: Obj) -> None:
        """Another price at once: the difference for the rest of the period is invoiced now."""
        item = subscription["items"]["data"][0]
        start, end = item["current_period_start"], item["current_period_end"]
        due = (price["unit_amount"] - item["price"]["unit_amount"]) * (end - self.now) // (end - start)
        item["price"] = price
        self.tell("customer.subscription.updated", subscription)
        if due > 0:
            self._invoice(subscription, due, "subscription_update")

    def advance(self, to: datetime, hear: Callable[[], None] = lambda: None) -> None:
        """Let time pass: renewals, other tries of failed cards, payouts that arrive. `hear` after each step."""
        end = int(to.timestamp())
        while steps := [(at, key) for at, key in self._due() if at <= end]:
            at, key = min(steps)
            self.now = max(self.now, at)
            self._happen(self.objects[key])
            hear()
        self.now = end

    def _due(self) -> list[tuple[int, str]]:
        found = []
        for one in self.all("subscription"):
            if one["status"] == "past_due":
                found.append((one["_retry_at"], one["id"]))
            elif one["status"] == "active":
                found.append((one["items"]["data"][0]["current_period_end"], one["id"]))
        return found + [(one["arrival_date"], one["id"]) for one in self.all("payout") if one["status"] == "pending"]

    def _happen(self, one: Obj) -> None:
        if one["object"] == "payout":
            one["status"] = "paid"
            self.tell("payout.paid", one)
        elif one["status"] == "past_due":
            self._try_again(one)
        elif one["cancel_at_period_end"]:
            self._stand(one, "canceled")
        else:
            item = one["items"]["data"][0]
            item["current_period_start"] = item["current_period_end"]
            item["current_period_end"] = next_month(item["current_period_end"], item["price"])
            invoice = self._invoice(one, item["price"]["unit_amount"], "subscription_cycle")
            one |= {"_tries": 0, "_retry_at": self.now + RETRIES[0], "latest_invoice": invoice["id"]}

    def _try_again(self, one: Obj) -> None:
        one["_tries"] += 1
        if self.collect(one, self.objects[one["latest_invoice"]]):
            return
        if one["_tries"] >= len(RETRIES):
            self._stand(one, "canceled")
        else:
            one["_retry_at"] = self.now + RETRIES[one["_tries"]]

    # --- going back ---

    def refund(self, intent_id: str, amount: int | None, metadata: Obj) -> Obj:
        charge = self.objects[self.objects[intent_id]["latest_charge"]]
        left = charge["amount"] - charge["amount_refunded"]
        amount = left if amount is None else amount
        if not 0 < amount <= left:
            raise ValueError(f"Refund amount is greater than unrefunded amount on charge ({left})")
        made = self.make(
            "re", "refund", amount=amount, currency=charge["currency"], charge=charge["id"], payment_intent=intent_id,
            status="succeeded", metadata=metadata,
        )  # fmt: skip
        made["balance_transaction"] = self.move("refund", -amount, 0, charge["currency"], made["id"])["id"]
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        self.tell("refund.created", made)
        self.tell("charge.refunded", charge)
        return made

    def dispute(self, intent_id: str, amount: int | None = None) -> Obj:
        charge = self.objects[self.objects[intent_id]["latest_charge"]]
        amount = charge["amount"] - charge["amount_refunded"] if amount is None else amount
        made = self.make(
            "dp", "dispute", amount=amount, currency=charge["currency"], charge=charge["id"], payment_intent=intent_id,
            status="needs_response", reason="fraudulent", evidence_details={"due_by": self.now + 9 * DAY},
        )  # fmt: skip
        made["balance_transactions"] = [self.move("adjustment", -amount, DISPUTE_FEE, charge["currency"], made["id"])]
        charge["disputed"] = True
        self.tell("charge.dispute.created", made)
        self.tell("charge.dispute.funds_withdrawn", made)
        return made

    def decide(self, dispute_id: str, status: str) -> None:
        made = self.objects[dispute_id]
        made["status"] = status
        if status == "won":
            back = self.move("adjustment", made["amount"], -DISPUTE_FEE, made["currency"], made["id"])
            made["balance_transactions"].append(back)
            self.tell("charge.dispute.funds_reinstated", made)
        self.tell("charge.dispute.closed", made)

    def pay_out(self, amount: int, currency: str) -> Obj:
        made = self.make(
            "po", "payout", amount=amount, currency=currency, status="pending", arrival_date=self.now + 2 * DAY
        )
        self.move("payout", -amount, 0, currency, made["id"])
        self.tell("payout.created", made)
        return made

    def transfer(self, amount: int, currency: str, destination: str) -> Obj:
        made = self.make("tr", "transfer", amount=amount, currency=currency, destination=destination)
        self.move("transfer", -amount, 0, currency, made["id"])
        self.tell("transfer.created", made)
        return made


def next_month(stamp: int, price: Obj) -> int:
    """The same day of the next month or year, the last one where there is none."""
    at = datetime.fromtimestamp(stamp, UTC)
    months = 12 if price["recurring"]["interval"] == "year" else 1
    year, month = at.year + (at.month - 1 + months) // 12, (at.month - 1 + months) % 12 + 1
    for day in range(at.day, 0, -1):
        try:
            return int(at.replace(year=year, month=month, day=day).timestamp())
        except ValueError:
            continue
    raise AssertionError
