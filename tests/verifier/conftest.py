"""A bundle in the hand: built by the writer, signed by a real library, and months drawn at random from a seed."""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from diwan import verifier
from diwan.engine.bundle import Bundle, BundleMeta, build_bundle, member_pid, seal_bundle
from diwan.engine.bundle_bytes import canonical_json, sha256_hex

GOLDEN = Path(__file__).resolve().parent.parent / "engine" / "golden"
SECRET = bytes(range(32))
KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"a key for tests only").digest())
Document = dict[str, Any]


@pytest.fixture(scope="session")
def golden() -> Callable[[str], Any]:
    """An acceptance document by its file name."""
    return lambda name: json.loads((GOLDEN / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def pseudonymous() -> Callable[[Document, str], Document]:
    """The inputs of a month with every name replaced by its pid, as the settlement runs on them."""
    return _pseudonymous


@pytest.fixture(scope="session")
def sign() -> Callable[[Bundle], dict[str, bytes]]:
    """Seal a bundle with the test key, and lay the private proofs beside it."""
    return _sign


@pytest.fixture(scope="session")
def bundled() -> Callable[..., Bundle]:
    """Build a bundle of a month; the outputs are the verifier's own unless the caller brings others."""
    return _bundled


@pytest.fixture(scope="session")
def example(golden: Callable[[str], Any]) -> Callable[[str], tuple[Document, Document]]:
    """(plan, inputs on pids) of an acceptance example."""
    return lambda name: (golden(f"{name}.plan.json"), _pseudonymous(golden(f"{name}.inputs.json"), "2026-01"))


@pytest.fixture(scope="session")
def files(example: Callable[[str], tuple[Document, Document]]) -> dict[str, bytes]:
    """The creators' club, signed, with proofs: tips, referrals, matching, flows and a closed role."""
    plan, inputs = example("ex3")
    return _sign(_bundled(plan, inputs))


def _bundled(plan: Document, inputs: Document, *, outputs: Document | None = None, **meta: Any) -> Bundle:
    facts = {
        "settlement_id": "2026-01",
        "community": "majlis",
        "period": "2026-01",
        "engine_version": "1.0.0",
        "previous_manifest_hash": None,
        "sequence": 1,
        "opened_plan_hash": sha256_hex(canonical_json(plan)),
        "secret": SECRET,
    }
    outputs = verifier.settle_bundle(plan, inputs) if outputs is None else outputs
    people = [name for name in outputs["alloc"] if not name.startswith("acct:")]
    statements = {pid: {"greeting": "السلام عليكم", "rank": n} for n, pid in enumerate(people)}
    return build_bundle(
        plan=plan, inputs=inputs, outputs=outputs, meta=BundleMeta(**{**facts, **meta}), statements=statements
    )


def _sign(bundle: Bundle) -> dict[str, bytes]:
    sealed = seal_bundle(
        bundle, signature=KEY.sign(bundle.manifest_bytes), public_key_raw=KEY.public_key().public_bytes_raw()
    )
    return {**sealed, **{f"proofs/{pid}.json": proof for pid, proof in bundle.proofs.items()}}


def _pseudonymous(inputs: Document, settlement_id: str) -> Document:
    def pid(name: str) -> str:
        return member_pid(settlement_id=settlement_id, party=name, secret=SECRET)

    def receipt(one: Document) -> Document:
        to = {"to": pid(one["to"])} if one.get("to") else {}
        return {**one, "payer": pid(one["payer"]), **to}

    return {
        **inputs,
        "receipts": [receipt(one) for one in inputs["receipts"]],
        "members": {pid(name): one for name, one in inputs.get("members", {}).items()},
        "persons": {pid(name): pid(other) for name, other in inputs.get("persons", {}).items()},
        "referrals": {pid(name): pid(other) for name, other in inputs.get("referrals", {}).items()},
        "signals": {
            name: [[pid(payer), pid(to), weight] for payer, to, weight in rows]
            for name, rows in inputs.get("signals", {}).items()
        },
        "points": {
            name: {pid(who): weight for who, weight in rows.items()} for name, rows in inputs.get("points", {}).items()
        },
        "claims": {
            name: [[pid(who), amount] for who, amount in rows] for name, rows in inputs.get("claims", {}).items()
        },
    }


# ── Months drawn at random ──────────────────────────────────────────────────────────────────────────────────────────

KINDS = ["membership", "service", "product", "course", "ticket", "tip", "sponsor", "ad", "affiliate", "job_ad", "sale"]
ROLES = ["steward", "editor", "lead"]
SHORTFALLS = ["proportional", "equal_awards", "equal_losses", "talmud"]


@pytest.fixture(scope="session")
def random_month() -> Callable[[int], tuple[Document, Document]]:
    """(plan, inputs) drawn from a seed: every rule, nested flows, caps, merged identities, suspended people."""
    return _random_month


def _random_month(seed: int) -> tuple[Document, Document]:
    chance = random.Random(seed)
    pools = {f"pool{n}": _random_pool(chance, n) for n in range(chance.randint(2, 6))}
    if chance.random() < 0.5:
        pools["pool0"] |= {"cap": chance.choice([0, 7, 500])}
        if pools["pool0"]["rule"] in ("fixed_takes", "bounty", "referral", "qf"):
            pools["pool0"].pop("cap")
    kinds = chance.sample(KINDS, 6)
    homes = [kinds[:2], kinds[2:3], kinds[3:]][: chance.randint(1, 3)]
    targets = [f"pool:{name}" for name in pools]
    waterfalls = [{"name": f"fall{n}", "from": kinds, "lines": []} for n, kinds in enumerate(homes)]
    flows: Document = {}
    if chance.random() < 0.5:
        flows["nested"] = {"lines": [_line(chance, "part", chance.choice(targets)), _rest(chance, targets)]}
    for n, target in enumerate(targets):
        chance.choice(waterfalls)["lines"].append(_line(chance, f"line{n}", target))
    waterfalls[0]["lines"].append(_line(chance, "owner", "acct:owner"))
    if flows:
        waterfalls[-1]["lines"].append(_line(chance, "into", "flow:nested"))
    for waterfall in waterfalls:
        waterfall["lines"].append(_rest(chance, targets))
    currency, exponent = chance.choice([("SAR", 2), ("KWD", 3), ("JPY", 0)])
    plan = {
        "plan": "drawn", "version": 1, "currency": currency, "exponent": exponent, "period": "month",
        "rounding": chance.choice(["floor", "largest_remainder"]), "dust_to": "acct:community",
        "waterfalls": waterfalls, "pools": pools, "holdback": {"bps": 1000, "periods": 4},
    }  # fmt: skip
    if flows:
        plan["flows"] = flows
    return plan, _random_inputs(chance, [kind for home in homes for kind in home], pools)


def _line(chance: random.Random, name: str, to: str) -> Document:
    take: Document = chance.choice(
        [
            {"fixed": chance.randint(0, 3000)},
            {"bps": chance.randint(0, 4000), "of": chance.choice(["base", "rest"])},
            {"actual": chance.choice(["hosting", "paper", "never"])},
        ]
    )
    bounds = {"min": chance.randint(0, 300), "max": chance.randint(300, 4000), "max_bps": chance.randint(0, 9000)}
    return {"name": name, "take": {**take, **{k: v for k, v in bounds.items() if chance.random() < 0.3}}, "to": to}


def _rest(chance: random.Random, targets: list[str]) -> Document:
    return {"name": "rest", "take": "rest", "to": chance.choice([*targets, "acct:reserve"])}


def _random_pool(chance: random.Random, number: int) -> Document:
    rules: list[Document] = [
        {"rule": "fixed_takes", "shortfall": chance.choice(SHORTFALLS)},
        {"rule": "bounty", "shortfall": chance.choice(SHORTFALLS)},
        {"rule": "referral", "bps": chance.randint(0, 3000)},
        {"rule": "equal", "who": {"roles": [chance.choice(ROLES)]}},
        {"rule": "points", "signal": "hours"},
        {"rule": "patronage", "of": chance.sample(KINDS, 5)},
        {"rule": "user_centric", "signal": "value", "mode": chance.choice(["proportional", "equal"])},
        {"rule": "user_centric", "signal": "value", "attribution": "voice", "givers": {"trust": chance.randint(0, 2)}},
        {"rule": "directed"},
        {"rule": "qf", "of": chance.sample(KINDS, 8), "pair_cap": chance.randint(1, 5000)},
    ]
    pool = chance.choice(rules)
    if pool["rule"] == "qf":
        pool |= {"match_cap_bps": chance.randint(0, 20000)} if chance.random() < 0.6 else {}
        pool |= {"giver_trust": chance.randint(0, 2)} if chance.random() < 0.6 else {}
    if pool["rule"] in ("points", "equal", "patronage", "user_centric", "directed") and chance.random() < 0.5:
        pool["cap_bps"] = chance.randint(0, 5000)
    if "who" not in pool and chance.random() < 0.4:
        roles = [chance.choice(ROLES)] if chance.random() < 0.4 else []
        pool["who"] = {"trust": chance.randint(0, 1), "tenure": chance.choice([0, 30]), "roles": roles}
    if chance.random() < 0.3:
        pool["rounding"] = chance.choice(["floor", "largest_remainder"])
    if chance.random() < 0.3:
        pool["overflow"] = f"acct:next{number}"
    return pool


def _random_inputs(chance: random.Random, kinds: list[str], pools: Document) -> Document:
    people = [f"p{n}" for n in range(chance.randint(3, 12))]
    accounts = [*people, "alias0", "alias1", "alias2"]

    def receipt(n: int) -> Document:
        gross = chance.randint(0, 9000)
        tax = chance.randint(0, gross // 5)
        one = {"id": f"r{n}", "payer": chance.choice(accounts), "kind": chance.choice(kinds), "gross": gross}
        to = {"to": chance.choice(accounts)} if chance.random() < 0.5 else {}
        return {**one, "tax": tax, "fee": chance.randint(0, (gross - tax) // 5), **to}

    def member() -> Document:
        status = "suspended" if chance.random() < 0.15 else "ok"
        roles = chance.sample(ROLES, chance.randint(0, 2))
        return {"status": status, "trust": chance.randint(0, 3), "tenure": chance.choice([0, 30, 90]), "roles": roles}

    listed = [name for name in accounts if chance.random() < 0.8]
    claiming = [name for name, pool in pools.items() if pool["rule"] in ("fixed_takes", "bounty")]
    draw = chance.choice
    return {
        "seed": f"seed{chance.random()}",
        "receipts": [receipt(n) for n in range(chance.randint(0, 25))],
        "actuals": {"hosting": chance.randint(0, 2000), "paper": chance.randint(0, 50)},
        "members": {name: member() for name in listed},
        "persons": {"alias0": people[0], "alias1": people[1], "alias2": people[1]},
        "signals": {"value": [[draw(accounts), draw(accounts), chance.randint(0, 90)] for _ in range(40)]},
        "points": {"hours": {name: chance.randint(0, 50) for name in accounts if chance.random() < 0.7}},
        "claims": {name: [[draw(accounts), chance.randint(0, 3000)] for _ in range(6)] for name in claiming},
        "referrals": {name: draw(accounts) for name in accounts if chance.random() < 0.4},
    }
