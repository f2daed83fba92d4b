"""The model of the close: a month's money shared by the machine's plan, holds, refunds played again.

The plan: tips and services go to whom they name after the owner's part; all else to the community after the owner's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from .model_books import Books, Refused, end_of, month_of, months_between, plus
from .model_till import FEES, LOSSES, RECOVER, TAX, Part, TillModel

DIRECTED = ("tip", "service")
PLAIN = ("membership", "product", "sponsor")  # every other kind goes whole to the community
INNER = 10**12
MEMBERS, HELD, CARRIED = "liabilities:members", "liabilities:held", "assets:carried"
COMMUNITY, OWNER = "funds:community", "liabilities:owner"
SEASONED_DAYS, SEASONING, PATIENCE = 120, 4, 12


@dataclass
class Hold:
    party: str
    month: str
    until: str
    amount: int
    charged: int = 0
    is_released: bool = False

    @property
    def left(self) -> int:
        return 0 if self.is_released else self.amount - self.charged


@dataclass
class Month:
    label: str
    stage: str  # published, sealed
    parts: list[Part]
    shares: dict[str, int]
    unseasoned: dict[str, int]
    reversed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Terms:
    """The figures of the plan, basis points and months."""

    directed_bp: int
    plain_bp: int
    hold_bp: int
    hold_months: int


class CloseModel:
    def __init__(self, books: Books, till: TillModel, terms: Terms) -> None:
        self.books, self.till, self.terms = books, till, terms
        self.joined: dict[str, datetime] = {}
        self.months: dict[str, Month] = {}
        self.holds: list[Hold] = []
        self.carried_since: dict[str, str] = {}

    def publish(self, label: str, at: datetime) -> None:
        if at < end_of(label):
            raise Refused("the month is not over")
        parts = self.till.close_month(label)
        shares, unseasoned = self._shared(parts, end_of(label))
        self.months[label] = Month(label, "published", parts, shares, unseasoned)

    def post(self, label: str, at: datetime) -> None:
        month = self.months[label]
        payable = self._write(month)
        self._settle_carried(label, payable)
        self._release(label)
        month.stage = "sealed"

    def replay(self, at: datetime) -> None:
        waiting, self.till.waiting = self.till.waiting, []
        for label, parts, whole in waiting:
            month = self.months.get(label)
            if month is None or month.stage != "sealed":
                self.till.waiting.append((label, parts, whole))
            else:
                self._replay(month, parts, whole, at)

    def release(self, label: str) -> None:
        if label not in self.months:
            raise Refused("no such month")
        self._release(label)

    # How a month is shared

    def _shared(self, parts: Iterable[Part], end: datetime) -> tuple[dict[str, int], dict[str, int]]:
        """{account or party: minor units} and {party: what of it came by card from payers too new}."""
        out = {TAX: 0, LOSSES: 0, OWNER: 0, COMMUNITY: 0}
        nets: dict[str, int] = {}
        gifts: dict[str, dict[str, int]] = {}
        plain = 0
        for part in parts:
            net = part.gross - part.tax - part.fee
            out[TAX] += part.tax
            out[LOSSES] += part.fee
            payer, to, kind = part.receipt.payer, part.receipt.to, part.receipt.kind
            if kind in DIRECTED and net:
                nets[payer] = nets.get(payer, 0) + net
                if to and to != payer:
                    row = gifts.setdefault(payer, {})
                    row[to] = row.get(to, 0) + net
            elif kind in PLAIN:
                plain += net
            elif kind not in DIRECTED:
                out[COMMUNITY] += net
        of_plain, total = plain * self.terms.plain_bp // 10_000, sum(nets.values())
        of_directed = total * self.terms.directed_bp // 10_000
        out[OWNER] += of_plain + of_directed
        shares, unseasoned = self._directed(total - of_directed, total, nets, gifts, self._too_new(parts, end))
        out[COMMUNITY] += plain - of_plain + total - of_directed - sum(shares.values())
        return {**out, **shares}, unseasoned

    def _directed(
        self, amount: int, total: int, nets: dict[str, int], gifts: dict[str, dict[str, int]], new: set[str]
    ) -> tuple[dict[str, int], dict[str, int]]:
        flows: dict[str, int] = {}
        fresh: dict[str, int] = {}
        counts: dict[str, int] = {}
        for payer, row in gifts.items():
            budget = amount * INNER * nets[payer] // total
            for to, weight in row.items():
                edge = budget * weight // sum(row.values())
                flows[to] = flows.get(to, 0) + edge
                counts[to] = counts.get(to, 0) + 1
                if payer in new:
                    fresh[to] = fresh.get(to, 0) + edge
        shares = {to: (flow + 2 * counts[to]) // INNER for to, flow in flows.items()}
        unseasoned = {to: -(-shares[to] * part // flows[to]) for to, part in fresh.items() if flows[to]}
        return {to: share for to, share in shares.items() if share}, unseasoned

    def _too_new(self, parts: Iterable[Part], end: datetime) -> set[str]:
        by_card = {part.receipt.payer for part in parts if part.fee}
        return {one for one in by_card if (end - self.joined[one]).days < SEASONED_DAYS}

    # What is written when the month is posted

    def _write(self, month: Month) -> dict[str, int]:
        payable: dict[str, int] = {}
        legs: list[tuple[str, str, int]] = []
        for part in month.parts:
            legs.append((f"income:{part.receipt.kind}", part.receipt.payer, part.gross - part.tax))
            legs.append((FEES, part.receipt.payer, -part.fee))
        for name, share in month.shares.items():
            if name in (OWNER, COMMUNITY):
                legs.append((name, "", -share))
            elif name not in (TAX, LOSSES):
                held = self._hold(month, name, share)
                payable[name] = share - held
                legs += [(MEMBERS, name, held - share), (HELD, name, -held)]
        self.books.enter(*legs)
        return payable

    def _hold(self, month: Month, party: str, share: int) -> int:
        ordinary = share * self.terms.hold_bp // 10_000 if self.terms.hold_months else 0
        late = min(month.unseasoned.get(party, 0), share - ordinary)
        for amount, wait in ((ordinary, self.terms.hold_months), (late, max(SEASONING, self.terms.hold_months))):
            if amount:
                self.holds.append(Hold(party, month.label, plus(month.label, wait), amount))
        return ordinary + late

    def _settle_carried(self, label: str, payable: dict[str, int]) -> None:
        for party in [key[1] for key, amount in self.books.balances.items() if key[0] == CARRIED and amount]:
            debt = self.books.debit(CARRIED, party)
            earned = min(debt, payable.get(party, 0))
            waited = months_between(self.carried_since[party], label)
            forgiven = debt - earned if waited >= PATIENCE else 0
            self.books.enter((MEMBERS, party, earned), (COMMUNITY, "", forgiven), (CARRIED, party, -earned - forgiven))

    def _release(self, label: str) -> None:
        for hold in self.holds:
            if hold.until <= label and not hold.is_released and self.months[hold.month].stage == "sealed":
                self.books.enter((HELD, hold.party, hold.left), (MEMBERS, hold.party, -hold.left))
                hold.is_released = True

    # Refunds of a month that was posted

    def _replay(self, month: Month, parts: list[Part], whole: int, at: datetime) -> None:
        before = [part for part in month.parts if part.number not in month.reversed]
        month.reversed |= {part.number for part in parts}
        after = [part for part in month.parts if part.number not in month.reversed]
        was, now = self._shared(before, end_of(month.label))[0], self._shared(after, end_of(month.label))[0]
        self.books.enter((RECOVER, "", -whole), *self._changes(month, was, now, at))

    def _changes(
        self, month: Month, was: dict[str, int], now: dict[str, int], at: datetime
    ) -> Iterable[tuple[str, str, int]]:
        for name in sorted(was.keys() | now.keys()):
            change = now.get(name, 0) - was.get(name, 0)
            if name in (TAX, LOSSES, OWNER, COMMUNITY):
                yield name, "", -change
            elif change > 0:
                paid_off = min(change, self.books.debit(CARRIED, name))
                yield CARRIED, name, -paid_off
                yield MEMBERS, name, paid_off - change
            elif change < 0:
                yield from self._charge(month, name, -change, at)

    def _charge(self, month: Month, party: str, debt: int, at: datetime) -> Iterable[tuple[str, str, int]]:
        from_hold = 0
        mine = [one for one in self.holds if one.party == party and one.month == month.label]
        for hold in sorted(mine, key=lambda one: one.until):
            part = min(debt - from_hold, hold.left)
            hold.charged += part
            from_hold += part
        from_payable = min(debt - from_hold, self.books.credit(MEMBERS, party))
        carried = debt - from_hold - from_payable
        if carried:
            self.carried_since[party] = month_of(at)
        yield HELD, party, from_hold
        yield MEMBERS, party, from_payable
        yield CARRIED, party, carried
