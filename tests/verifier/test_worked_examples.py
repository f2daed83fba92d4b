"""The months worked out by hand in the specification, settled by the verifier to the minor unit."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from diwan import verifier

Golden = Callable[[str], Any]


@pytest.mark.parametrize("name", ["ex1", "ex2", "ex3"])
def test_a_worked_example_comes_out_to_the_unit(name: str, golden: Golden) -> None:
    expected = golden(f"{name}.expected.json")
    outputs = verifier.settle(golden(f"{name}.plan.json"), golden(f"{name}.inputs.json"))
    assert (outputs["gross"], outputs["alloc"]) == (expected["gross"], expected["alloc"])


def test_two_bots_with_ten_thousand_clicks_get_no_more_than_they_paid(golden: Golden) -> None:
    attack = golden("ex1b.attack.json")
    alloc = verifier.settle(attack["plan"], attack["inputs"])["alloc"]
    assert alloc == attack["expected"]
    assert alloc["evil"] < 11500


def test_a_chargeback_is_replayed_to_the_unit(golden: Golden) -> None:
    expected = golden("ex3.expected.json")
    inputs = {**golden("ex3.inputs.json"), "reversals": golden("ex3.inputs.json")["_reversal"]["then"]}
    outputs = verifier.settle_bundle(golden("ex3.plan.json"), inputs)
    assert outputs["alloc"] == expected["after_reversal"]
    assert outputs["adjustments"] == expected["adjustments"]


def test_the_table_of_the_mishnah_and_its_companions(golden: Golden) -> None:
    for case in golden("claims.vectors.json"):
        shares = verifier.divide(case["rule"], Fraction(case["estate"]), case["claims"])
        assert {name: str(share) for name, share in shares.items()} == case["exact"]


def tips(**pool: Any) -> dict[str, Any]:
    """A plan of one waterfall into one pool."""
    line = {"name": "all", "take": "rest", "to": "pool:p"}
    return {"plan": "p", "currency": "SAR", "waterfalls": [{"name": "w", "from": ["tip"], "lines": [line]}],
            "pools": {"p": pool}}  # fmt: skip


def tip(gross: int, payer: str = "payer", **more: Any) -> dict[str, Any]:
    return {"id": f"{payer}-{gross}", "payer": payer, "kind": "tip", "gross": gross, "tax": 0, "fee": 0, **more}


def test_a_cap_cuts_exactly_and_its_excess_goes_to_the_lighter() -> None:
    inputs = {"receipts": [tip(100)], "points": {"h": {"a": 8, "b": 1, "c": 1}}}
    outputs = verifier.settle(tips(rule="points", signal="h", cap=50), inputs)
    assert outputs["alloc"] == {"a": 50, "b": 25, "c": 25}


def test_what_every_cap_refuses_overflows_to_the_community() -> None:
    inputs = {"receipts": [tip(100)], "points": {"h": {"a": 8, "b": 1}}}
    outputs = verifier.settle(tips(rule="points", signal="h", cap_bps=1000, cap=11), inputs)
    assert outputs["alloc"] == {"a": 10, "b": 10, "acct:community": 80}


def test_a_plan_may_list_the_claims_of_a_closed_role() -> None:
    plan = tips(rule="fixed_takes", claims=[["a", 30], ["b", 20]])
    assert verifier.settle(plan, {"receipts": [tip(100)]})["alloc"] == {"a": 30, "b": 20, "acct:community": 50}
    assert verifier.settle(tips(rule="fixed_takes", claims={"a": 30}), {"receipts": [tip(10)]})["alloc"] == {"a": 10}


def test_matching_pays_the_raw_sum_when_the_pool_is_large_and_nothing_without_a_pair() -> None:
    plan = tips(rule="qf", of=["tip"], pair_cap=100)
    both = {"receipts": [tip(100, "a", to="c"), tip(100, "b", to="c")]}
    assert verifier.settle(plan, both)["alloc"] == {"c": 100, "acct:community": 100}
    assert verifier.settle(plan, {"receipts": [tip(100, "a", to="c")]})["alloc"] == {"acct:community": 100}


def test_thirds_of_thirds_snap_back_to_the_whole_truth() -> None:
    inputs = {"receipts": [tip(1000, payer) for payer in "abc"], "signals": {"v": [[p, "x", 3] for p in "abc"]}}
    outputs = verifier.settle(tips(rule="user_centric", signal="v"), inputs)
    assert outputs["alloc"] == {"x": 3000}


def test_voices_of_equal_weight_share_a_sponsor_and_strangers_have_none() -> None:
    plan = tips(rule="user_centric", signal="v", attribution="voice", givers={"trust": 1})
    members = {"r1": {"trust": 1}, "r2": {"trust": 1}, "bot": {"trust": 0}}
    signals = {"v": [["r1", "x", 1], ["r2", "y", 999], ["bot", "z", 10**6]]}
    outputs = verifier.settle(plan, {"receipts": [tip(100, "sponsor")], "members": members, "signals": signals})
    assert outputs["alloc"] == {"x": 50, "y": 50}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"surprise": 1}, "unknown key surprise"),
        ({"rounding": "ceiling"}, "unknown word ceiling"),
        ({"dust_to": "nobody"}, "nobody is no account"),
        ({"waterfalls": [7]}, "a mapping is expected"),
        ({"waterfalls": [{"name": "w", "from": ["tip"], "lines": []}]}, "takes the rest"),
        ({"pools": {"p": {"rule": "lottery"}}}, "unknown rule lottery"),
        ({"pools": {"p": {"rule": "points"}}}, "signal is missing"),
        ({"pools": {"p": {"rule": "equal", "cap": -1}}}, "-1 is no non-negative integer"),
        ({"pools": {"p": {"rule": "equal", "who": {"age": 3}}}}, "unknown key age"),
        ({"pools": {}}, "nowhere to send to: pool:p"),
    ],
)
def test_a_plan_that_would_have_to_be_guessed_at_is_refused(change: dict[str, Any], said: str) -> None:
    plan = {**tips(rule="equal"), **change}
    with pytest.raises(verifier.Refused, match=said):
        verifier.settle(plan, {"receipts": []})


def test_a_kind_with_two_homes_a_take_with_two_heads_and_a_flow_into_itself_are_refused() -> None:
    plan = tips(rule="equal")
    twice = {**plan, "waterfalls": [plan["waterfalls"][0], plan["waterfalls"][0]]}
    with pytest.raises(verifier.Refused, match="more than one waterfall"):
        verifier.settle(twice, {"receipts": []})
    rest = {"name": "rest", "take": "rest", "to": "pool:p"}
    two = {"name": "two", "take": {"fixed": 1, "bps": 1}, "to": "pool:p"}
    with pytest.raises(verifier.Refused, match="neither a fixed sum"):
        verifier.check_plan({**plan, "waterfalls": [{"name": "w", "from": [], "lines": [two, rest]}]})
    loop = {"lines": [{"name": "round", "take": "rest", "to": "flow:loop"}]}
    falls = [{"name": "w", "from": [], "lines": loop["lines"]}]
    with pytest.raises(verifier.Refused, match="nowhere to send to: flow:loop"):
        verifier.check_plan({**plan, "waterfalls": falls, "flows": {"loop": loop}})


def test_a_receipt_that_comes_twice_is_refused() -> None:
    with pytest.raises(verifier.Refused, match="it comes twice"):
        verifier.settle(tips(rule="equal"), {"receipts": [tip(1), tip(1)]})


def test_a_pool_with_more_edges_than_the_inner_scale_can_bear_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = {"receipts": [tip(100)], "signals": {"v": [["payer", "x", 1], ["payer", "y", 1]]}}
    plan = tips(rule="user_centric", signal="v")
    monkeypatch.setattr(verifier, "MOST_EDGES", 2)
    assert verifier.settle(plan, inputs)["alloc"] == {"x": 50, "y": 50}
    monkeypatch.setattr(verifier, "MOST_EDGES", 1)
    with pytest.raises(verifier.Refused, match="pool p: too many edges"):
        verifier.settle(plan, inputs)


def test_matching_without_a_bound_for_pairs_matches_nothing() -> None:
    both = {"receipts": [tip(100, "a", to="c"), tip(100, "b", to="c")]}
    plan = tips(rule="qf", of=["tip"], pair_cap=0)
    assert verifier.settle(plan, both)["alloc"] == {"acct:community": 200}
