"""A wrong plan is refused with the place, a code and words."""

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from diwan.engine.planfile.checks import MAX_DEPTH
from diwan.engine.public import PlanError, parse_plan

Document = dict[str, Any]
REST = {"name": "rest", "take": "rest", "to": "pool:a"}
VALID: Document = {
    "plan": "p",
    "version": 1,
    "currency": "SAR",
    "period": "month",
    "waterfalls": [{"name": "w", "from": ["tip"], "lines": [{"name": "l", "take": {"bps": 1}, "to": "acct:x"}, REST]}],
    "pools": {"a": {"rule": "directed"}},
}


def plan_with(value: Any, *path: Any) -> Any:
    document: Any = deepcopy(VALID)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def taking(take: Any) -> Any:
    return plan_with(take, "waterfalls", 0, "lines", 0, "take")


def sending(to: Any) -> Any:
    return plan_with(to, "waterfalls", 0, "lines", 0, "to")


def pool(**document: Any) -> Any:
    return plan_with(document, "pools", "a")


def flows(first_line_to: str, **documents: Any) -> Any:
    document = sending(first_line_to)
    document["flows"] = documents
    return document


def falling(to: str) -> Document:
    return {"lines": [{"name": "x", "take": "rest", "to": to}]}


LINE0 = "waterfalls[0].lines[0]"
TAKE0 = f"{LINE0}.take"
TWO = [VALID["waterfalls"][0], VALID["waterfalls"][0]]
DEEP = {f"f{depth}": falling(f"flow:f{depth + 1}") for depth in range(MAX_DEPTH)} | {f"f{MAX_DEPTH}": falling("acct:x")}

REFUSED: list[tuple[Any, str, str]] = [
    ([], "", "not_a_mapping"),
    (None, "", "not_a_mapping"),
    ({1: 2}, "", "bad_key"),
    ({"plan": "p"}, "currency", "missing"),
    (VALID | {"colour": 1}, "colour", "unknown_key"),
    (VALID | {"plan": " "}, "plan", "not_text"),
    (VALID | {"plan": "\ud800"}, "plan", "not_text"),
    (VALID | {"version": 0}, "version", "out_of_range"),
    (VALID | {"version": True}, "version", "not_whole"),
    (VALID | {"version": "1"}, "version", "not_whole"),
    (VALID | {"currency": "XYZ"}, "currency", "unknown_currency"),
    (VALID | {"exponent": 3}, "exponent", "wrong_exponent"),
    (VALID | {"period": "fortnight"}, "period", "not_a_choice"),
    (VALID | {"rounding": "up"}, "rounding", "not_a_choice"),
    (VALID | {"dust_to": "community"}, "dust_to", "bad_account"),
    (VALID | {"dust_to": "acct:Community"}, "dust_to", "bad_account"),
    (VALID | {"dust_to": "acct:community\n"}, "dust_to", "bad_account"),
    (VALID | {"holdback": {"bps": 10_001, "periods": 1}}, "holdback.bps", "out_of_range"),
    (VALID | {"holdback": {"bps": 1}}, "holdback.periods", "missing"),
    (VALID | {"min_payout": 1.0}, "min_payout", "not_whole"),
    (VALID | {"min_payout": 10**19}, "min_payout", "out_of_range"),
    (VALID | {"recognition": {"gift": 12}}, "recognition.gift", "unknown_kind"),
    (VALID | {"recognition": {"tip": 0}}, "recognition.tip", "out_of_range"),
    (VALID | {"waterfalls": []}, "waterfalls", "empty"),
    (VALID | {"waterfalls": "w"}, "waterfalls", "not_a_list"),
    (VALID | {"waterfalls": TWO}, "waterfalls[1].from", "kind_twice"),
    (plan_with([], "waterfalls", 0, "from"), "waterfalls[0].from", "empty"),
    (plan_with(["gift"], "waterfalls", 0, "from"), "waterfalls[0].from[0]", "not_a_choice"),
    (plan_with([["tip"]], "waterfalls", 0, "from"), "waterfalls[0].from[0]", "not_a_choice"),
    (plan_with(["tip", "tip"], "waterfalls", 0, "from"), "waterfalls[0].from", "repeated"),
    (plan_with([], "waterfalls", 0, "lines"), "waterfalls[0].lines", "rest_missing"),
    (plan_with([VALID["waterfalls"][0]["lines"][0]], "waterfalls", 0, "lines"), "waterfalls[0].lines", "rest_missing"),
    (taking("rest"), TAKE0, "rest_not_last"),
    (taking("all"), TAKE0, "bad_take"),
    (taking({}), TAKE0, "bad_take"),
    (taking({"fixed": 1, "bps": 1}), TAKE0, "bad_take"),
    (taking({"fixed": -1}), f"{TAKE0}.fixed", "out_of_range"),
    (taking({"bps": 10_001}), f"{TAKE0}.bps", "out_of_range"),
    (taking({"bps": 1, "of": "gross"}), f"{TAKE0}.of", "not_a_choice"),
    (taking({"fixed": 1, "of": "base"}), f"{TAKE0}.of", "of_without_bps"),
    (taking({"actual": 5}), f"{TAKE0}.actual", "not_text"),
    (taking({"fixed": 1, "min": 3, "max": 2}), f"{TAKE0}.min", "min_above_max"),
    (taking({"fixed": 1, "share": 3}), f"{TAKE0}.share", "unknown_key"),
    (sending("owner"), f"{LINE0}.to", "bad_target"),
    (sending("pool:"), f"{LINE0}.to", "bad_target"),
    (sending("member:ana"), f"{LINE0}.to", "bad_target"),
    (sending("acct:Owner"), f"{LINE0}.to", "bad_account"),
    (sending("pool:b"), f"{LINE0}.to", "unknown_pool"),
    (sending("flow:b"), f"{LINE0}.to", "unknown_flow"),
    (plan_with({"rule": "directed"}, "pools", "b"), "pools.b", "unreachable_pool"),
    (VALID | {"pools": {"a": {"rule": "directed"}, 7: {}}}, "pools", "bad_key"),
    (pool(), "pools.a.rule", "missing"),
    (pool(rule="fair"), "pools.a.rule", "not_a_choice"),
    (pool(rule="directed", signal="v"), "pools.a.signal", "unknown_key"),
    (pool(rule="directed", cap=-1), "pools.a.cap", "out_of_range"),
    (pool(rule="directed", cap_bps=10_001), "pools.a.cap_bps", "out_of_range"),
    (pool(rule="directed", overflow="pool:a"), "pools.a.overflow", "bad_account"),
    (pool(rule="directed", who={"level": 1}), "pools.a.who.level", "unknown_key"),
    (pool(rule="directed", who={"roles": "lead"}), "pools.a.who.roles", "not_a_list"),
    (pool(rule="equal"), "pools.a", "equal_needs_roles"),
    (pool(rule="equal", who={"roles": []}), "pools.a", "equal_needs_roles"),
    (pool(rule="points"), "pools.a.signal", "missing"),
    (pool(rule="referral"), "pools.a.bps", "missing"),
    (pool(rule="patronage", of=[]), "pools.a.of", "empty"),
    (pool(rule="qf", of=["tip"]), "pools.a.pair_cap", "missing"),
    (pool(rule="user_centric", signal="v", mode="square"), "pools.a.mode", "not_a_choice"),
    (pool(rule="user_centric", signal="v", attribution="likes"), "pools.a.attribution", "not_a_choice"),
    (pool(rule="bounty", shortfall="lottery"), "pools.a.shortfall", "not_a_choice"),
    (pool(rule="bounty", claims=[["ana"]]), "pools.a.claims[0]", "bad_claim"),
    (pool(rule="bounty", claims=[["ana", -1]]), "pools.a.claims[0][1]", "out_of_range"),
    (pool(rule="bounty", claims={"ana": 1.5}), "pools.a.claims.ana", "not_whole"),
    (pool(rule="bounty", claims={"acct:tax": 5}), "pools.a.claims.acct:tax", "not_a_person"),
    (pool(rule="bounty", claims=[["acct:tax", 5]]), "pools.a.claims[0][0]", "not_a_person"),
    (flows("flow:f", f={"lines": []}), "flows.f.lines", "rest_missing"),
    (flows("flow:f", f=falling("acct:x") | {"name": "g"}), "flows.f.name", "flow_name"),
    (flows("flow:f", f=falling("acct:x") | {"from": ["tip"]}), "flows.f.from", "flow_kinds"),
    (flows("acct:x", f=falling("acct:x")), "flows.f", "unreachable_flow"),
    (flows("acct:x", f=falling("flow:g"), g=falling("flow:f")), "flows.f", "unreachable_flow"),
    (flows("flow:f", f=falling("flow:f")), "flows.f.lines[0].to", "two_parents"),
    (flows("flow:f0", **DEEP), "flows", "too_deep"),
]


@pytest.mark.parametrize(("document", "place", "code"), REFUSED, ids=[f"{row[1]}-{row[2]}" for row in REFUSED])
def test_a_wrong_plan_names_its_wrong_place(document: Any, place: str, code: str) -> None:
    with pytest.raises(PlanError) as refusal:
        parse_plan(document)
    assert (refusal.value.place, refusal.value.code) == (place, code)
    assert refusal.value.message
    assert str(refusal.value) == (f"{place}: {refusal.value.message}" if place else refusal.value.message)


def test_the_plan_they_were_made_from_is_valid() -> None:
    plan = parse_plan(VALID | {"recognition": {"tip": 12}})
    assert (plan.exponent, plan.dust_to, plan.recognition) == (2, "acct:community", {"tip": 12})


def test_a_flow_may_repeat_its_own_name() -> None:
    plan = parse_plan(flows("flow:f", f=falling("acct:x") | {"name": "f", "from": []}))
    assert plan.flows["f"].lines[0].to == "acct:x"


@pytest.mark.parametrize(("currency", "exponent"), [("JPY", 0), ("SAR", 2), ("KWD", 3), ("CLF", 4)])
def test_the_exponent_follows_the_currency(currency: str, exponent: int) -> None:
    assert parse_plan(VALID | {"currency": currency}).exponent == exponent


def test_a_month_of_every_rule_is_valid(a_month: Callable[..., Any]) -> None:
    rules = {pool["rule"] for seed in range(60) for pool in a_month(Random(seed))[0]["pools"].values()}
    assert len(rules) == 9
