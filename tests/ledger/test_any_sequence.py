"""Any sequence of deeds against a model that shares no code with the ledger: a dictionary of who has what."""

import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from diwan.ledger import public as ledger
from diwan.ledger.errors import AlreadyReversed, IdempotencyConflict, PeriodSealed, Unbalanced
from diwan.ledger.public import LegSpec
from diwan.people.public import Community

AT = datetime(2026, 10, 5, tzinfo=UTC)
START = date(2026, 1, 1)
PARTIES = [uuid.UUID(int=number, version=4) for number in (1, 2)]
# Each flow: from which account of which party to which.
FLOWS = [
    ("assets:bank", None, "liabilities:deferred", 0),
    ("liabilities:deferred", 0, "income:membership", 0),
    ("income:membership", 0, "funds:community", None),
    ("funds:community", None, "liabilities:members", 1),
    ("liabilities:members", 1, "liabilities:payouts", 1),
    ("liabilities:payouts", 1, "assets:bank", None),
]
DEBIT_ACCOUNTS = {"assets:bank"}
AMOUNTS = st.integers(1, 10**9)
DAYS = st.integers(0, 150)


def party(position: int | None) -> uuid.UUID | None:
    return None if position is None else PARTIES[position]


class AnySequence(RuleBasedStateMachine):
    """Two communities; posts, splits, batches, repeats, conflicts, reversals and seals in any order."""

    @initialize()
    def found(self) -> None:
        names = {"name_ar": "x", "name_en": "x", "timezone": "Asia/Riyadh", "opened_at": AT}
        self.ids = [
            Community.objects.create(slug=f"c-{uuid.uuid4().hex[:12]}", currency=currency, **names).pk
            for currency in ("SAR", "KWD")
        ]
        self.held: Counter[tuple[int, str, uuid.UUID | None]] = Counter()
        self.posted: list[tuple[int, dict[str, Any], Any]] = []
        self.undone: set[int] = set()
        self.counts: Counter[int] = Counter()
        self.sealed_until = dict.fromkeys(self.ids, date.min)
        self.month = dict.fromkeys(self.ids, 0)
        self.serial = 0

    def body(self, which: int, flow: int, amount: int, day: int, cut: int = 0) -> dict[str, Any]:
        """One flow, its credit in two legs when `cut` falls inside the amount."""
        debit, debtor, credit, creditor = FLOWS[flow]
        parts = [part for part in (cut, amount - cut) if part > 0] if cut < amount else [amount]
        self.serial += 1
        return {
            "kind": "flow",
            "legs": [
                LegSpec(debit, "debit", amount, party(debtor)),
                *(LegSpec(credit, "credit", part, party(creditor)) for part in parts),
            ],
            "effective_date": START + timedelta(days=day),
            "key": f"key:{self.serial}",
            "currency": ("SAR", "KWD")[which],
        }

    def count(self, community_id: int, legs: list[LegSpec], sign: int = 1) -> None:
        for leg in legs:
            self.held[community_id, leg.account, leg.party] += (
                sign * leg.amount_minor * (1 if leg.side == "debit" else -1)
            )
        self.counts[community_id] += 1

    @rule(
        which=st.integers(0, 1),
        flow=st.integers(0, len(FLOWS) - 1),
        amount=AMOUNTS,
        day=DAYS,
        cut=st.integers(0, 10**9),
    )
    def post(self, which: int, flow: int, amount: int, day: int, cut: int) -> None:
        one, body = self.ids[which], self.body(which, flow, amount, day, cut)
        if body["effective_date"] <= self.sealed_until[one]:
            with pytest.raises(PeriodSealed):
                ledger.post(community_id=one, at=AT, **body)
            return
        entry = ledger.post(community_id=one, at=AT, **body)
        self.count(one, body["legs"])
        self.posted.append((one, body, entry))

    @rule(which=st.integers(0, 1), amounts=st.lists(AMOUNTS, min_size=1, max_size=4))
    def post_a_batch(self, which: int, amounts: list[int]) -> None:
        one = self.ids[which]
        bodies = [self.body(which, 0, amount, 400) for amount in amounts]
        specs = [ledger.EntrySpec(**body) for body in bodies]
        for body, entry in zip(bodies, ledger.post_many(community_id=one, entries=specs, at=AT), strict=True):
            self.count(one, body["legs"])
            self.posted.append((one, body, entry))

    @rule(data=st.data(), more=st.integers(0, 1))
    def repeat(self, data: st.DataObject, more: int) -> None:
        """The same request again, exactly or with another amount."""
        if not self.posted:
            return
        one, body, entry = data.draw(st.sampled_from(self.posted))
        if more:
            legs = [LegSpec(leg.account, leg.side, leg.amount_minor * 2, leg.party) for leg in body["legs"]]
            with pytest.raises(IdempotencyConflict):
                ledger.post(community_id=one, at=AT, **{**body, "legs": legs})
        else:
            assert ledger.post(community_id=one, at=AT, **body).number == entry.number

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        if not self.posted:
            return
        one, body, entry = data.draw(st.sampled_from(self.posted))
        self.serial += 1
        facts = {"entry_id": entry.id, "key": f"undo:{self.serial}", "at": AT, "reason": "", "effective_date": START}
        facts["effective_date"] = START + timedelta(days=500)
        if entry.id in self.undone:
            with pytest.raises(AlreadyReversed):
                ledger.reverse(community_id=one, **facts)
            return
        ledger.reverse(community_id=one, **facts)
        self.undone.add(entry.id)
        self.count(one, body["legs"], sign=-1)

    @rule(which=st.integers(0, 1), amount=AMOUNTS)
    def refuse_the_unbalanced(self, which: int, amount: int) -> None:
        body = self.body(which, 0, amount, 0)
        body["legs"][0] = LegSpec("assets:bank", "debit", amount + 1)
        with pytest.raises(Unbalanced):
            ledger.post(community_id=self.ids[which], at=AT, **body)

    @rule(which=st.integers(0, 1))
    def seal_a_month(self, which: int) -> None:
        one = self.ids[which]
        if self.month[one] == 3:
            return
        self.month[one] += 1
        month = self.month[one]
        end = date(2026, month + 1, 1) - timedelta(days=1)
        ledger.seal_period(community_id=one, label=f"2026-{month:02d}", end_date=end, at=AT)
        self.sealed_until[one] = end

    @invariant()
    def balances_are_the_models(self) -> None:
        for (one, account, whose), amount in self.held.items():
            signed = amount if account in DEBIT_ACCOUNTS else -amount
            assert ledger.balance(community_id=one, account=account, party=whose) == signed

    def teardown(self) -> None:
        for one in getattr(self, "ids", []):
            lines = ledger.trial_balance(community_id=one)
            assert sum(line.debit_minor for line in lines) == sum(line.credit_minor for line in lines)
            assert len(ledger.list_entries(community_id=one)) == self.counts[one]
            kinds = {finding.kind for finding in ledger.check(community_id=one)}
            assert kinds <= {"not_cleared", "negative"}, kinds


class TestAnySequence(AnySequence.TestCase, TestCase):  # type: ignore[name-defined,misc]  # made by hypothesis at run time
    settings = settings(
        max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
    )
