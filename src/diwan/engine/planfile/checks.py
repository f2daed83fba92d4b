"""What no single line can show: every name leads somewhere, every pool is reached, flows form a tree."""

from collections.abc import Iterator

from diwan.engine.errors import PlanError
from diwan.engine.plan import Line, Plan

MAX_DEPTH = 50
"""Deeper nesting has no meaning a reader could follow."""


def check_plan(plan: Plan) -> None:
    """Raises PlanError at the first place where the parts do not fit together."""
    if not plan.waterfalls:
        raise PlanError("waterfalls", "empty", "a plan needs at least one waterfall")
    _check_kinds(plan)
    _check_targets(plan)
    _check_flows(plan)
    _check_pools(plan)


def _check_kinds(plan: Plan) -> None:
    owner: dict[str, str] = {}
    for index, waterfall in enumerate(plan.waterfalls):
        for kind in waterfall.kinds:
            if kind in owner:
                message = f"'{kind}' already enters the waterfall '{owner[kind]}'; a kind enters one waterfall only"
                raise PlanError(f"waterfalls[{index}].from", "kind_twice", message)
            owner[kind] = waterfall.name


def _check_targets(plan: Plan) -> None:
    for place, line in _lines(plan):
        target, _, name = line.to.partition(":")
        if target == "pool" and name not in plan.pools:
            raise PlanError(f"{place}.to", "unknown_pool", f"no pool is called '{name}'")
        if target == "flow" and name not in plan.flows:
            raise PlanError(f"{place}.to", "unknown_flow", f"no flow is called '{name}'")


def _check_flows(plan: Plan) -> None:
    """One parent each, and all of them below a waterfall: then there is no cycle, for a cycle hangs in the air."""
    parents: dict[str, str] = {}
    for place, line in _lines(plan):
        if line.to.startswith("flow:"):
            if line.to in parents:
                raise PlanError(f"{place}.to", "two_parents", f"'{line.to}' is already fed by {parents[line.to]}")
            parents[line.to] = place
    level = [line for waterfall in plan.waterfalls for line in waterfall.lines]
    reached: set[str] = set()
    for _ in range(MAX_DEPTH):
        names = [line.to.removeprefix("flow:") for line in level if line.to.startswith("flow:")]
        reached.update(names)
        level = [line for name in names for line in plan.flows[name].lines]
    if any(line.to.startswith("flow:") for line in level):
        raise PlanError("flows", "too_deep", f"flows are nested more than {MAX_DEPTH} deep")
    for name in plan.flows:
        if name not in reached:
            message = "no waterfall leads here: the flow feeds itself in a circle, or nothing feeds it"
            raise PlanError(f"flows.{name}", "unreachable_flow", message)


def _check_pools(plan: Plan) -> None:
    fed = {line.to for _, line in _lines(plan)}
    for name in plan.pools:
        if f"pool:{name}" not in fed:
            raise PlanError(f"pools.{name}", "unreachable_pool", "no line fills this pool")


def _lines(plan: Plan) -> Iterator[tuple[str, Line]]:
    places = [(f"waterfalls[{index}]", waterfall) for index, waterfall in enumerate(plan.waterfalls)]
    places += [(f"flows.{name}", flow) for name, flow in plan.flows.items()]
    for place, waterfall in places:
        for index, line in enumerate(waterfall.lines):
            yield f"{place}.lines[{index}]", line
