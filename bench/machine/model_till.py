"""The model of the till: what an order, a payment, a refund and a month's income do to the books."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from .model_books import Books, Refused, a_term_later, asset, local_day, month_of, plus

DEFERRED, CREDIT, TAX = "liabilities:deferred", "liabilities:credit", "liabilities:tax"
PREPAID, FEES, LOSSES = "assets:prepaid_fees", "expenses:processor_fees", "expenses:losses"
RECOVER = "assets:refunds_to_recover"
OPEN = ("awaiting", "part_paid")


@dataclass
class Part:
    """A month's part of a receipt: the month it belongs to, and the one whose settlement took it in."""

    number: int
    receipt: "Receipt"
    planned: str
    gross: int
    tax: int
    fee: int
    state: str = "planned"  # planned, booked, closed, gone
    booked: str = ""

    @property
    def month(self) -> str:
        return self.booked or self.planned


@dataclass
class Receipt:
    number: int
    payer: str
    to: str
    kind: str
    gross: int
    till: str
    order: "Order | None"
    back: int = 0
    parts: list[Part] = field(default_factory=list)


@dataclass
class Payment:
    till: str  # or "credit"
    amount: int
    applied: int
    credited: int
    at: datetime
    number: int
    applied_back: int = 0
    credited_back: int = 0


@dataclass
class Order:
    payer: str
    kind: str
    due: int
    tax_bp: int
    method: str
    to: str = ""
    is_held: bool = False
    offer: str = ""
    months: int = 0  # of the term it opens; 0: earned when paid
    paid: int = 0
    held: int = 0
    fee: int = 0
    status: str = "awaiting"
    payments: list[Payment] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    term: "Term | None" = None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def outstanding(self) -> int:
        return self.due - self.paid if self.is_open else 0


@dataclass
class Term:
    starts: datetime
    ends: datetime
    anchor: int
    is_active: bool = True


def shares_by_month(total: int, months: int) -> list[int]:
    """Each month the difference of two floors."""
    floors = [total * month // months for month in range(months + 1)]
    return [late - early for early, late in pairwise(floors)]


def fitted(total: int, room: list[int]) -> list[int]:
    """The same within a month's room: the rest waits for a later month, else it goes back to an earlier one."""
    out, waiting = [], 0
    for asked, most in zip(shares_by_month(total, len(room)), room, strict=True):
        waiting += asked
        out.append(min(waiting, most))
        waiting -= out[-1]
    for place in range(len(room) - 1, -1, -1):
        more = min(waiting, room[place] - out[place])
        out[place] += more
        waiting -= more
    return out


class TillModel:
    """Orders, payments, receipts and months of one community."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.numbers = 0
        self.closed: set[str] = set()
        self.receipts: list[Receipt] = []
        self.waiting: list[tuple[str, list[Part], int]] = []  # refunds of closed months: month, parts, reversed
        self.terms: dict[str, list[Term]] = {}
        self.refs: dict[str, tuple[Order, int]] = {}
        self.back_refs: dict[str, tuple[Payment, int]] = {}

    # Orders

    def open_order(self, order: Order, at: datetime) -> None:
        used = min(self.books.credit(CREDIT, order.payer), order.due)
        if used:
            self._payment(order, "credit", used, used, at)
            self.books.enter((CREDIT, order.payer, used), (DEFERRED, order.payer, -used))
            self._settle(order, used, at)

    def approve(self, order: Order, amount: int, at: datetime, as_extra: bool) -> None:
        if not order.is_open and not as_extra:
            raise Refused("closed")
        applied = min(amount, order.outstanding)
        till = order.method if order.method in ("bank", "wallet", "cash") else "bank"
        self._payment(order, till, amount, applied, at)
        self._receive(order, till, amount, applied, 0)
        if applied:
            self._settle(order, applied, at)

    def settle_external(self, order: Order, amount: int, fee: int, ref: str, at: datetime) -> None:
        if ref in self.refs:
            if self.refs[ref] != (order, amount):
                raise Refused("another payment under the same name")
            return
        self.refs[ref] = (order, amount)
        applied = min(amount, order.outstanding)
        self._payment(order, "online", amount, applied, at)
        order.method = "online"
        order.fee += fee if applied else 0
        self._receive(order, "online", amount, applied, fee)
        if applied:
            self._settle(order, applied, at)

    def cancel(self, order: Order) -> None:
        if not order.is_open:
            raise Refused("closed")
        if order.paid:
            self.books.enter((DEFERRED, order.payer, order.paid), (CREDIT, order.payer, -order.paid))
            self._lose(order.fee)
        for payment in order.payments:
            payment.credited += payment.applied - payment.applied_back
            payment.applied = payment.applied_back
        order.status, order.paid, order.fee = "cancelled", 0, 0

    def _payment(self, order: Order, till: str, amount: int, applied: int, at: datetime) -> None:
        self.numbers += 1
        order.payments.append(Payment(till, amount, applied, amount - applied, at, self.numbers))

    def _receive(self, order: Order, till: str, amount: int, applied: int, fee: int) -> None:
        self.books.enter(
            (asset(till), "", amount - fee),
            (PREPAID if applied else LOSSES, "", fee),
            (DEFERRED, order.payer, -applied),
            (CREDIT, order.payer, applied - amount),
        )

    def _lose(self, fee: int) -> None:
        self.books.enter((LOSSES, "", fee), (PREPAID, "", -fee))

    def _settle(self, order: Order, applied: int, at: datetime) -> None:
        order.paid += applied
        if order.paid < order.due:
            order.status = "part_paid"
            return
        order.status = "paid"
        first, months = month_of(at), 1
        if order.months:
            first, months = self._open_term(order, at), order.months
        if order.is_held:
            order.held = order.due
        else:
            self._earn(order, order.due, order.fee, order.to, first, months, at)
            self._write_off(order)

    def _open_term(self, order: Order, at: datetime) -> str:
        running = [one for one in self.terms.get(order.payer, []) if one.is_active and one.ends > at]
        last = max(running, key=lambda one: one.ends, default=None)
        starts, anchor = (last.ends, last.anchor) if last else (at, local_day(at).day)
        order.term = Term(starts, a_term_later(starts, order.months, anchor), anchor)
        self.terms.setdefault(order.payer, []).append(order.term)
        return month_of(starts)

    def _earn(self, order: Order, gross: int, fee: int, to: str, first: str, months: int, at: datetime) -> Receipt:
        tax = gross * order.tax_bp // (10_000 + order.tax_bp)
        carried = min(fee, gross - tax)
        order.fee -= carried
        made = self.receipt(order.payer, to, order.kind, gross, tax, carried, order.method or "bank", first, months)
        made.order = order
        order.receipts.append(made)
        return made

    def _write_off(self, order: Order) -> None:
        self._lose(order.fee)
        order.fee = 0

    # Held money

    def release(self, order: Order, amount: int, to: str, at: datetime) -> Receipt:
        if amount > order.held:
            raise Refused("not so much is held")
        fee = self._take_held(order, amount)
        order.fee += fee
        made = self._earn(order, amount, fee, to or order.to, month_of(at), 1, at)
        if not order.held:
            self._write_off(order)
        return made

    def return_held(self, order: Order, amount: int, at: datetime) -> None:
        if amount > order.held:
            raise Refused("not so much is held")
        for payment in sorted(order.payments, key=lambda one: (one.at, one.number), reverse=True):
            part = min(amount, payment.applied - payment.applied_back)
            amount -= part
            if part and payment.till == "credit":
                payment.applied -= part
                payment.credited += part
                lost = self._take_held(order, part)
                self.books.enter((DEFERRED, order.payer, part), (CREDIT, order.payer, -part))
                self._lose(lost)
                self._empty(order)
            elif part:
                self._give_back(order, payment, 0, part, at)
        if not order.held:
            self._write_off(order)

    def _take_held(self, order: Order, amount: int) -> int:
        fee = order.fee * amount // order.held
        order.held -= amount
        order.fee -= fee
        return fee

    # Money recorded without an order, costs

    def receipt(
        self, payer: str, to: str, kind: str, gross: int, tax: int, fee: int, till: str, first: str, months: int
    ) -> Receipt:
        self.numbers += 1
        made = Receipt(self.numbers, payer, to, kind, gross, till, None)
        first = self.open_month(first)
        grosses = shares_by_month(gross, months)
        taxes = fitted(tax, grosses)
        fees = fitted(fee, [one - two for one, two in zip(grosses, taxes, strict=True)])
        for place in range(months):
            self._plan(made, plus(first, place), grosses[place], taxes[place], fees[place])
        self.receipts.append(made)
        return made

    def record_receipt(
        self, payer: str, to: str, kind: str, gross: int, tax: int, fee: int, till: str, first: str, months: int
    ) -> Receipt:
        self.books.enter((asset(till), "", gross - fee), (PREPAID, "", fee), (DEFERRED, payer, -gross))
        return self.receipt(payer, to, kind, gross, tax, fee, till, first, months)

    def cost(self, till: str, amount: int) -> None:
        self.books.enter(("funds:costs", "", amount), (asset(till), "", -amount))

    def _plan(self, receipt: Receipt, month: str, gross: int, tax: int, fee: int) -> None:
        if gross:
            self.numbers += 1
            receipt.parts.append(Part(self.numbers, receipt, month, gross, tax, fee))

    def open_month(self, label: str) -> str:
        while label in self.closed:
            label = plus(label, 1)
        return label

    # Money going back

    def refund(self, order: Order, payment: Payment, amount: int, at: datetime) -> None:
        credit, of_order = self._going(order, payment, amount)
        if credit + of_order < amount:
            raise Refused("more than is left")
        self._give_back(order, payment, credit, of_order, at)

    def charge_back(self, order: Order, payment: Payment, amount: int, fee: int, ref: str, at: datetime) -> None:
        if payment.till != "online":
            raise Refused("no provider's payment")
        if ref in self.back_refs:
            if self.back_refs[ref] != (payment, amount):
                raise Refused("another charge-back under the same name")
            return
        self.back_refs[ref] = (payment, amount)
        credit, of_order = self._going(order, payment, amount)
        self._give_back(order, payment, credit, of_order, at)
        lost = amount - credit - of_order + fee
        self.books.enter((LOSSES, "", lost), (asset("online"), "", -lost))

    def refund_receipt(self, receipt: Receipt, amount: int, at: datetime) -> None:
        if amount > receipt.gross - receipt.back:
            raise Refused("more than is left")
        self._take_back([receipt], receipt.till, amount, at)

    def _going(self, order: Order, payment: Payment, amount: int) -> tuple[int, int]:
        left = payment.credited - payment.credited_back
        credit = min(amount, left, self.books.credit(CREDIT, order.payer))
        return credit, min(amount - credit, payment.applied - payment.applied_back)

    def _give_back(self, order: Order, payment: Payment, credit: int, of_order: int, at: datetime) -> None:
        till = "bank" if payment.till == "credit" else payment.till
        payment.credited_back += credit
        payment.applied_back += of_order
        self.books.enter((CREDIT, order.payer, credit), (asset(till), "", -credit))
        if of_order and order.is_open:
            order.paid -= of_order
            self._unearned(order.payer, till, of_order)
            if not order.paid:
                self._write_off(order)
                order.status = "awaiting"
        elif of_order:
            held = min(of_order, order.held)
            if held:
                self._lose(self._take_held(order, held))
                self._unearned(order.payer, till, held)
            if of_order > held:
                self._take_back(order.receipts, till, of_order - held, at)
            self._empty(order)

    def _unearned(self, payer: str, till: str, amount: int) -> None:
        self.books.enter((DEFERRED, payer, amount), (asset(till), "", -amount))

    def _empty(self, order: Order) -> None:
        if order.held or any(one.back < one.gross for one in order.receipts):
            return
        order.status = "refunded"
        if order.term:
            order.term.is_active = False

    def _take_back(self, receipts: list[Receipt], till: str, amount: int, at: datetime) -> None:
        """From the latest month backwards; within a month what is meant for nobody goes first."""
        live = [part for one in receipts for part in one.parts if part.state != "gone"]
        live.sort(key=lambda one: (one.planned, not one.receipt.to, one.number))
        taken: dict[int, int] = {}
        for part in reversed(live):
            taken[part.number] = min(amount, part.gross)
            amount -= taken[part.number]
        cuts: dict[int, list[tuple[Part, int]]] = {}
        for part in live:
            if taken[part.number]:
                cuts.setdefault(part.receipt.number, []).append((part, taken[part.number]))
        for parts in cuts.values():
            self._cut(parts[0][0].receipt, parts, till, at)

    def _cut(self, receipt: Receipt, parts: list[tuple[Part, int]], till: str, at: datetime) -> None:
        months: dict[str, list[tuple[Part, int]]] = {}
        for part, taken in parts:
            kept = part.gross - taken
            tax = part.tax * kept // part.gross
            fee = min(part.fee, kept - tax)
            was, part.state = part.state, "gone"
            receipt.back += taken
            if was == "closed":
                months.setdefault(part.month, []).append((part, taken))
                self._plan(receipt, self.open_month(max(month_of(at), part.month)), kept, tax, 0)
                continue
            if was == "booked":
                self._recognised(part, -1)
            self._unearned(receipt.payer, till, taken)
            self._lose(part.fee - fee)
            self._plan(receipt, part.month, kept, tax, fee)
        for month, gone in sorted(months.items()):
            whole, back = sum(part.gross for part, _taken in gone), sum(taken for _part, taken in gone)
            self.books.enter((RECOVER, "", whole), (asset(till), "", -back), (DEFERRED, receipt.payer, back - whole))
            self.waiting.append((month, [part for part, _taken in gone], whole))

    # Months

    def recognise(self, label: str) -> None:
        if label in self.closed:
            return
        for receipt in self.receipts:
            for part in receipt.parts:
                if part.state == "planned" and part.planned <= label:
                    part.state, part.booked = "booked", label
                    self._recognised(part, 1)

    def close_month(self, label: str) -> list[Part]:
        """Recognise, then hand over: what the settlement of the month is made of."""
        self.recognise(label)
        self.closed.add(label)
        handed = [part for one in self.receipts for part in one.parts if part.state == "booked" and part.month == label]
        for part in handed:
            part.state = "closed"
        return sorted(handed, key=lambda part: part.number)

    def _recognised(self, part: Part, sign: int) -> None:
        payer, income = part.receipt.payer, f"income:{part.receipt.kind}"
        self.books.enter(
            (DEFERRED, payer, sign * part.gross),
            (TAX, "", -sign * part.tax),
            (income, payer, sign * (part.tax - part.gross)),
            (FEES, payer, sign * part.fee),
            (PREPAID, "", -sign * part.fee),
        )
