"""Draw deeds from a seed, do each through the doors and in the model, and compare."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from diwan.kernel.errors import DiwanError

from .doors import TILLS, Doors
from .ledger_audit import Audit, Query
from .model_books import Books, Disagreement, Refused, end_of, local_day, month_of, plus
from .model_close import CloseModel, Terms
from .model_desk import Batch, DeskModel, Gift, Payout
from .model_till import Order, Receipt, TillModel

START = datetime(2026, 1, 2, 9, tzinfo=UTC)
FIRST = "2026-01"
PEOPLE = 7
# kind → how often it is drawn
DEEDS = {
    "order": 10, "tip": 8, "hold": 4, "approve": 20, "provider": 14, "refund": 8, "refund_receipt": 3,
    "charge_back": 5, "release_held": 4, "return_held": 2, "cancel": 3, "receipt": 6, "cost": 2, "recognise": 2,
    "close": 5, "post": 6, "replay": 4, "release_holds": 1, "draft": 4, "approve_batch": 4, "cancel_batch": 1,
    "send": 6, "fail": 2, "confirm": 3, "donate": 2, "take_back_gift": 1, "method": 1, "erase": 1, "wait": 8,
    "again": 5,
}  # fmt: skip


def plan_of(terms: Terms, currency: str) -> dict[str, object]:
    """The machine's plan, as the community would write it down."""
    return {
        "plan": "machine", "version": 1, "currency": currency, "period": "month", "dust_to": "acct:community",
        "waterfalls": [
            {"name": "directed", "from": ["tip", "service"], "lines": [
                {"name": "owner", "take": {"bps": terms.directed_bp}, "to": "acct:owner"},
                {"name": "people", "take": "rest", "to": "pool:gifts"},
            ]},
            {"name": "plain", "from": ["membership", "product", "sponsor"], "lines": [
                {"name": "owner", "take": {"bps": terms.plain_bp}, "to": "acct:owner"},
                {"name": "all", "take": "rest", "to": "acct:community"},
            ]},
        ],
        "pools": {"gifts": {"rule": "directed"}},
        "holdback": {"bps": terms.hold_bp, "periods": terms.hold_months},
    }  # fmt: skip


class Machine:
    """One community: the doors, the model, and what the model's things are called there."""

    def __init__(self, *, slug: str, seed: str, query: Query) -> None:
        self.random, self.at = Random(seed), START
        draw = self.random
        self.currency = draw.choice(("SAR", "KWD", "JPY"))
        terms = Terms(draw.choice((0, 500, 1234)), draw.choice((1000, 3333)), draw.choice((0, 1000, 2500)), 2)
        self.doors = Doors(slug=slug, currency=self.currency, tax_bp=draw.choice((0, 1500, 1600)), at=START)
        self.audit = Audit(query, self.doors.scope)
        self.books = Books()
        self.till = TillModel(self.books)
        self.close_ = CloseModel(self.books, self.till, terms)
        self.desk = DeskModel(self.books)
        self.doors.adopt(plan_of(terms, self.currency), FIRST, START)
        self.offers = [
            (self.doors.offer("membership", "month", draw.randint(900, 9_000), START), 1),
            (self.doors.offer("membership", "year", draw.randint(17, 70_000), START), 12),
            (self.doors.offer("product", "once", draw.randint(50, 5_000), START), 0),
            (self.doors.offer("course", "once", draw.randint(50, 5_000), START), 0),
        ]
        self.kinds = dict(
            zip((one for one, _m in self.offers), ("membership", "membership", "product", "course"), strict=True)
        )
        self.alive: list[str] = []
        self.orders: dict[int, Order] = {}
        self.receipts: dict[int, Receipt] = {}
        self.batches: dict[int, Batch] = {}
        self.payouts: dict[int, Payout] = {}
        self.gifts: dict[int, Gift] = {}
        self.next_close = FIRST
        self.unposted = ""
        self.posted: list[str] = []
        self.refs: list[tuple[int, int, int, str]] = []
        self.back_refs: list[tuple[int, int, int, str]] = []
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.last = ""
        for _one in range(PEOPLE):
            self._join()

    def step(self) -> None:
        """One deed, drawn. Raises Disagreement."""
        kind = self.random.choices(list(DEEDS), list(DEEDS.values()))[0]
        self.at += timedelta(minutes=self.random.randint(1, 600))
        getattr(self, f"_{kind}")()

    def compare(self) -> None:
        """Balances, orders and payouts against the model, every invariant against the tables. Raises Disagreement."""
        found = self.audit.findings(self.posted)
        found += _differences("balance", self.audit.balances(), self.books.standing())
        orders = {pk: (one.status, one.paid, one.held, one.fee) for pk, one in self.orders.items()}
        found += _differences("order", self.audit.orders(), orders)
        sent = {pk: (one.party, one.amount, one.status) for pk, one in self.payouts.items()}
        found += _differences("payout", self.audit.payouts(), sent)
        if found:
            raise Disagreement(f"after {self.last}: " + "; ".join(found[:8]))

    def finish(self) -> None:
        """Close what can be closed, play all refunds again: nothing may be left to recover."""
        if self.unposted:
            self._post()
        self._replay()
        self.compare()
        if left := self.audit.balances().get(("assets:refunds_to_recover", ""), 0):
            raise Disagreement(f"(6) {left} are still to be recovered")
        if found := self.doors.check():
            raise Disagreement(f"the program's own check says {found[:3]}")

    def _both(self, kind: str, door: Callable[[], object], model: Callable[[], object]) -> tuple[object, object] | None:
        """Do a deed in both worlds; None when both refuse it."""
        self.last = f"{kind} at {self.at:%Y-%m-%d %H:%M}"
        try:
            there: object = door()
            refused = ""
        except DiwanError as error:
            there, refused = None, type(error).__name__
        try:
            here = model()
        except Refused as why:
            if not refused:
                raise Disagreement(f"{self.last}: done, though {why}") from None
            self.refused[kind] += 1
            return None
        if refused:
            raise Disagreement(f"{self.last}: refused as {refused}, though the model would")
        self.done[kind] += 1
        return there, here

    def _pick(self, found: dict[int, object]) -> int:
        """Late ones more often than early ones."""
        keys = list(found)
        return keys[max(self.random.randrange(len(keys)), self.random.randrange(len(keys)))]

    def _amount(self, whole: int) -> int:
        """A part of it, all of it, or a little more."""
        return self.random.choice(
            (self.random.randint(1, max(whole, 1)), max(whole, 1), max(whole, 1) + self.random.randint(1, 400))
        )

    # People

    def _join(self) -> None:
        party = self.doors.join(self.at)
        self.close_.joined[party] = self.at
        self.alive.append(party)
        if self.random.random() < 0.9:
            self._name(party, "first")

    def _name(self, party: str, text: str) -> None:
        self._both(
            "method", lambda: self.doors.name_method(party, text, self.at),
            lambda: self.desk.name_method(party, text, self.at),
        )  # fmt: skip

    def _method(self) -> None:
        self._name(self.random.choice(self.alive), self.random.choice(("first", "second")))

    def _erase(self) -> None:
        if self.random.random() < 0.5:
            party = self.random.choice(self.alive)
            self._both("erase", lambda: self.doors.erase(party, self.at), lambda: self.desk.forget(party))
            self.alive.remove(party)
            self._join()

    # The till

    def _order(self) -> None:
        payer, (offer, months), method = self.random.choice(self.alive), self.random.choice(self.offers), self._till()

        def model() -> Order:
            return self._standing(payer, offer, months, method)

        self._opened("order", lambda: self.doors.order(payer, offer, method, self.at), model)

    def _standing(self, payer: str, offer: int, months: int, method: str) -> Order:
        mine = [one for one in self.orders.values() if one.payer == payer and one.offer == str(offer)]
        for one in mine:
            if one.status == "paid" and not months:
                return one
        for one in mine:
            if one.is_open:
                one.method = method
                return one
        price = self._prices()[offer]
        order = Order(payer, self.kinds[offer], price, self.doors.tax_bp, method, offer=str(offer), months=months)
        self.till.open_order(order, self.at)
        return order

    def _prices(self) -> dict[int, int]:
        if not hasattr(self, "_price_list"):
            rows = self.audit.query(
                f"SELECT id, price_minor FROM commerce_offer WHERE community_id = {self.doors.scope}"
            )
            self._price_list = {row[0]: row[1] for row in rows}
        return self._price_list

    def _opened(self, kind: str, door: Callable[[], int], model: Callable[[], Order]) -> None:
        done = self._both(kind, door, model)
        if done:
            pk, order = done
            if self.orders.setdefault(pk, order) is not order:  # type: ignore[call-overload]
                raise Disagreement(f"{self.last}: another order was given than the model's")

    def _till(self) -> str:
        return self.random.choice(TILLS)

    def _two(self) -> tuple[str, str]:
        payer, to = self.random.sample(self.alive, 2)
        return payer, to

    def _tip(self) -> None:
        (payer, to), amount, method = self._two(), self.random.randint(1, 3_000), self._till()

        def model() -> Order:
            order = Order(payer, "tip", amount, 0, method, to=to)
            self.till.open_order(order, self.at)
            return order

        self._opened("tip", lambda: self.doors.tip(payer, to, amount, method, self.at), model)

    def _hold(self) -> None:
        (payer, to), amount, method = self._two(), self.random.randint(20, 9_000), self._till()

        def model() -> Order:
            order = Order(payer, "service", amount, self.doors.tax_bp, method, to=to, is_held=True)
            self.till.open_order(order, self.at)
            return order

        self._opened("hold", lambda: self.doors.held_order(payer, to, amount, method, self.at), model)

    def _some_order(self) -> tuple[int, Order]:
        """An open one, as a rule."""
        open_ones = {pk: one for pk, one in self.orders.items() if one.is_open}
        pk = self._pick(open_ones if open_ones and self.random.random() < 0.85 else self.orders)  # type: ignore[arg-type]
        return pk, self.orders[pk]

    def _approve(self) -> None:
        if not self.orders:
            return
        pk, order = self._some_order()
        amount, as_extra = self._amount(order.outstanding or order.due), self.random.random() < 0.3
        self._both(
            "approve", lambda: self.doors.approve(pk, amount, as_extra, self.at),
            lambda: self.till.approve(order, amount, self.at, as_extra),
        )  # fmt: skip

    def _provider(self) -> None:
        if not self.orders:
            return
        pk, order = self._some_order()
        amount = self._amount(order.outstanding or order.due)
        told = (pk, amount, self.random.randint(0, min(amount, 30 + amount // 30)), f"pay-{len(self.refs)}")
        if self.refs and self.random.random() < 0.25:  # told again, or wrongly under a known name
            known = self.random.choice(self.refs)
            told = known if self.random.random() < 0.8 else (known[0], known[1] + 1, 0, known[3])
        elif amount:
            self.refs.append(told)
        target, amount, fee, ref = told
        self._both(
            "provider", lambda: self.doors.settle_external(target, amount, fee, ref, self.at),
            lambda: self.till.settle_external(self.orders[target], amount, fee, ref, self.at),
        )  # fmt: skip

    def _some_payment(self, till: str = "") -> tuple[int, Order, int] | None:
        """(order, its model, place of a payment)."""
        wanted = {
            pk: one for pk, one in self.orders.items()
            if any(not till or payment.till == till for payment in one.payments)
        }  # fmt: skip
        if not wanted:
            return None
        pk = self._pick(wanted)  # type: ignore[arg-type]
        places = [at for at, one in enumerate(self.orders[pk].payments) if not till or one.till == till]
        return pk, self.orders[pk], self.random.choice(places)

    def _refund(self) -> None:
        found = self._some_payment()
        if found:
            pk, order, place = found
            payment = order.payments[place]
            amount = self._amount(payment.amount - payment.applied_back - payment.credited_back)
            handle = self.doors.payments_of(pk)[place]
            self._both(
                "refund", lambda: self.doors.refund(handle, amount, self.at),
                lambda: self.till.refund(order, payment, amount, self.at),
            )  # fmt: skip

    def _charge_back(self) -> None:
        found = self._some_payment("online")
        if found:
            pk, order, place = found
            payment, handle = order.payments[place], self.doors.payments_of(pk)[place]
            amount, fee, ref = self._amount(payment.amount), self.random.choice((0, 15)), f"back-{len(self.back_refs)}"
            self.back_refs.append((handle, amount, fee, ref))
            for turn in range(self.random.choice((1, 1, 2))):  # told twice now and then
                self._both(
                    "charge_back" if not turn else "charge_back told again",
                    lambda: self.doors.charge_back(handle, amount, fee, ref, self.at),
                    lambda: self.till.charge_back(order, payment, amount, fee, ref, self.at),
                )  # fmt: skip

    def _cancel(self) -> None:
        if self.orders:
            pk, order = self._some_order()
            self._both("cancel", lambda: self.doors.cancel(pk, self.at), lambda: self.till.cancel(order))

    def _some_held(self) -> tuple[int, Order, int] | None:
        held = {pk: one for pk, one in self.orders.items() if one.held}
        if not held:
            return None
        pk = self._pick(held)  # type: ignore[arg-type]
        return pk, held[pk], self._amount(held[pk].held)

    def _release_held(self) -> None:
        found = self._some_held()
        if found:
            pk, order, amount = found
            to = self.random.choice(("", self.random.choice(self.alive)))
            self._both(
                "release_held", lambda: self.doors.release_held(pk, amount, to, self.at),
                lambda: self.till.release(order, amount, to, self.at),
            )  # fmt: skip

    def _return_held(self) -> None:
        found = self._some_held()
        if found:
            pk, order, amount = found
            self._both(
                "return_held", lambda: self.doors.return_held(pk, amount, self.at),
                lambda: self.till.return_held(order, amount, self.at),
            )  # fmt: skip

    def _receipt(self) -> None:
        (payer, to), till, draw = self._two(), self._till(), self.random
        kind, months = draw.choice((("tip", 1), ("sponsor", 1), ("sponsor", 3), ("membership", 12), ("ad", 2)))
        gross = draw.randint(1, 12_000)
        tax = draw.randint(0, gross // 6)
        fee = draw.choice((0, draw.randint(0, (gross - tax) // 3)))
        to, day = to if kind == "tip" else "", local_day(self.at - timedelta(days=draw.choice((0, 0, 20, 50))))
        day = max(day, local_day(START))
        done = self._both(
            "receipt", lambda: self.doors.receipt(payer, to, kind, gross, tax, fee, till, months, day, self.at),
            lambda: self.till.record_receipt(payer, to, kind, gross, tax, fee, till, day.isoformat()[:7], months),
        )  # fmt: skip
        if done:
            self.receipts[done[0]] = done[1]  # type: ignore[index,assignment]

    def _refund_receipt(self) -> None:
        if self.receipts:
            pk = self._pick(self.receipts)  # type: ignore[arg-type]
            receipt = self.receipts[pk]
            amount = self._amount(receipt.gross - receipt.back)
            self._both(
                "refund_receipt", lambda: self.doors.refund_receipt(pk, amount, self.at),
                lambda: self.till.refund_receipt(receipt, amount, self.at),
            )  # fmt: skip

    def _cost(self) -> None:
        till, amount = self._till(), self.random.randint(1, 900)
        self._both("cost", lambda: self.doors.cost(till, amount, self.at), lambda: self.till.cost(till, amount))

    def _recognise(self) -> None:
        label = month_of(self.at)
        self._both("recognise", lambda: self.doors.recognise(label, self.at), lambda: self.till.recognise(label))

    # The close

    def _close(self) -> None:
        """Freeze to published; what comes before it is posted meets a month that is handed over and not yet shared."""
        if self.unposted:
            self._post()
        label = self.next_close
        self.at = max(self.at, end_of(label) + timedelta(hours=self.random.randint(1, 50)))
        self._both("close", lambda: self.doors.publish(label, self.at), lambda: self.close_.publish(label, self.at))
        self.unposted, self.next_close = label, plus(label, 1)

    def _post(self) -> None:
        if self.unposted:
            label = self.unposted
            self._both("post", lambda: self.doors.post(label, self.at), lambda: self.close_.post(label, self.at))
            self.unposted = ""
            self.posted.append(label)

    def _replay(self) -> None:
        self._both("replay", lambda: self.doors.replay(self.at), lambda: self.close_.replay(self.at))

    def _release_holds(self) -> None:
        if self.posted:
            label = self.random.choice(self.posted)
            self._both("release_holds", lambda: self.doors.release(label, self.at), lambda: self.close_.release(label))

    # The payout desk

    def _draft(self) -> None:
        done = self._both("draft", lambda: self.doors.draft(self.at), lambda: self.desk.draft(self.at))
        if done:
            (pk, rows), batch = done  # type: ignore[misc]
            mine = {one.party: one for one in batch.payouts}  # type: ignore[attr-defined]
            if {(party, amount) for _pk, party, amount in rows} != {(one.party, one.amount) for one in mine.values()}:
                raise Disagreement(f"{self.last}: (10) drafted {rows}, the model {mine}")
            self.batches[pk] = batch  # type: ignore[assignment]
            self.payouts |= {payout: mine[party] for payout, party, _amount in rows}

    def _approve_batch(self) -> None:
        if self.batches:
            pk = self._pick(self.batches)  # type: ignore[arg-type]
            self._both(
                "approve_batch", lambda: self.doors.approve_batch(pk, self.at),
                lambda: self.desk.approve(self.batches[pk], self.at),
            )  # fmt: skip

    def _cancel_batch(self) -> None:
        if self.batches:
            pk = self._pick(self.batches)  # type: ignore[arg-type]
            self._both(
                "cancel_batch", lambda: self.doors.cancel_batch(pk, self.at),
                lambda: self.desk.cancel(self.batches[pk]),
            )  # fmt: skip

    def _some_payout(self, *wanted: str) -> int | None:
        found = {pk: one for pk, one in self.payouts.items() if one.status in wanted}
        pool = found if found and self.random.random() < 0.9 else self.payouts
        return self._pick(pool) if pool else None  # type: ignore[arg-type]

    def _send(self) -> None:
        pk, till = self._some_payout("approved"), self.random.choice((*TILLS, "online"))
        if pk:
            self._both(
                "send", lambda: self.doors.send(pk, till, self.at), lambda: self.desk.send(self.payouts[pk], till)
            )

    def _fail(self) -> None:
        pk = self._some_payout("approved", "sent")
        if pk:
            self._both("fail", lambda: self.doors.fail(pk, self.at), lambda: self.desk.fail(self.payouts[pk]))

    def _confirm(self) -> None:
        pk = self._some_payout("sent")
        if pk:
            party = self.payouts[pk].party
            self._both(
                "confirm", lambda: self.doors.confirm(pk, party, self.at), lambda: self.desk.confirm(self.payouts[pk])
            )

    def _donate(self) -> None:
        party = self.random.choice(self.alive)
        amount = self._amount(max(self.desk.owed(party), 0) // 4)
        done = self._both(
            "donate", lambda: self.doors.donate(party, amount, self.at),
            lambda: self.desk.donate(party, amount, self.at),
        )  # fmt: skip
        if done:
            self.gifts[done[0]] = done[1]  # type: ignore[index,assignment]

    def _take_back_gift(self) -> None:
        if self.gifts:
            pk = self._pick(self.gifts)  # type: ignore[arg-type]
            gift = self.gifts[pk]
            self._both(
                "take_back_gift", lambda: self.doors.take_back_gift(pk, gift.party, self.at),
                lambda: self.desk.take_back_gift(gift),
            )  # fmt: skip

    def _again(self) -> None:
        place = self.random.randrange(20)
        self._both("again", lambda: self.doors.say_again(place), lambda: None)

    def _wait(self) -> None:
        self.at += timedelta(days=self.random.choice((0, 1, 2, 5)))


def _differences(what: str, there: dict, here: dict) -> list[str]:
    return [
        f"{what} {key}: the tables say {there.get(key)}, the model {here.get(key)}"
        for key in sorted(there.keys() | here.keys(), key=str)
        if there.get(key) != here.get(key)
    ]
