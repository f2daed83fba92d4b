"""Promises about every unit: nothing is lost, nothing depends on order, nobody is a whole unit off."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.public import (
    Inputs,
    Plan,
    Settlement,
    canonical_json,
    parse_inputs,
    parse_plan,
    plan_document,
    plan_hash,
    reverse,
    settle,
    settlement_document,
)

Month = Callable[..., tuple[dict[str, Any], dict[str, Any]]]
chance = st.randoms(use_true_random=False)


def parsed(documents: tuple[dict[str, Any], dict[str, Any]]) -> tuple[Plan, Inputs]:
    plan = parse_plan(documents[0])
    return plan, parse_inputs(documents[1], plan)


def assert_conserved(settlement: Settlement, plan: Plan) -> None:
    assert sum(settlement.alloc.values()) == settlement.gross
    assert sum(posting.amount for posting in settlement.trail) == settlement.gross
    assert all(posting.amount > 0 for posting in settlement.trail)
    assert all(amount > 0 for amount in settlement.alloc.values())
    assert set(settlement.pools) == set(plan.pools)
    for pool in settlement.pools.values():
        assert pool.amount == sum(pool.shares.values()) + pool.unallocated + pool.dust
        assert min(pool.amount, pool.unallocated, pool.dust, *pool.shares.values()) >= 0


@given(rng=chance)
def test_every_unit_of_gross_is_posted_once(rng: Random, a_month: Month) -> None:
    plan, inputs = parsed(a_month(rng))
    assert_conserved(settle(plan, inputs), plan)


def test_ten_thousand_small_months_are_conserved(a_month: Month) -> None:
    rng = Random(20260101)
    for _ in range(10_000):
        plan, inputs = parsed(a_month(rng))
        assert_conserved(settle(plan, inputs), plan)


def shuffled(value: Any, rng: Random, key: str = "") -> Any:
    """The same document, written in another order wherever order has no meaning."""
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {each: shuffled(value[each], rng, each) for each in keys}
    if isinstance(value, list):
        items = [shuffled(each, rng) for each in value]
        if key in ("lines", "waterfalls") or all(isinstance(each, str | int) for each in items):
            return items
        rng.shuffle(items)
        return items
    return value


@given(rng=chance)
def test_the_order_of_the_files_changes_no_byte(rng: Random, a_month: Month) -> None:
    plan_file, inputs_file = a_month(rng)
    plan, inputs = parsed((plan_file, inputs_file))
    again, inputs_again = parsed((shuffled(plan_file, rng), shuffled(inputs_file, rng)))
    assert plan_hash(again) == plan_hash(plan)
    one, other = settle(plan, inputs), settle(again, inputs_again)
    assert canonical_json(settlement_document(one)) == canonical_json(settlement_document(other))
    assert one.edges == other.edges
    assert one.trail == other.trail


@given(rng=chance)
def test_a_plan_survives_being_written_and_read(rng: Random, a_month: Month) -> None:
    plan, _ = parsed(a_month(rng))
    assert parse_plan(plan_document(plan)) == plan


@given(rng=chance)
def test_everybody_is_within_one_unit_of_the_exact_share(rng: Random, a_month: Month) -> None:
    plan, inputs = parsed(a_month(rng))
    settlement = settle(plan, inputs)
    for name, sharing in settlement.sharings.items():
        for person, exact in sharing.exact.items():
            assert abs(settlement.pools[name].shares.get(person, 0) - exact) < 1


FLOW = {
    "plan": "flow", "version": 1, "currency": "SAR", "period": "month",
    "waterfalls": [{"name": "w", "from": ["membership"], "lines": [{"name": "all", "take": "rest", "to": "pool:a"}]}],
    "pools": {"a": {"rule": "user_centric", "signal": "value"}},
}  # fmt: skip


@given(rng=chance)
def test_flows_agree_with_plain_fractions(rng: Random, inputs_for: Callable[..., Any]) -> None:
    """An independent reading of the formula: Σ over payers of m·w/W, no inner scale."""
    document = inputs_for(rng, FLOW) | {"persons": {}, "members": {}}
    settlement = settle(*parsed((FLOW, document)))
    nets: dict[str, int] = {}
    for receipt in document["receipts"]:
        nets[receipt["payer"]] = nets.get(receipt["payer"], 0) + receipt["gross"] - receipt["tax"] - receipt["fee"]
    owed: dict[str, Fraction] = {}
    for payer, net in nets.items():
        row = [(to, weight) for who, to, weight in document["signals"]["value"] if who == payer and to != payer]
        total = sum(weight for _, weight in row)
        for to, weight in row:
            owed[to] = owed.get(to, Fraction(0)) + (Fraction(net * weight, total) if total else 0)
    shares = {person: int(share) for person, share in owed.items() if share >= 1}
    assert dict(settlement.pools["a"].shares) == shares


@given(rng=chance)
def test_two_half_months_pay_what_the_month_pays(rng: Random, inputs_for: Callable[..., Any]) -> None:
    document = inputs_for(rng, FLOW)
    middle = len(document["receipts"]) // 2
    halves = [document["receipts"][:middle], document["receipts"][middle:]]
    whole = settle(*parsed((FLOW, document))).pools["a"].shares
    parts = [settle(*parsed((FLOW, document | {"receipts": half}))).pools["a"].shares for half in halves]
    for person in {*whole, *parts[0], *parts[1]}:
        assert 0 <= whole.get(person, 0) - sum(part.get(person, 0) for part in parts) <= 1


@given(rng=chance)
def test_refunds_sum_to_what_was_refunded_in_any_order(rng: Random, a_month: Month) -> None:
    plan, inputs = parsed(a_month(rng))
    gone = [receipt for receipt in inputs.receipts if rng.random() < 0.5]
    at_once = reverse(plan, inputs, [receipt.id for receipt in gone])
    assert sum(at_once.values()) == -sum(receipt.gross for receipt in gone)
    assert 0 not in at_once.values()
    rng.shuffle(gone)
    one_by_one: dict[str, int] = {}
    for index, receipt in enumerate(gone):
        before = [each.id for each in gone[:index]]
        for person, by in reverse(plan, inputs, [receipt.id], already=before).items():
            one_by_one[person] = one_by_one.get(person, 0) + by
    assert {person: by for person, by in one_by_one.items() if by} == at_once
