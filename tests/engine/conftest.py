"""Random but valid months for the engine's tests: every rule, nested flows, caps, shortfalls, merged identities.

`a_month(rng)` takes any random.Random, so the same generator serves hypothesis and the seeded long run.
"""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "engine", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("engine")

GOLDEN = Path(__file__).parent / "golden"
KINDS = ["membership", "service", "product", "course", "ticket", "tip", "sponsor", "ad", "affiliate", "job_ad", "sale"]
PEOPLE = [f"p{number}" for number in range(7)]
ACCOUNTS = [*PEOPLE, "alt0", "alt1"]
Document = dict[str, Any]
Month = tuple[Document, Document]


@pytest.fixture(scope="session")
def golden() -> Callable[[str], Any]:
    """An acceptance vector by name."""
    return lambda name: json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def a_month() -> Callable[..., Month]:
    """(rng, **changes to the plan) -> (plan document, inputs document)."""
    return _month


@pytest.fixture(scope="session")
def inputs_for() -> Callable[[Random, Document], Document]:
    """(rng, plan document) -> an inputs document that fits the plan."""
    return _inputs


def _month(rng: Random, **changes: Any) -> Month:
    plan = _plan(rng) | changes
    return plan, _inputs(rng, plan)


def _plan(rng: Random) -> Document:
    kinds = rng.sample(KINDS, rng.randint(1, 5))
    pools: Document = {}
    flows: Document = {}
    waterfalls = []
    while kinds:
        taken = [kinds.pop() for _ in range(min(len(kinds), rng.randint(1, 3)))]
        lines = _lines(rng, pools, flows, 0)
        waterfalls.append({"name": f"w{len(waterfalls)}", "from": taken, "lines": lines})
    return {
        "plan": "random", "version": 1, "currency": rng.choice(["JPY", "SAR", "KWD"]), "period": "month",
        "rounding": _rounding(rng), "dust_to": "acct:dust", "waterfalls": waterfalls, "pools": pools, "flows": flows,
    }  # fmt: skip


def _rounding(rng: Random) -> str:
    return rng.choice(["floor", "floor", "largest_remainder"])


def _lines(rng: Random, pools: Document, flows: Document, depth: int) -> list[Document]:
    lines = []
    for number in range(rng.randint(0, 3)):
        lines.append({"name": f"line{number}", "take": _take(rng), "to": _target(rng, pools, flows, depth)})
    return [*lines, {"name": "rest", "take": "rest", "to": _target(rng, pools, flows, depth)}]


def _take(rng: Random) -> Document:
    take: Document = rng.choice(
        [
            {"fixed": rng.randint(0, 5000)},
            {"bps": rng.randint(0, 10_000), "of": rng.choice(["base", "rest"])},
            {"actual": rng.choice(["hosting", "materials"])},
        ]
    )
    if rng.random() < 0.2:
        take["min"] = rng.randint(0, 500)
    if rng.random() < 0.3:
        take["max"] = rng.randint(500, 5000)
    if rng.random() < 0.3:
        take["max_bps"] = rng.randint(0, 10_000)
    return take


def _target(rng: Random, pools: Document, flows: Document, depth: int) -> str:
    chance = rng.random()
    if chance < 0.2:
        return rng.choice(["acct:owner", "acct:costs", "acct:community"])
    if chance < 0.35 and depth < 2:
        name = f"f{len(flows)}"
        flows[name] = {}
        flows[name]["lines"] = _lines(rng, pools, flows, depth + 1)
        return f"flow:{name}"
    if chance < 0.5 and pools:
        return f"pool:{rng.choice(sorted(pools))}"
    pools[f"pool{len(pools)}"] = _pool(rng)
    return f"pool:pool{len(pools) - 1}"


def _pool(rng: Random) -> Document:
    pool = dict(rng.choice(_rules(rng)))
    if rng.random() < 0.3:
        pool["cap"] = rng.randint(0, 3000)
    if rng.random() < 0.3:
        pool["cap_bps"] = rng.randint(0, 6000)
    if rng.random() < 0.3:
        pool["overflow"] = "acct:next"
    if rng.random() < 0.2:
        pool["rounding"] = _rounding(rng)
    if "who" not in pool and rng.random() < 0.4:
        pool["who"] = {"trust": rng.randint(0, 2), "tenure": rng.choice([0, 60])}
    return pool


def _rules(rng: Random) -> list[Document]:
    shortfall = rng.choice(["proportional", "equal_awards", "equal_losses", "talmud"])
    attribution = rng.choice([{}, {"attribution": "voice", "givers": {"trust": rng.randint(0, 1)}}])
    flow = {"rule": "user_centric", "signal": rng.choice(["value", "reads"])} | attribution
    match = {"rule": "qf", "of": rng.sample(KINDS, 6), "pair_cap": rng.randint(0, 3000)}
    return [
        {"rule": "fixed_takes", "shortfall": shortfall, "claims": [["p1", 700], ["alt0", 300]]},
        {"rule": "bounty", "shortfall": shortfall},
        {"rule": "referral", "bps": rng.randint(0, 10_000)},
        {"rule": "equal", "who": {"roles": ["lead", "mod"]}},
        {"rule": "points", "signal": rng.choice(["hours", "tiers"])},
        {"rule": "patronage", "of": rng.sample(KINDS, 6)},
        flow,
        flow | {"mode": "equal"},
        {"rule": "directed"},
        match | ({"match_cap_bps": rng.randint(0, 30_000)} if rng.random() < 0.5 else {"giver_trust": 1}),
    ]


def _inputs(rng: Random, plan: Document) -> Document:
    kinds = [kind for waterfall in plan["waterfalls"] for kind in waterfall["from"]]
    claimable = [name for name, pool in plan["pools"].items() if pool["rule"] in ("fixed_takes", "bounty")]
    receipts = [_receipt(rng, f"r{number}", kinds) for number in range(rng.randint(0, 9))]
    signals = {
        name: [[rng.choice(ACCOUNTS), rng.choice(ACCOUNTS), rng.choice([0, 1, 3, 40, 999])] for _ in range(amount)]
        for name, amount in (("value", rng.randint(0, 20)), ("reads", rng.randint(0, 8)))
    }
    return {
        "seed": f"seed{rng.randint(0, 99)}",
        "receipts": receipts,
        "actuals": {"hosting": rng.randint(0, 3000)},
        "members": {person: _member(rng) for person in rng.sample(PEOPLE, rng.randint(0, 7))},
        "persons": rng.choice([{}, {"alt0": "p0", "alt1": "p3"}]),
        "signals": signals,
        "points": {"hours": {person: rng.randint(0, 50) for person in rng.sample(ACCOUNTS, 5)}},
        "claims": {pool: _claims(rng) for pool in claimable if rng.random() < 0.8},
        "referrals": {payer: rng.choice(ACCOUNTS) for payer in rng.sample(PEOPLE, rng.randint(0, 4))},
    }


def _claims(rng: Random) -> list[list[Any]]:
    return [[rng.choice(ACCOUNTS), rng.choice([0, 100, 101, 999, 2500])] for _ in range(rng.randint(0, 5))]


def _receipt(rng: Random, name: str, kinds: list[str]) -> Document:
    gross = rng.choice([0, 1, 100, 333, 5750, 10_000, rng.randint(0, 10**6)])
    tax = rng.randint(0, gross // 4)
    receipt: Document = {"id": name, "payer": rng.choice(ACCOUNTS), "kind": rng.choice(kinds), "gross": gross}
    receipt |= {"tax": tax, "fee": rng.randint(0, (gross - tax) // 4)}
    return receipt | ({"to": rng.choice(ACCOUNTS)} if rng.random() < 0.6 else {})


def _member(rng: Random) -> Document:
    return {
        "status": rng.choice(["ok", "ok", "ok", "suspended"]),
        "trust": rng.randint(0, 2),
        "tenure": rng.choice([0, 59, 60, 365]),
        "roles": rng.sample(["lead", "mod", "member"], rng.randint(0, 2)),
    }
