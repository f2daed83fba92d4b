"""What the writer writes, byte by byte, and what it refuses to write."""

import csv
import hashlib
import hmac
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diwan.engine.bundle import (
    Bundle,
    BundleError,
    BundleMeta,
    build_bundle,
    canonical_json,
    member_nonce,
    member_pid,
    member_salt,
    seal_bundle,
)
from diwan.engine.bundle_bytes import canonical_csv, sha256_hex
from diwan.engine.bundle_summary import Group, suppressed
from diwan.engine.proof import leaf_hash, tree_root, verify_inclusion

Document = dict[str, Any]
Build = Callable[..., Bundle]
SECRET = b"k" * 32
PLAN: Document = {
    "plan": "tips",
    "version": 1,
    "currency": "KWD",
    "waterfalls": [{"name": "w", "from": ["tip"], "lines": [{"name": "all", "take": "rest", "to": "pool:direct"}]}],
    "pools": {"direct": {"rule": "directed"}, "unfed": {"rule": "directed"}},
}
EDGE = {
    "pool": "direct", "feed": "w/all", "payer": "ana", "recipient": "kai", "weight": 100, "total_weight": 100,
    "budget": 100 * 10**12, "amount": 100 * 10**12,
}  # fmt: skip
INPUTS: Document = {
    "seed": "s",
    "receipts": [{"id": "r1", "payer": "ana", "kind": "tip", "gross": 107, "tax": 5, "fee": 2, "to": "kai"}],
    "members": {"kai": {"status": "ok", "trust": 2, "roles": ["b", "a", "b"]}, "ana": {}},
    "signals": {"v": [["ana", "kai", 1], ["ana", "kai", 2]]},
    "points": {"h": {"kai": 4}},
    "claims": {"direct": [["kai", 1], ["kai", 1]]},
    "actuals": {"hosting": 3},
    "referrals": {"ana": "kai"},
    "persons": {"ana2": "ana"},
    "_remark": "ignored",
}
OUTPUTS: Document = {
    "gross": 107,
    "alloc": {"kai": 100, "acct:tax": 5, "acct:processor": 2, "acct:community": 0},
    "pools": {"direct": {"amount": 100, "shares": {"kai": 100, "ana": 0}, "unallocated": 0, "dust": 0}},
    "trail": [{"to": "acct:tax", "amount": 5, "why": "tax, \"VAT\"\nfive"}],
    "edges": [EDGE],
}  # fmt: skip


@pytest.fixture
def build() -> Build:
    def run(**changed: Any) -> Bundle:
        plan = changed.pop("plan", PLAN)
        inputs, outputs = {**INPUTS, **changed.pop("inputs", {})}, {**OUTPUTS, **changed.pop("outputs", {})}
        statements = changed.pop("statements", {"kai": {"note": "شكرا"}})
        facts = {
            "settlement_id": "s-1", "community": "majlis", "period": "2026-01", "engine_version": "1",
            "previous_manifest_hash": None, "sequence": 1, "secret": SECRET,
            "opened_plan_hash": sha256_hex(canonical_json(plan)),
        }  # fmt: skip
        meta = BundleMeta(**{**facts, **changed})
        return build_bundle(plan=plan, inputs=inputs, outputs=outputs, meta=meta, statements=statements)

    return run


def test_each_table_is_written_as_the_format_says(build: Build) -> None:
    files = build().files
    assert files["inputs/receipts.csv"] == b"id,payer,kind,gross,tax,fee,to\nr1,ana,tip,107,5,2,kai\n"
    assert files["inputs/signals.csv"] == b"signal,payer,recipient,weight\nv,ana,kai,3\n"
    assert files["inputs/claims.csv"] == b"pool,member,amount\ndirect,kai,2\n"
    assert files["inputs/points.csv"] == b"signal,member,weight\nh,kai,4\n"
    assert files["inputs/members.csv"] == (
        b'member,status,trust,tenure,roles\nana,ok,0,0,[]\nkai,ok,2,0,"[""a"",""b""]"\n'
    )
    assert files["inputs/reversals.csv"] == b"receipt\n"
    assert files["outputs/alloc.csv"] == b"id,amount\nacct:processor,2\nacct:tax,5\nkai,100\n"
    assert files["outputs/pools.csv"].decode().split() == [
        "pool,entry,person,amount", "direct,amount,,100", "direct,dust,,0", "direct,share,kai,100",
        "direct,unallocated,,0", "unfed,amount,,0", "unfed,dust,,0", "unfed,unallocated,,0",
    ]  # fmt: skip
    assert files["outputs/trail.csv"] == b'n,to,amount,why\n1,acct:tax,5,"tax, ""VAT""\nfive"\n'
    assert b"direct,w/all,ana,kai,100,100,100000000000000,100000000000000\n" in files["outputs/edges.csv"]


def test_the_manifest_pins_everything(build: Build) -> None:
    bundle = build()
    manifest = json.loads(bundle.manifest_bytes)
    assert bundle.files["manifest.json"] == bundle.manifest_bytes == canonical_json(manifest)
    assert manifest["files"] == {
        path: sha256_hex(content) for path, content in bundle.files.items() if path != "manifest.json"
    }
    assert manifest["totals"] == {"gross": 107, "tax": 5, "fee": 2, "net": 100, "members": 100, "accounts": 7}
    assert (manifest["currency"], manifest["exponent"], manifest["previous_manifest_hash"]) == ("KWD", 3, None)
    assert manifest["roots"] == {"receipts": bundle.receipt_root, "statements": bundle.statement_root}
    assert bundle.manifest_hash == hashlib.sha256(bundle.manifest_bytes).hexdigest()


def test_the_secret_and_the_proofs_are_in_no_file(build: Build) -> None:
    bundle = build()
    sealed = seal_bundle(bundle, signature=bytes(64), public_key_raw=bytes(32))
    told = b"".join(sealed.values())
    assert SECRET not in told
    assert SECRET.hex().encode() not in told
    assert member_salt(pid="kai", secret=SECRET).hex().encode() not in told
    assert not any(path.startswith("proofs/") for path in sealed)


def test_a_proof_leads_from_the_own_line_to_both_roots(build: Build) -> None:
    bundle = build()
    assert set(bundle.proofs) == {"ana", "kai"}
    for pid in bundle.proofs:
        proof = json.loads(bundle.proofs[pid])
        own = ("community", "currency", "exponent", "lines", "period", "statement")
        statement_hash = sha256_hex(canonical_json({name: proof[name] for name in own}))
        data = canonical_json(["s-1", pid, proof["amount"], statement_hash])
        leaf = leaf_hash(data + hmac.digest(SECRET, pid.encode(), "sha256"))
        path = [bytes.fromhex(step) for step in proof["path"]]
        root = bytes.fromhex(bundle.statement_root)
        assert verify_inclusion(leaf=leaf, index=proof["index"], size=proof["size"], path=path, root=root)
    paid = json.loads(bundle.proofs["ana"])["receipts"]
    cells = ["r1", "ana", "tip", "107", "5", "2", "kai"]
    edges_hash = sha256_hex(canonical_json(paid["edges"]))
    salt = hmac.digest(SECRET, b"receipt\x00r1", "sha256")
    assert tree_root([leaf_hash(canonical_json(["s-1", cells, edges_hash]) + salt)]).hex() == bundle.receipt_root


def test_a_second_account_pays_into_the_proof_of_its_person(build: Build) -> None:
    more = {"id": "r2", "payer": "ana2", "kind": "tip", "gross": 0, "tax": 0, "fee": 0, "to": ""}
    proofs = build(inputs={"receipts": [*INPUTS["receipts"], more]}).proofs
    assert [item["cells"][0] for item in json.loads(proofs["ana"])["receipts"]["items"]] == ["r1", "r2"]
    assert "ana2" not in proofs


def test_pseudonyms_are_those_of_the_specification_and_differ_every_month() -> None:
    nonce = hmac.new(SECRET, b"party", hashlib.sha256).digest()
    assert member_nonce(party="party", secret=SECRET) == nonce
    pid = member_pid(settlement_id="s-1", party="party", secret=SECRET)
    assert pid == hashlib.sha256(b"s-1" + b"party" + nonce).hexdigest()[:32]
    assert pid != member_pid(settlement_id="s-2", party="party", secret=SECRET)
    assert pid != member_pid(settlement_id="s-1", party="party", secret=b"x" * 32)


def test_sealing_adds_signature_key_and_sums(build: Build) -> None:
    bundle = build()
    sealed = seal_bundle(bundle, signature=b"\1" * 64, public_key_raw=bytes(32))
    assert set(sealed) - set(bundle.files) == {"manifest.sig", "key.pem", "SHA256SUMS"}
    assert sealed["key.pem"].startswith(b"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA")
    lines = sealed["SHA256SUMS"].decode().splitlines()
    assert lines == sorted(lines, key=lambda line: line[66:])
    assert len(lines) == len(sealed) - 1
    for signature, key in ((bytes(63), bytes(32)), (bytes(64), bytes(33))):
        with pytest.raises(BundleError, match="64 bytes"):
            seal_bundle(bundle, signature=signature, public_key_raw=key)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"secret": b"short"}, "at least 32 bytes"),
        ({"sequence": 0}, "the first bundle has number 1"),
        ({"sequence": 2}, "the first bundle has number 1"),
        ({"previous_manifest_hash": "0" * 64}, "the first bundle has number 1"),
        ({"sequence": 2, "previous_manifest_hash": "A" * 64}, "64 lower-case"),
        ({"opened_plan_hash": "0" * 64}, "not the plan pinned"),
        ({"opened_plan_hash": "0"}, "64 lower-case"),
        ({"plan": {**PLAN, "currency": "XXXX"}}, "no currency of ISO 4217"),
        ({"plan": {**PLAN, "exponent": -1}}, "plan.exponent"),
        ({"plan": {**PLAN, "currency": 7}}, "plan.currency: text expected"),
        ({"inputs": {"surprise": 1}}, "unknown key 'surprise'"),
        ({"inputs": {"seed": 1}}, "seed: text expected"),
        ({"inputs": {"receipts": {}}}, "receipts: list expected"),
        ({"inputs": {"receipts": [*INPUTS["receipts"], *INPUTS["receipts"]]}}, "comes twice"),
        ({"inputs": {"reversals": ["nobody"]}}, "no receipt 'nobody'"),
        ({"inputs": {"reversals": ["r1", "r1"]}}, "comes twice"),
        ({"inputs": {"members": []}}, "members: mapping with text keys expected"),
        ({"inputs": {"members": {1: {}}}}, "members: mapping with text keys expected"),
        ({"inputs": {"signals": {"v": [["ana", "kai"]]}}}, "3 cells expected"),
        ({"inputs": {"points": {"h": {"kai": 1.5}}}}, "non-negative integer expected, found 1.5"),
        ({"inputs": {"points": {"h": {"kai": True}}}}, "non-negative integer expected, found True"),
        ({"inputs": {"actuals": {"hosting": -1}}}, "non-negative integer expected, found -1"),
        ({"outputs": {"gross": 108}}, "gross: receipts 107, outputs 108, alloc 107"),
        ({"outputs": {"alloc": {"kai": 106}}}, "gross: receipts 107, outputs 107, alloc 106"),
        ({"outputs": {"edges": [EDGE, EDGE]}}, "comes twice"),
        ({"outputs": {"adjustments": {"kai": 1}}}, "minus the reversed gross"),
        ({"outputs": {"adjustments": {"kai": True}}}, "integer expected"),
        ({"statements": {"../up": {}}}, "is no pid"),
        ({"statements": {"kai": {"share": 0.5}}}, "no canonical form"),
        ({"statements": {"kai": {"name": "\ud800"}}}, "no canonical form"),
        ({"inputs": {"actuals": {"\ud800": 1}}}, "lone surrogate"),
    ],
)
def test_what_is_not_whole_or_does_not_add_up_is_not_written(changed: Document, said: str, build: Build) -> None:
    with pytest.raises(BundleError, match=said):
        build(**changed)


def test_a_month_with_a_reversed_receipt_adds_up_without_it(build: Build) -> None:
    outputs = {"gross": 0, "alloc": {}, "pools": {}, "edges": [], "adjustments": {"kai": -100, "acct:tax": -7, "x": 0}}
    bundle = build(inputs={"reversals": ["r1"]}, outputs=outputs)
    assert bundle.files["outputs/adjustments.csv"] == b"id,amount\nacct:tax,-7\nkai,-100\n"
    assert json.loads(bundle.manifest_bytes)["totals"]["gross"] == 0
    assert json.loads(bundle.proofs["ana"])["receipts"]["items"] != []


def test_any_text_comes_back_whole_from_a_table(shared_dir: Path) -> None:
    naughty = json.loads((shared_dir / "data" / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    texts = [*naughty, "", "\r", "\n", "\r\n", '"', '""', ",", "a\0b", "\u2028", " x ", "مرحبا،", "\ufeff"]
    for rows in ([(text,) for text in texts], [(text, 7, text) for text in texts]):
        data = canonical_csv(["h"] * len(rows[0]), rows).decode("utf-8")
        back = list(csv.reader(io.StringIO(data, newline=""), strict=True))[1:]
        assert back == [[str(cell) for cell in row] for row in rows]


def test_groups_that_could_be_found_by_subtraction_are_hidden_too() -> None:
    def group(name: str, people: int) -> Group:
        return Group(name, frozenset(f"{name}{n}" for n in range(people)), {"gross": people})

    assert suppressed([]) == []
    assert suppressed([group("a", 5), group("b", 6)]) == [
        {"name": "a", "people": 5, "gross": 5}, {"name": "b", "people": 6, "gross": 6}
    ]  # fmt: skip
    one_small = suppressed([group("c", 9), group("a", 4), group("b", 6)])
    assert [entry["name"] for entry in one_small if "suppressed" in entry] == ["a", "b"]
    two_small = suppressed([group("a", 3), group("b", 3), group("c", 6)])
    assert [entry["name"] for entry in two_small if "suppressed" in entry] == ["a", "b"]
    assert all("suppressed" in entry for entry in suppressed([group("a", 1), group("b", 2)]))


def test_a_large_community_shows_its_larger_groups(build: Build) -> None:
    people = [f"p{n}" for n in range(10)]
    receipts = [{"id": f"r{n}", "payer": f"q{n}", "kind": "tip", "gross": 10, "to": None} for n in range(5)]
    pool = {"amount": 50, "shares": dict.fromkeys(people, 5), "unallocated": 0, "dust": 0}
    outputs = {"gross": 50, "alloc": dict.fromkeys(people, 5), "pools": {"direct": pool}, "edges": []}
    late = {"id": "late", "payer": "q0", "kind": "tip", "gross": 7, "tax": 0, "fee": 0}
    inputs = {"receipts": [*receipts, late], "reversals": ["late"]}
    outputs["adjustments"] = {"acct:community": -7}
    summary = json.loads(build(inputs=inputs, outputs=outputs).files["public/summary.json"])
    assert (summary["earners"], summary["accounts"]) == (10, {})
    assert summary["sources"] == [{"name": "tip", "people": 5, "gross": 50}]
