"""Two people who never read each other's code settle the same month: they must agree to the last unit."""

from collections.abc import Callable
from typing import Any

import pytest

from diwan import verifier

Document = dict[str, Any]
MONTHS = 300


def settled_by_engine(plan_document: Document, inputs: Document) -> tuple[Document, Document]:
    """(plan as the engine writes it, outputs with edges) of the engine."""
    from diwan.engine import public as engine

    plan = engine.parse_plan(plan_document)
    settlement = engine.settle(plan, engine.parse_inputs(inputs, plan))
    edges = [edge._asdict() for edge in settlement.edges]
    return engine.plan_document(plan), {**engine.settlement_document(settlement), "edges": edges}


def posted(outputs: Document) -> list[tuple[str, int]]:
    return [(one["to"], one["amount"]) for one in outputs["trail"]]


def by_ends(edges: list[Document]) -> list[tuple[tuple[str, object], ...]]:
    return sorted(tuple(sorted(edge.items(), key=lambda item: item[0])) for edge in edges)


@pytest.mark.parametrize("block", range(10))
def test_three_hundred_drawn_months_settle_alike(
    block: int, random_month: Callable[[int], tuple[Document, Document]]
) -> None:
    for seed in range(block * MONTHS // 10, (block + 1) * MONTHS // 10):
        plan, inputs = random_month(seed)
        written, engine = settled_by_engine(plan, inputs)
        ours = verifier.settle(written, inputs)
        for part in ("gross", "alloc", "pools"):
            assert ours[part] == engine[part], f"seed {seed}: {part}"
        assert posted(ours) == posted(engine), f"seed {seed}: trail"
        assert by_ends(ours["edges"]) == by_ends(engine["edges"]), f"seed {seed}: edges"


def test_the_drawn_months_exercise_every_rule_and_both_roundings(
    random_month: Callable[[int], tuple[Document, Document]],
) -> None:
    months = [random_month(seed) for seed in range(MONTHS)]
    paid = set()
    for plan, inputs in months:
        outputs = verifier.settle(plan, inputs)
        paid |= {plan["pools"][name]["rule"] for name, pool in outputs["pools"].items() if pool["shares"]}
    assert paid == set(verifier._POOL_KEYS)
    assert {plan["rounding"] for plan, _ in months} == {"floor", "largest_remainder"}
    assert any("flows" in plan for plan, _ in months)
