"""Whatever the payout desk does, in whatever order, nobody is paid more than they were owed and nothing is lost."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.ledger import public as ledger
from diwan.payouts import public as payouts
from diwan.payouts.errors import PayoutsError

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 8, 9, tzinfo=UTC)
_slugs = count()
DEEDS = ("owe", "carry", "draft", "approve", "cancel", "send", "fail", "confirm", "move")
deed = st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.integers(1, 5_000))


class World:
    """The desk beside its model: per payee what was owed, what was carried, what left and what came back."""

    def __init__(self, desk) -> None:
        self.desk, self.at, self.steps = desk, AT, count()
        self.people = (desk.huda, desk.omar)
        self.owed: Counter = Counter()
        self.carried: Counter = Counter()
        self.out: Counter = Counter()
        for who in self.people:
            desk.bank(who)

    def do(self, what: str, one: int, amount: int) -> None:
        self.at += timedelta(hours=7)
        try:
            getattr(self, what)(self.people[one], amount)
        except PayoutsError:
            return

    def owe(self, who, amount: int) -> None:
        self.desk.owe(who, amount, key=f"owe-{next(self.steps)}")
        self.owed[who.party_id] += amount

    def carry(self, who, amount: int) -> None:
        small = amount % 50 + 1
        if self.carried[who.party_id] == 0:
            self.desk.carry(who, small)
            self.carried[who.party_id] += small

    def draft(self, _who, _amount: int) -> None:
        self.desk.draft(at=self.at)

    def approve(self, _who, _amount: int) -> None:
        for batch in self._batches("draft"):
            self.desk.approve(batch, at=self.at)

    def cancel(self, _who, _amount: int) -> None:
        for batch in self._batches("draft"):
            payouts.cancel_batch(batch_id=batch.id, by=self.desk.owner.party_id, at=self.at)

    def send(self, who, amount: int) -> None:
        payout = self._one(who, amount)
        payouts.mark_sent(payout_id=payout.id, proof="FT", by=self.desk.owner.party_id, at=self.at)
        self.out[who.party_id] += payout.amount_minor

    def fail(self, who, amount: int) -> None:
        payout = self._one(who, amount)
        failed = payouts.mark_failed(payout_id=payout.id, reason="no", by=self.desk.owner.party_id, at=self.at)
        if failed.status == "returned":
            self.out[who.party_id] -= payout.amount_minor

    def confirm(self, who, amount: int) -> None:
        payouts.confirm_receipt(payout_id=self._one(who, amount).id, by=who.party_id, at=self.at)

    def move(self, who, amount: int) -> None:
        self.desk.bank(who, account=f"{amount:07d}", at=self.at)

    def _batches(self, status: str) -> list[payouts.BatchView]:
        return [b for b in payouts.list_batches(community_id=self.desk.community.pk) if b.status == status]

    def _one(self, who, amount: int) -> payouts.PayoutView:
        mine = payouts.list_payouts(party=who.party_id)
        if not mine:
            raise PayoutsError
        return mine[amount % len(mine)]

    def agree(self) -> None:
        desk = self.desk
        lines = ledger.trial_balance(community_id=desk.community.pk)
        assert sum(line.debit_minor for line in lines) == sum(line.credit_minor for line in lines)
        assert desk.balance("assets:bank") == self.owed.total() - self.out.total()
        for who in self.people:
            party = who.party_id
            due, waiting = desk.balance("liabilities:members", who), desk.balance("liabilities:payouts", who)
            assert min(due, waiting, self.out[party]) >= 0
            assert due + waiting + self.out[party] == self.owed[party]
            approved = [p for p in payouts.list_payouts(party=party) if p.status == "approved"]
            assert sum(p.amount_minor for p in approved) == waiting


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(deeds=st.lists(deed, min_size=8, max_size=30), currency=st.sampled_from(["KWD", "JPY", "USD"]))
def test_nobody_is_paid_more_than_owed_and_nothing_is_lost(another_desk, deeds: list[tuple], currency: str) -> None:
    world = World(another_desk(f"d{next(_slugs)}", currency=currency))
    world.do("owe", 0, 900)
    for what, one, amount in deeds:
        world.do(what, one, amount)
        world.agree()
    assert ledger.check(community_id=world.desk.community.pk) == []
