"""What is printed beside a plan: who could steer it, what a steward should ask, what another plan would change."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from diwan.engine.public import (
    Exposure,
    compare,
    exposed_money,
    exposure_of,
    parse_inputs,
    parse_plan,
    plan_warnings,
    settle,
)

Golden = Callable[[str], Any]
PLANS = Path(__file__).parent / "golden" / "plans"


def plan_of(**pools: Any) -> Any:
    lines = [{"name": name, "take": {"bps": 1}, "to": f"pool:{name}"} for name in pools]
    rest = {"name": "rest", "take": "rest", "to": "acct:owner"}
    return parse_plan(
        {
            "plan": "p", "version": 1, "currency": "SAR", "period": "month", "pools": pools,
            "waterfalls": [{"name": "w", "from": ["tip"], "lines": [*lines, rest]}],
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pool", "label"),
    [
        ({"rule": "user_centric", "signal": "v"}, Exposure.S0),
        ({"rule": "directed"}, Exposure.S0),
        ({"rule": "fixed_takes"}, Exposure.S0),
        ({"rule": "user_centric", "signal": "v", "attribution": "voice"}, Exposure.S1),
        ({"rule": "points", "signal": "v"}, Exposure.S2),
        ({"rule": "qf", "of": ["tip"], "pair_cap": 1}, Exposure.SX),
    ],
)
def test_every_pool_has_an_exposure_label(pool: Any, label: Exposure) -> None:
    assert exposure_of(plan_of(a=pool).pools["a"]) is label


def test_the_headline_is_the_exposed_part_of_the_net_money(golden: Golden) -> None:
    plan = parse_plan(golden("ex3.plan"))
    exposed = exposed_money(plan, settle(plan, parse_inputs(golden("ex3.inputs"), plan)))
    assert exposed.labels["match"] is Exposure.SX
    assert (exposed.exposed_minor, exposed.share) == (5600, Fraction(5600, 18400 - 573))
    nothing = exposed_money(plan, settle(plan, parse_inputs({}, plan)))
    assert nothing.share == 0


def test_open_pools_without_caps_or_gates_are_advised_against_but_load() -> None:
    plan = plan_of(
        points={"rule": "points", "signal": "v"},
        voice={"rule": "user_centric", "signal": "v", "attribution": "voice"},
        match={"rule": "qf", "of": ["tip"], "pair_cap": 1},
        money={"rule": "user_centric", "signal": "v", "givers": {"trust": 1}},
    )
    found = [(warning.place, warning.code) for warning in plan_warnings(plan)]
    assert found == [
        ("pools.match", "no_cap"),
        ("pools.match", "no_gate"),
        ("pools.money.givers", "idle_gate"),
        ("pools.points", "no_cap"),
        ("pools.points", "no_gate"),
        ("pools.voice", "no_cap"),
        ("pools.voice", "no_gate"),
    ]
    assert all(warning.message for warning in plan_warnings(plan))


def test_careful_pools_are_not_advised_against() -> None:
    plan = plan_of(
        points={"rule": "points", "signal": "v", "cap": 5, "who": {"trust": 2}},
        voice={
            "rule": "user_centric", "signal": "v", "attribution": "voice", "givers": {"trust": 2}, "cap_bps": 1500,
        },
        match={"rule": "qf", "of": ["tip"], "pair_cap": 1, "match_cap_bps": 10, "giver_trust": 2},
    )  # fmt: skip
    assert plan_warnings(plan) == ()
    for path in PLANS.glob("*.yaml"):
        assert plan_warnings(parse_plan(yaml.safe_load(path.read_text(encoding="utf-8")))) == (), path.stem


def test_two_settlements_side_by_side(golden: Golden) -> None:
    before = parse_plan(golden("ex1.plan"))
    after = parse_plan(golden("ex1.plan") | {"pools": golden("ex1.plan")["pools"] | {
        "authors": {"rule": "user_centric", "mode": "equal", "signal": "value", "overflow": "acct:community"}
    }})  # fmt: skip
    inputs = parse_inputs(golden("ex1.inputs"), before)
    change = compare(settle(before, inputs), settle(after, inputs))
    assert sum(change.differences.values()) == 0
    assert set(change.winners) | set(change.losers) == set(change.differences)
    assert [change.differences[each] for each in change.winners] == sorted(
        (by for by in change.differences.values() if by > 0), reverse=True
    )
    assert change.moved_minor == -sum(change.differences[each] for each in change.losers)
