"""Lines take in order; what is not there cannot be taken."""

from typing import Any

import pytest

from diwan.engine.public import parse_inputs, parse_plan, settle

REST = {"name": "rest", "take": "rest", "to": "acct:rest"}


def lines_of(*takes: Any, base: int = 10_007, flows: Any = None, to: str = "acct:x") -> list[tuple[str, int, int]]:
    lines = [{"name": f"l{number}", "take": take, "to": to} for number, take in enumerate(takes)]
    plan = parse_plan(
        {
            "plan": "p", "version": 1, "currency": "SAR", "period": "month", "flows": flows or {},
            "waterfalls": [{"name": "w", "from": ["tip"], "lines": [*lines, REST]}],
        }
    )  # fmt: skip
    receipt = {"id": "r", "payer": "ana", "kind": "tip", "gross": base, "tax": 0, "fee": 0}
    settlement = settle(plan, parse_inputs({"receipts": [receipt], "actuals": {"hosting": 2000}}, plan))
    return [(line.path, line.requested, line.amount) for line in settlement.lines]


@pytest.mark.parametrize(
    ("take", "amount"),
    [
        ({"fixed": 500}, 500),
        ({"bps": 1500}, 1501),
        ({"actual": "hosting"}, 2000),
        ({"actual": "forgotten"}, 0),
        ({"bps": 100, "min": 300}, 300),
        ({"bps": 9000, "max": 300}, 300),
        ({"actual": "hosting", "max_bps": 1000}, 1000),
        ({"fixed": 5, "min": 4000, "max": 3000}, None),
        ({"fixed": 5, "min": 3000, "max": 3000, "max_bps": 1}, 1),
    ],
)
def test_what_a_line_takes(take: Any, amount: int | None) -> None:
    if amount is None:
        with pytest.raises(ValueError, match="least"):
            lines_of(take)
    else:
        assert lines_of(take)[0] == ("w/l0", amount, amount)


def test_a_rate_of_the_rest_sees_what_earlier_lines_left() -> None:
    assert lines_of({"fixed": 7}, {"bps": 5000, "of": "rest"}, {"bps": 5000, "of": "base"}) == [
        ("w/l0", 7, 7),
        ("w/l1", 5000, 5000),
        ("w/l2", 5003, 5000),
        ("w/rest", 0, 0),
    ]


def test_a_bound_in_basis_points_is_of_the_base_and_not_of_what_is_left() -> None:
    assert lines_of({"fixed": 9000}, {"actual": "hosting", "max_bps": 1000}) == [
        ("w/l0", 9000, 9000),
        ("w/l1", 1000, 1000),
        ("w/rest", 7, 7),
    ]


def test_a_nested_flow_divides_only_what_reached_it() -> None:
    nested = {
        "lines": [
            {"name": "half", "take": {"bps": 5000}, "to": "acct:half"},
            {"name": "other", "take": "rest", "to": "acct:other"},
        ]
    }
    assert lines_of({"fixed": 1001}, flows={"f": nested}, to="flow:f") == [
        ("w/l0", 1001, 1001),
        ("w/l0/half", 500, 500),
        ("w/l0/other", 501, 501),
        ("w/rest", 9006, 9006),
    ]
