"""Whatever people do, in whatever order, the books agree with a model that shares no code with them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.commerce import public as commerce
from diwan.commerce.errors import CommerceError
from diwan.kernel.periods import Period
from diwan.ledger import public as ledger

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
_slugs = count()

deed = st.one_of(
    st.tuples(st.just("order"), st.integers(0, 3), st.integers(0, 1)),
    st.tuples(st.just("approve"), st.integers(0, 9), st.integers(1, 7_000)),
    st.tuples(st.just("settle"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("refund"), st.integers(0, 9), st.integers(1, 7_000)),
    st.tuples(st.just("refund_all"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("cancel"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("tip"), st.integers(20, 5_000), st.integers(0, 9)),
    st.tuples(st.just("recognise"), st.just(0), st.just(0)),
    st.tuples(st.just("close"), st.just(0), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 40), st.just(0)),
)


class World:
    """The community under test beside its model: what came in, what went back."""

    def __init__(self, till, currency: str) -> None:
        self.till, self.at, self.steps = till, AT, count()
        prices = ((5_000, "month"), (3_333, "month"), (6_001, "year"), (17, "year"))
        self.offers = [till.offer(price, interval, tax_bp=1_500) for price, interval in prices]
        self.orders: list[commerce.OrderView] = []
        self.closed = Period("2026-09")
        self.paid = self.back = 0

    def do(self, what: str, one: int, two: int) -> None:
        try:
            getattr(self, what)(one, two)
        except CommerceError:
            return

    def order(self, offer: int, who: int) -> None:
        member = (self.till.layla, self.till.stranger)[who]
        self.orders.append(self.till.order(self.offers[offer], who=member, at=self.at, key=f"step-{next(self.steps)}"))

    def approve(self, place: int, amount: int) -> None:
        order = self._order(place)
        commerce.approve_payment(
            order_id=order.id,
            amount_minor=amount,
            by=self.till.treasurer.party_id,
            at=self.at,
            key=f"step-{next(self.steps)}",
            as_extra=not order.outstanding_minor,
        )
        self.paid += amount

    def settle(self, place: int, _two: int) -> None:
        self.approve(place, self._order(place).outstanding_minor or 1)

    def refund(self, place: int, amount: int) -> None:
        payments = self._order(place).payments
        if payments:
            self._refund(payments[amount % len(payments)].id, amount)

    def refund_all(self, place: int, _two: int) -> None:
        for payment in self._order(place).payments:
            self.do("_refund", payment.id, payment.amount_minor - payment.refunded_minor or 1)

    def _refund(self, payment_id: int, amount: int) -> None:
        commerce.refund_payment(
            payment_id=payment_id,
            amount_minor=amount,
            by=self.till.treasurer.party_id,
            at=self.at,
            reason="asked",
            key=f"step-{next(self.steps)}",
        )
        self.back += amount

    def cancel(self, place: int, _two: int) -> None:
        order = self._order(place)
        commerce.cancel_order(order_id=order.id, by=order.payer, at=self.at)

    def tip(self, gross: int, fee: int) -> None:
        day = self.at.date() - timedelta(days=fee * 9)
        key = f"step-{next(self.steps)}"
        commerce.record_receipt(
            community_id=self.till.community.pk,
            payer=self.till.layla.party_id,
            kind="tip",
            gross_minor=gross,
            tax_minor=gross // 9,
            fee_minor=fee,
            to=None,
            effective_date=day,
            at=self.at,
            key=key,
        )
        self.paid += gross - fee

    def recognise(self, _one: int, _two: int) -> None:
        period = Period.of(self.at, self.till.community.timezone).label
        commerce.recognise_income(community_id=self.till.community.pk, period=period, at=self.at)

    def close(self, _one: int, _two: int) -> None:
        self.closed = self.closed.next()
        self.at = max(self.at, self.closed.end(self.till.community.timezone))
        self.till.close(self.closed.label, at=self.at)

    def wait(self, days: int, _two: int) -> None:
        self.at += timedelta(days=days)

    def _order(self, place: int) -> commerce.OrderView:
        if not self.orders:
            self.order(place % 4, 0)
        order = self.orders[place % len(self.orders)]
        return commerce.get_order(order_id=order.id, viewer=order.payer)

    def agree(self) -> None:
        till = self.till
        lines = ledger.trial_balance(community_id=till.community.pk)
        assert sum(line.debit_minor for line in lines) == sum(line.credit_minor for line in lines)
        assert till.balance("assets:bank") == self.paid - self.back
        earned = till.recognised()
        assert max(Counter(d["receipt"] for d in earned).values(), default=1) == 1
        assert all(d["gross"] >= d["tax"] + d["fee"] and min(d["tax"], d["fee"]) >= 0 for d in earned)
        fees = till.balance("assets:prepaid_fees") + till.balance("expenses:processor_fees")
        not_earned = till.balance("liabilities:deferred") + till.balance("liabilities:credit")
        net_recovered = sum(d["gross"] for d in earned) - till.balance("assets:refunds_to_recover")
        assert not_earned + net_recovered == self.paid - self.back + fees + till.balance("expenses:losses")
        assert till.balance("liabilities:tax") == sum(d["tax"] for d in earned)
        for account in ("liabilities:deferred", "liabilities:credit"):
            balances = ledger.balances_by_party(community_id=till.community.pk, account=account)
            assert min(balances.values(), default=0) >= 0, account
        refunded = [ref for e in till.entries("receipt_refunded") for ref in e.detail["receipts"]]
        assert len(refunded) == len(set(refunded)), "a receipt is replayed once"
        known = {d["receipt"]: d["gross"] for d in earned}
        assert sum(known[ref] for ref in refunded) == till.balance("assets:refunds_to_recover")

    def agree_at_the_end_of_time(self) -> None:
        # Ordering again while an order is open gives that order again: each is counted once.
        orders = {order.id: order for order in self.orders}.values()
        waiting = sum(_waiting(commerce.get_order(order_id=one.id, viewer=one.payer)) for one in orders)
        far = Period.of(self.at, self.till.community.timezone).plus(60).label
        commerce.recognise_income(community_id=self.till.community.pk, period=far, at=self.at)
        assert self.till.balance("liabilities:deferred") == waiting, "everything paid for is earned in the end"
        assert self.till.balance("assets:prepaid_fees") == 0
        self.agree()


def _waiting(order: commerce.OrderView) -> int:
    return order.paid_minor if order.status in ("part_paid", "review", "awaiting", "rejected") else 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(deeds=st.lists(deed, min_size=5, max_size=25), currency=st.sampled_from(["KWD", "JPY", "USD"]))
def test_deferred_and_earned_are_what_was_paid(another_till, deeds: list[tuple], currency: str) -> None:
    world = World(another_till(f"c{next(_slugs)}", currency=currency), currency)
    for what, one, two in deeds:
        world.do(what, one, two)
        world.agree()
    world.agree_at_the_end_of_time()
    assert ledger.check(community_id=world.till.community.pk) == []
