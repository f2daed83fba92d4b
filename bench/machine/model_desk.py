"""The model of the payout desk: who is owed, batches of two keepers, payments that leave, fail, come back; gifts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .model_books import Books, Refused, asset
from .model_close import CARRIED, COMMUNITY, HELD, MEMBERS

IN_BATCH = "liabilities:payouts"
WAIT = timedelta(hours=72)


@dataclass
class Payout:
    party: str
    amount: int
    method: int
    status: str = "drafted"
    till: str = ""


@dataclass
class Batch:
    payouts: list[Payout]
    status: str = "draft"
    decided: datetime | None = None


@dataclass
class Gift:
    party: str
    amount: int
    at: datetime
    is_back: bool = False


@dataclass
class Method:
    number: int
    usable_from: datetime
    text: str


@dataclass
class DeskModel:
    books: Books
    methods: dict[str, Method] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    count: int = 0

    def name_method(self, party: str, text: str, at: datetime) -> None:
        old = self.methods.get(party)
        if old and old.text == text:
            return
        earns = any(self.books.credit(code, party) > 0 for code in (MEMBERS, HELD, IN_BATCH))
        self.count += 1
        self.methods[party] = Method(self.count, at + WAIT if old or earns else at, text)

    def forget(self, party: str) -> None:
        """Erased: nobody knows any more where their money should go."""
        self.methods.pop(party, None)

    def draft(self, at: datetime) -> Batch:
        if any(one.status == "draft" for one in self.batches):
            raise Refused("one draft at a time")
        payouts = []
        for party, method in self.methods.items():
            owed = self.owed(party)
            if owed > 0 and method.usable_from <= at:
                payouts.append(Payout(party, owed, method.number))
        if not payouts:
            raise Refused("nothing due")
        self.batches.append(Batch(payouts))
        return self.batches[-1]

    def owed(self, party: str) -> int:
        return self.books.credit(MEMBERS, party) - self.books.debit(CARRIED, party)

    def approve(self, batch: Batch, at: datetime) -> None:
        if batch.status != "draft":
            raise Refused("not a draft")
        for one in batch.payouts:
            method = self.methods.get(one.party)
            if method is None or method.number != one.method or method.usable_from > at:
                raise Refused("a destination changed")
            if self.owed(one.party) < one.amount:
                raise Refused("not owed any more")
        for one in batch.payouts:
            self.books.enter((MEMBERS, one.party, one.amount), (IN_BATCH, one.party, -one.amount))
            one.status = "approved"
        batch.status, batch.decided = "approved", at

    def cancel(self, batch: Batch) -> None:
        if batch.status != "draft":
            raise Refused("not a draft")
        batch.status = "cancelled"
        for one in batch.payouts:
            one.status = "cancelled"

    def send(self, payout: Payout, till: str) -> None:
        if payout.status != "approved":
            raise Refused("not approved")
        payout.status, payout.till = "sent", till
        self.books.enter((IN_BATCH, payout.party, payout.amount), (asset(till), "", -payout.amount))

    def fail(self, payout: Payout) -> None:
        if payout.status not in ("approved", "sent"):
            raise Refused("closed")
        was, payout.status = payout.status, "failed" if payout.status == "approved" else "returned"
        back = (IN_BATCH, payout.party) if was == "approved" else (asset(payout.till), "")
        self.books.enter((*back, payout.amount), (MEMBERS, payout.party, -payout.amount))

    def confirm(self, payout: Payout) -> None:
        if payout.status not in ("sent", "confirmed"):
            raise Refused("not sent")
        payout.status = "confirmed"

    def donate(self, party: str, amount: int, at: datetime) -> Gift:
        drafts = [one for batch in self.batches if batch.status == "draft" for one in batch.payouts]
        if any(one.party == party for one in drafts) or not 0 < amount <= self.owed(party):
            raise Refused("a draft holds it, or it is not there")
        self.books.enter((MEMBERS, party, amount), (COMMUNITY, "", -amount))
        self.gifts.append(Gift(party, amount, at))
        return self.gifts[-1]

    def take_back_gift(self, gift: Gift) -> None:
        if gift.is_back:
            return
        if any(one.decided and one.decided >= gift.at and one.status == "approved" for one in self.batches):
            raise Refused("a batch was approved since")
        gift.is_back = True
        self.books.enter((COMMUNITY, "", gift.amount), (MEMBERS, gift.party, -gift.amount))
