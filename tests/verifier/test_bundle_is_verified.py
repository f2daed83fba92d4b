"""An honest bundle passes: by our verifier, by sha256sum, by OpenSSL, and alone in an empty directory."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diwan import verifier
from diwan.engine.bundle import PUBLIC_PATHS, Bundle

Document = dict[str, Any]
Files = dict[str, bytes]


def lay(files: Files, directory: Path) -> Path:
    for path, content in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(content)
    return directory


def without_proofs(files: Files) -> Files:
    return {path: content for path, content in files.items() if not path.startswith("proofs/")}


def test_a_signed_month_is_verified_with_and_without_the_private_proofs(files: Files) -> None:
    assert verifier.verify_files(files).problems == []
    assert verifier.verify_files(without_proofs(files)).problems == []


@pytest.mark.parametrize("name", ["ex1", "ex2", "ex3"])
def test_every_worked_example_becomes_a_bundle_that_is_verified(
    name: str,
    example: Callable[[str], tuple[Document, Document]],
    bundled: Callable[..., Bundle],
    sign: Callable[[Bundle], Files],
) -> None:
    assert verifier.verify_files(sign(bundled(*example(name)))).problems == []


def test_a_month_settled_by_the_engine_is_verified(
    random_month: Callable[[int], tuple[Document, Document]],
    bundled: Callable[..., Bundle],
    sign: Callable[[Bundle], Files],
    pseudonymous: Callable[[Document, str], Document],
) -> None:
    from diwan.engine import public as engine

    for seed in range(40):
        document, inputs = random_month(seed)
        inputs = pseudonymous(inputs, "2026-01")
        plan = engine.parse_plan(document)
        settlement = engine.settle(plan, engine.parse_inputs(inputs, plan))
        edges = [edge._asdict() for edge in settlement.edges]
        outputs = {**engine.settlement_document(settlement), "edges": edges}
        bundle = bundled(engine.plan_document(plan), inputs, outputs=outputs, opened_plan_hash=engine.plan_hash(plan))
        assert verifier.verify_files(sign(bundle)).problems == [], f"seed {seed}"


def test_a_month_with_chargebacks_is_settled_without_them_and_the_differences_are_told(
    example: Callable[[str], tuple[Document, Document]],
    bundled: Callable[..., Bundle],
    sign: Callable[[Bundle], Files],
) -> None:
    plan, inputs = example("ex3")
    files = sign(bundled(plan, {**inputs, "reversals": ["m3", "t3"]}))
    assert verifier.verify_files(files).problems == []
    assert b"acct:match_next,1807\n" in files["outputs/adjustments.csv"]
    assert json.loads(files["manifest.json"])["totals"]["gross"] == 18400 - 1500


def test_the_usual_tools_agree(files: Files, tmp_path: Path) -> None:
    lay(without_proofs(files), tmp_path)
    subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)
    command = "openssl pkeyutl -verify -rawin -pubin -inkey key.pem -in manifest.json -sigfile manifest.sig"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)


def test_the_usual_tools_notice_a_changed_manifest(files: Files, tmp_path: Path) -> None:
    manifest = files["manifest.json"].replace(b'"gross":18400', b'"gross":18401')
    lay({**without_proofs(files), "manifest.json": manifest}, tmp_path)
    command = "openssl pkeyutl -verify -rawin -pubin -inkey key.pem -in manifest.json -sigfile manifest.sig"
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True).returncode != 0
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True).returncode != 0


def test_the_single_file_runs_alone_without_the_program(files: Files, tmp_path: Path) -> None:
    alone = tmp_path / "verifier.py"
    shutil.copy(verifier.__file__, alone)
    directory = lay(files, tmp_path / "2026-01")
    command = [sys.executable, "-I", "-S", str(alone), str(directory)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "VERIFIED" in done.stdout


def test_anyone_can_check_the_public_files_without_the_rest(files: Files) -> None:
    assert verifier.verify_public({path: files[path] for path in PUBLIC_PATHS}).problems == []


def test_the_same_month_written_twice_in_any_order_gives_the_same_bytes(
    example: Callable[[str], tuple[Document, Document]], bundled: Callable[..., Bundle]
) -> None:
    plan, inputs = example("ex3")
    shuffled = {
        **inputs,
        "receipts": inputs["receipts"][::-1],
        "members": dict(reversed(inputs["members"].items())),
        "signals": {name: rows[::-1] for name, rows in inputs["signals"].items()},
    }
    one, other = bundled(plan, inputs), bundled(plan, shuffled)
    assert (one.files, one.proofs) == (other.files, other.proofs)
