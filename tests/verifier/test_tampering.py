"""An owner who holds the signing key signs a lie: recomputing the month names the row and the figure."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from diwan import verifier
from diwan.engine.bundle import Bundle

Document = dict[str, Any]
Files = dict[str, bytes]
Forge = Callable[..., list[str]]


@pytest.fixture
def month(example: Callable[[str], tuple[Document, Document]]) -> tuple[Document, Document, Document]:
    plan, inputs = example("ex1")
    return plan, inputs, verifier.settle_bundle(plan, inputs)


@pytest.fixture
def forge(bundled: Callable[..., Bundle], sign: Callable[[Bundle], Files]) -> Forge:
    """Problems found in a properly hashed and signed bundle whose outputs are not those of its inputs."""

    def build(plan: Document, inputs: Document, outputs: Document) -> list[str]:
        return verifier.verify_files(sign(bundled(plan, inputs, outputs=outputs))).problems

    return build


def two_people(outputs: Document) -> tuple[str, str]:
    one, other = sorted(name for name in outputs["alloc"] if not name.startswith("acct:"))[:2]
    return one, other


def test_a_resigned_bundle_with_two_amounts_swapped_names_both_rows(
    month: tuple[Document, Document, Document], forge: Forge
) -> None:
    plan, inputs, outputs = month
    first, second = "acct:owner", max(outputs["alloc"], key=lambda name: (not name.startswith("acct:"), name))
    alloc = outputs["alloc"]
    swapped = {**alloc, first: alloc[second], second: alloc[first]}
    problems = forge(plan, inputs, {**outputs, "alloc": swapped})
    for name, right, wrong in ((first, alloc[first], alloc[second]), (second, alloc[second], alloc[first])):
        said = f"{name}: amount expected {right}, found {wrong}"
        assert any(problem.startswith("outputs/alloc.csv, line") and said in problem for problem in problems)


def test_swapped_amounts_with_new_hashes_but_the_old_signature_break_the_signature_too(
    month: tuple[Document, Document, Document], bundled: Callable[..., Bundle], sign: Callable[[Bundle], Files]
) -> None:
    plan, inputs, outputs = month
    honest = sign(bundled(plan, inputs))
    alloc, (one, other) = outputs["alloc"], two_people(outputs)
    alloc = {**alloc, one: alloc[one] + 1, other: alloc[other] - 1}
    forged = sign(bundled(plan, inputs, outputs={**outputs, "alloc": alloc}))
    problems = verifier.verify_files({**forged, "manifest.sig": honest["manifest.sig"]}).problems
    assert "manifest.sig: it is not a signature of manifest.json by key.pem" in problems
    assert any("outputs/alloc.csv" in problem and one in problem for problem in problems)


def test_a_person_left_out_and_a_person_smuggled_in_are_named(
    month: tuple[Document, Document, Document], forge: Forge
) -> None:
    plan, inputs, outputs = month
    one, _ = two_people(outputs)
    alloc = {**outputs["alloc"], "ghost": outputs["alloc"][one]}
    del alloc[one]
    problems = forge(plan, inputs, {**outputs, "alloc": alloc})
    amount = outputs["alloc"][one]
    assert f"outputs/alloc.csv, {one}: the row is missing; expected amount {amount}" in problems
    assert any(f"ghost: no such row expected; found amount {amount}" in problem for problem in problems)


def test_a_changed_pool_share_edge_and_posting_are_each_named(
    month: tuple[Document, Document, Document], forge: Forge
) -> None:
    plan, inputs, outputs = month
    one, _ = two_people(outputs)
    pools = {**outputs["pools"], "authors": {**outputs["pools"]["authors"], "dust": 5}}
    assert any(
        "authors dust: amount expected" in problem for problem in forge(plan, inputs, {**outputs, "pools": pools})
    )
    edge = {**outputs["edges"][0], "amount": 1}
    problems = forge(plan, inputs, {**outputs, "edges": [edge, *outputs["edges"][1:]]})
    assert any("outputs/edges.csv" in problem and "found 1" in problem for problem in problems)
    trail = [{**outputs["trail"][0], "to": one}, *outputs["trail"][1:]]
    problems = forge(plan, inputs, {**outputs, "trail": trail})
    assert any(f"outputs/trail.csv, line 2: posting expected acct:tax 4050, found {one} 4050" in p for p in problems)
    more = {"to": one, "amount": 7, "why": "a gift"}
    problems = forge(plan, inputs, {**outputs, "trail": [*outputs["trail"], more]})
    assert any(f"no such posting expected; found {one} 7" in problem for problem in problems)
    problems = forge(plan, inputs, {**outputs, "trail": outputs["trail"][:-1]})
    assert any("is missing" in problem and "outputs/trail.csv" in problem for problem in problems)


def test_a_refund_whose_differences_are_misstated_is_found(
    example: Callable[[str], tuple[Document, Document]], forge: Forge
) -> None:
    plan, inputs = example("ex3")
    inputs = {**inputs, "reversals": ["m3", "t3"]}
    outputs = verifier.settle_bundle(plan, inputs)
    adjustments = {**outputs["adjustments"], "acct:owner": -118, "acct:community": -46}
    problems = forge(plan, inputs, {**outputs, "adjustments": adjustments})
    assert any("outputs/adjustments.csv" in p and "acct:owner: amount expected -117, found -118" in p for p in problems)


def resign(files: Files, sign_bytes: Callable[[Bundle], Files], **changed: bytes) -> Files:
    """Rewrite some files, then hash and sign again as an owner could."""
    files = {**files, **{path.replace("__", "/").replace("_csv", ".csv"): data for path, data in changed.items()}}
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {path: verifier.sha256_hex(files[path]) for path in manifest["files"]}
    inner = {path: files[path] for path in [*manifest["files"], "manifest.json"]}
    data = verifier.canonical(manifest)
    return sign_bytes(Bundle({**inner, "manifest.json": data}, data, "", "", {}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"totals": {"accounts": 0, "fee": 573, "gross": 18400, "members": 18400, "net": 17827, "tax": 0}},
            "total members",
        ),
        ({"exponent": 3}, "exponent is not the plan's"),
        ({"currency": "SAR"}, "currency is not the plan's"),
        ({"plan_hash": "0" * 64}, "plan pinned at opening"),
        ({"sequence": 2}, "sequence 2 does not go with"),
        ({"sequence": 0}, "sequence 0 does not go with"),
        ({"format_version": 2}, "format version 2"),
        ({"seed": 7}, "the entry seed"),
        ({"surprise": 7}, "the entry surprise"),
        ({"roots": {"receipts": "0" * 64, "statements": "0" * 64}}, "statements root expected"),
        ({"leaves": {"receipts": 10, "statements": 99}}, "statements leaves are not numbered 0 to 98"),
        ({"files": {}}, "files does not name the bundle's files"),
        ({"community": "elsewhere"}, "community is not the manifest's"),
    ],
)
def test_a_signed_manifest_that_says_something_untrue_is_found(
    change: Document, said: str, files: Files, sign: Callable[[Bundle], Files]
) -> None:
    manifest = {**json.loads(files["manifest.json"]), **change}
    data = verifier.canonical(manifest)
    inner = {path: content for path, content in files.items() if not path.startswith("proofs/")}
    signed = sign(Bundle({**inner, "manifest.json": data}, data, "", "", {}))
    signed["SHA256SUMS"] = sums(signed)
    problems = verifier.verify_files(signed).problems
    assert any(said in problem for problem in problems), problems


def sums(files: Files) -> bytes:
    paths = sorted(path for path in files if path != "SHA256SUMS" and not path.startswith("proofs/"))
    return "".join(f"{verifier.sha256_hex(files[path])}  {path}\n" for path in paths).encode()


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("outputs/alloc.csv", b"acct:owner,3079", b"acct:owner,03079", "amount cannot be '03079'"),
        ("outputs/alloc.csv", b"acct:owner,3079", b"acct:owner,-3079", "amount cannot be '-3079'"),
        ("outputs/alloc.csv", b"acct:owner,3079", b'"acct:owner",3079', "not in canonical form"),
        ("outputs/alloc.csv", b"acct:owner,3079", b"acct:aaa,3079", "not in ascending order"),
        ("outputs/alloc.csv", b"acct:owner,3079", b"acct:owner", "2 cells expected, found 1"),
        ("outputs/alloc.csv", b"id,amount", b"amount,id", "the header is not id,amount"),
        ("outputs/alloc.csv", b"acct:owner,3079", b'"acct:owner,3079', "not readable as CSV"),
        ("outputs/alloc.csv", b"acct:owner,3079", b"acct:\xff,3079", "not readable as CSV"),
        ("outputs/leaves.csv", b"receipts,0", b"receipts,10", "not in ascending order"),
        ("outputs/leaves.csv", b"receipts,9", b"receipts,10", "receipts leaves are not numbered"),
        ("outputs/leaves.csv", b"statements,6", b"third,0", "there is a third tree"),
        ("inputs/members.csv", b",ok,2,60,[]", b",ok,2,60,[1]", "roles are not a sorted list of text"),
        ("inputs/members.csv", b",ok,2,60,[]", b",ok,2,60,[x]", "roles are not a sorted list of text"),
        ("inputs/members.csv", b",ok,2,60,[]", b",late,2,60,[]", "status: unknown word late"),
        ("inputs/receipts.csv", b"membership,1000,0,59", b"gift,1000,0,59", "no waterfall takes the kind gift"),
        ("inputs/receipts.csv", b"membership,1000,0,59", b"membership,1000,0,1059", "tax and fee exceed its gross"),
        ("inputs/reversals.csv", b"receipt\n", b"receipt\nnobody\n", "there is no receipt nobody"),
        ("public/summary.json", b'"detail":false', b'"detail":true', "detail is not what the settlement gives"),
        ("plan.json", b'"version":1', b'"version":1.0', "not readable as JSON"),
        ("plan.json", b'"version":1', b'"version": 1', "not in canonical form"),
    ],
)  # fmt: skip
def test_a_signed_table_that_is_malformed_or_impossible_is_named(
    path: str, old: bytes, new: bytes, said: str, files: Files, sign: Callable[[Bundle], Files]
) -> None:
    assert old in files[path]
    changed = {**files, path: files[path].replace(old, new, 1)}
    problems = verifier.verify_files(resign(changed, sign)).problems
    assert any(path in problem or said in problem for problem in problems)
    assert any(said in problem for problem in problems), problems


def test_a_sum_hidden_from_the_plan_pinned_at_opening_is_found(
    month: tuple[Document, Document, Document], bundled: Callable[..., Bundle], sign: Callable[[Bundle], Files]
) -> None:
    plan, inputs, _ = month
    honest = sign(bundled(plan, inputs))
    greedy = json.loads(honest["plan.json"])
    greedy["waterfalls"][0]["lines"][1]["take"]["bps"] = 1600
    changed = {**honest, "plan.json": verifier.canonical(greedy)}
    problems = verifier.verify_files(resign(changed, sign)).problems
    assert any(problem.startswith("plan.json: plan pinned at opening") for problem in problems)
    assert any("acct:owner: amount expected 4187, found 3925" in problem for problem in problems)


def test_a_signed_plan_of_the_wrong_shape_is_refused_in_words(files: Files, sign: Callable[[Bundle], Files]) -> None:
    plan = {**json.loads(files["plan.json"]), "waterfalls": 7}
    problems = verifier.verify_files(resign({**files, "plan.json": verifier.canonical(plan)}, sign)).problems
    assert any("a value has the wrong shape" in problem for problem in problems)
