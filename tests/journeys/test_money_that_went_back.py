"""Refunds before and after a close, whole and partial: who gave what, in which order, as the engine and books say.

An independent model walks the same deeds: settle the month without the receipts, compare, and meet each loss by the
month's hold, then what is payable, then later earnings, then (after a year) the reserve.
"""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.commerce import public as commerce
from diwan.commerce.models import Earning, Invoice, Receipt
from diwan.distribution import public as distribution
from diwan.distribution.actions.context import Close
from diwan.distribution.models import AccountingPeriod, Hold
from diwan.engine.public import reverse
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger
from diwan.people import public as people

pytestmark = pytest.mark.django_db
ZONE = "Asia/Riyadh"
FIRST = Period("2026-03")
START = FIRST.start(ZONE)
NAMES = ("amal", "basel", "carim", "dina")


class Village:
    """Four people who tip one another; months are closed, money goes back."""

    def __init__(self) -> None:
        def someone(name: str) -> people.Person:
            return people.create_person(email=f"{name}@x.example", display_name=name, language="en", at=START)

        self.community = people.create_community(
            slug="village", name_ar="قرية", name_en="Village", currency="USD", timezone=ZONE, language="ar",
            owner=someone("owner"), at=START,
        )  # fmt: skip
        self.owner = people.list_memberships_with_role(community_id=self.community.pk, role="owner").get()
        self.members = [people.join_community(person=someone(n), community=self.community, at=START) for n in NAMES]
        document = distribution.plan_template(slug="creators-club", currency="USD").document
        plan = distribution.draft_plan(
            community_id=self.community.pk, document=document, by=self.owner.party_id, at=START
        )
        distribution.adopt_plan(plan_id=plan.id, from_period=FIRST.label, by=self.owner.party_id, at=START)
        self.month = FIRST
        self.count = 0
        self.receipts: list[int] = []
        self.open()

    @property
    def at(self) -> datetime:
        self.count += 1
        return self.month.start(ZONE) + timedelta(days=21, minutes=self.count)

    def open(self) -> None:
        distribution.open_period(
            community_id=self.community.pk, period=self.month.label, at=self.month.start(ZONE) + timedelta(hours=1)
        )

    def tip(self, giver: int, taker: int, amount: int) -> None:
        at = self.at
        self.receipts.append(
            commerce.record_receipt(
                community_id=self.community.pk,
                payer=self.members[giver].party_id,
                kind="tip",
                gross_minor=amount,
                tax_minor=amount * 15 // 115,
                fee_minor=amount % 2 * (amount // 50),
                to=self.members[taker].party_id,
                effective_date=self.month.first_date(),
                at=at,
                key=f"tip-{self.count}",
            )
        )
        commerce.invoice_receipt(receipt_id=self.receipts[-1], by=self.owner.party_id, at=at)

    def give_back(self, which: int, amount: int) -> None:
        if not self.receipts:
            return
        receipt = self.receipts[which % len(self.receipts)]
        kept = Receipt.objects.filter(pk=receipt).values_list("gross_minor", "refunded_minor").get()
        if kept[0] > kept[1]:
            commerce.refund_receipt(
                receipt_id=receipt, amount_minor=min(amount, kept[0] - kept[1]), by=self.owner.party_id, at=self.at,
                reason="asked for it", key=f"back-{self.count}",
            )  # fmt: skip

    def close(self) -> None:
        """Published first, posted and sealed when the days for objections are over."""
        for days, until in ((1, "published"), (20, "sealed")):
            distribution.advance(
                community_id=self.community.pk, period=self.month.label, by=self.owner.party_id,
                at=self.month.end(ZONE) + timedelta(days=days), until=until,
            )  # fmt: skip
        self.month = self.month.next()
        self.open()


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("tip"), st.integers(0, 3), st.integers(0, 3), st.integers(1, 5_000)),
        st.tuples(st.just("back"), st.integers(0, 9), st.integers(0, 0), st.integers(1, 5_000)),
        st.tuples(st.just("close"), st.integers(0, 0), st.integers(0, 0), st.integers(0, 0)),
    ),
    min_size=3,
    max_size=7,
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_any_life_of_refunds_is_met_in_order_and_exact(deeds: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        village = Village()
        village.tip(0, 1, 4_000)
        village.close()
        for what, one, other, amount in deeds:
            if what == "tip" and one != other:
                village.tip(one, other, amount)
            elif what == "back":
                village.give_back(one, amount)
                _replay_and_look(village)
            elif what == "close" and village.count < 60:
                village.close()
        _documents_hold_what_receipts_hold(village)
        assert ledger.check(community_id=village.community.pk) == []
        transaction.set_rollback(True)


def _replay_and_look(village: Village) -> None:
    """Replay what waits, one refund at a time, and compare with the model."""
    scope = village.community.pk
    waiting = [
        entry for entry in ledger.list_entries(community_id=scope, kinds=["receipt_refunded"])
        if not distribution.list_replays(community_id=scope, refund_keys=[entry.key])
    ]  # fmt: skip
    if len(waiting) != 1:
        distribution.replay_refunds(community_id=scope, at=village.at)
        return
    (entry,) = waiting
    row = AccountingPeriod.objects.select_related("plan").get(community=scope, label=entry.detail["period"])
    close = Close(row=row, by=None, at=village.at)
    already = {key for one in row.replays.all() for key in one.reversed_receipts}
    expected = reverse(close.plan, close.inputs, sorted(set(entry.detail["receipts"]) - already), already=already)
    before = {party: _standing(scope, row, party) for party in close.parties.values()}
    distribution.replay_refunds(community_id=scope, at=village.at)
    (told,) = distribution.list_replays(community_id=scope, refund_keys=[entry.key])
    assert {one.party: one.change_minor for one in told.charges} == {
        close.parties[pid]: change for pid, change in expected.items() if not pid.startswith("acct:")
    }
    for one in told.charges:
        if one.change_minor >= 0:
            continue
        loss, (held, payable) = -one.change_minor, before[one.party]
        from_hold = min(loss, held)
        from_payable = min(loss - from_hold, payable)
        assert (one.from_hold_minor, one.from_payable_minor) == (from_hold, from_payable)
        assert one.from_future_minor + one.from_reserve_minor + one.waiting_minor == loss - from_hold - from_payable
    _nobody_owes_and_clearing_is_empty(scope)


def _standing(scope: int, row: AccountingPeriod, party: UUID) -> tuple[int, int]:
    holds = Hold.objects.filter(line__period=row, line__party=party)
    payable = ledger.balance(community_id=scope, account="liabilities:members", party=party)
    return sum(hold.left_minor for hold in holds), payable


def _nobody_owes_and_clearing_is_empty(scope: int) -> None:
    assert ledger.balance(community_id=scope, account="assets:refunds_to_recover") == 0
    for account in ("liabilities:members", "liabilities:held"):
        assert min(ledger.balances_by_party(community_id=scope, account=account).values(), default=0) >= 0


def _documents_hold_what_receipts_hold(village: Village) -> None:
    """The tax of all documents is what the books owe the tax office plus the tax of months to come."""
    scope = village.community.pk
    documents = sum(row.sign * row.tax_minor for row in Invoice.objects.filter(community=scope))
    planned = Earning.objects.filter(community=scope, status="planned")
    due = ledger.balance(community_id=scope, account="liabilities:tax")
    assert documents == due + sum(one.tax_minor for one in planned)


def test_a_debt_is_paid_by_later_earnings_and_the_case_tells_so() -> None:
    village = Village()
    village.tip(0, 1, 10_000)
    village.close()
    scope, basel = village.community.pk, village.members[1].party_id
    _pay_everything_out(village, basel)
    village.give_back(0, 10_000)
    distribution.replay_refunds(community_id=scope, at=village.at)
    (case,) = commerce.list_cases(community_id=scope)
    story = commerce.get_case(case_id=case.id, viewer=village.owner.party_id)
    keys = [step.refund_key for step in story.steps if step.period]
    (told,) = distribution.list_replays(community_id=scope, refund_keys=keys)
    (loss,) = [one for one in told.charges if one.party == basel]
    assert loss.from_hold_minor > 0
    assert loss.from_payable_minor == 0
    assert loss.waiting_minor == -loss.change_minor - loss.from_hold_minor > 0
    village.tip(2, 1, 4_000)
    village.close()
    (later,) = distribution.list_replays(community_id=scope, refund_keys=keys)
    (met,) = [one for one in later.charges if one.party == basel]
    assert met.from_future_minor > 0
    assert met.from_future_minor + met.waiting_minor == loss.waiting_minor
    carried = ledger.balance(community_id=scope, account="assets:carried", party=basel)
    assert met.waiting_minor == carried


def _pay_everything_out(village: Village, party: UUID) -> None:
    scope = village.community.pk
    owed = ledger.balance(community_id=scope, account="liabilities:members", party=party)
    legs = [
        ledger.LegSpec("liabilities:members", "debit", owed, party),
        ledger.LegSpec("assets:bank", "credit", owed),
    ]
    ledger.post(
        community_id=scope, kind="payout_sent", legs=legs, effective_date=village.at.date(), at=village.at,
        key="paid-out", currency="USD",
    )  # fmt: skip


def test_an_earners_year_is_what_the_books_say() -> None:
    village = Village()
    scope, basel = village.community.pk, village.members[1].party_id
    village.tip(0, 1, 10_000)
    village.tip(2, 1, 3_000)
    village.close()
    _pay_everything_out(village, basel)
    village.tip(3, 1, 2_000)
    village.close()
    village.give_back(0, 10_000)
    distribution.replay_refunds(community_id=scope, at=village.at)
    year = distribution.year_of(community_id=scope, party=basel, year=2026)
    assert year.earned_minor == sum(amount for _month, amount in year.months) == sum(n for _kind, n in year.kinds)
    other = sum(amount for _kind, amount in year.other)
    moved = year.earned_minor + year.adjusted_minor - year.paid_minor + other
    assert year.opening_minor + moved == year.closing_minor
    stands = year.payable_minor + year.held_minor + year.in_payout_minor - year.carried_minor
    assert stands == year.closing_minor
    assert year.paid_minor > 0 > year.adjusted_minor
    after = distribution.year_of(community_id=scope, party=basel, year=2027)
    assert (after.opening_minor, after.earned_minor) == (year.closing_minor, 0)
    assert distribution.list_years(community_id=scope, party=basel) == [2026]
    nobody = distribution.year_of(community_id=scope, party=village.owner.party_id, year=2026)
    assert nobody.is_empty
