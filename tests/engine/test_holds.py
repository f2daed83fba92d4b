"""What waits, what is payable, and who bears a late refund."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from diwan.engine.public import Charge, charge, hold, parse_inputs, parse_plan, payable_now, settle, unseasoned_part

amounts = st.integers(0, 5000)


@given(earned=amounts, bps=st.integers(0, 10_000), unseasoned=amounts)
def test_what_waits_and_what_does_not_is_all_there_is(earned: int, bps: int, unseasoned: int) -> None:
    kept = hold(earned, bps, unseasoned=unseasoned)
    assert kept.held + kept.payable == earned
    assert min(kept.ordinary, kept.unseasoned, kept.payable) >= 0
    assert kept.ordinary == earned * bps // 10_000


def test_a_balance_waits_until_it_is_worth_a_payment_and_is_then_paid_whole() -> None:
    assert [payable_now(balance, 5000) for balance in (0, 4999, 5000, 7201)] == [0, 0, 5000, 7201]
    assert payable_now(3, 0) == 3


def test_a_refund_is_charged_in_the_published_order() -> None:
    assert charge(2929, hold=819, balance=0, earnings=0, waited=0, patience=3) == Charge(819, 0, 0, 0, 2110)
    assert charge(2110, hold=0, balance=500, earnings=1000, waited=1, patience=3) == Charge(0, 500, 1000, 0, 610)
    assert charge(610, hold=0, balance=0, earnings=10, waited=3, patience=3) == Charge(0, 0, 10, 600, 0)


@given(debt=amounts, held=amounts, balance=amounts, earnings=amounts, waited=st.integers(0, 4))
def test_every_unit_of_a_debt_is_borne_or_carried(
    debt: int, held: int, balance: int, earnings: int, waited: int
) -> None:
    taken = charge(debt, hold=held, balance=balance, earnings=earnings, waited=waited, patience=2)
    assert sum((taken.from_hold, taken.from_balance, taken.from_earnings, taken.from_reserve, taken.carried)) == debt
    assert taken.carried == 0 or waited < 2
    assert taken.from_balance == 0 or taken.from_hold == held


def test_money_from_new_payers_waits_edge_by_edge(golden: Callable[[str], Any]) -> None:
    plan = parse_plan(golden("ex1.plan"))
    settlement = settle(plan, parse_inputs(golden("ex1.inputs"), plan))
    assert unseasoned_part(settlement, "huda", {"noor"}) == 409
    assert unseasoned_part(settlement, "huda", {"lina", "noor", "sami"}) == 4120
    assert unseasoned_part(settlement, "huda", {"dana"}) == 0
    assert unseasoned_part(settlement, "mod1", {"lina"}) == 0


def test_a_voice_brings_no_money_that_could_be_charged_back() -> None:
    plan = parse_plan(
        {
            "plan": "p", "version": 1, "currency": "SAR", "period": "month",
            "waterfalls": [
                {"name": "w", "from": ["sponsor"], "lines": [{"name": "v", "take": "rest", "to": "pool:v"}]}
            ],
            "pools": {"v": {"rule": "user_centric", "signal": "value", "attribution": "voice"}},
        }
    )  # fmt: skip
    receipt = {"id": "s", "payer": "acme", "kind": "sponsor", "gross": 100, "tax": 0, "fee": 0}
    settlement = settle(plan, parse_inputs({"receipts": [receipt], "signals": {"value": [["ana", "poet", 1]]}}, plan))
    assert settlement.alloc == {"poet": 100}
    assert unseasoned_part(settlement, "poet", {"ana", "acme"}) == 0
