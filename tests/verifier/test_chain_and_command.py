"""Month follows month, and the command says plainly what it found: 0 verified, 1 not, 2 misused."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diwan import verifier
from diwan.cli import verify as command
from diwan.engine.bundle import PUBLIC_PATHS, Bundle, seal_bundle

Document = dict[str, Any]
Files = dict[str, bytes]
Sign = Callable[[Bundle], Files]
Example = Callable[[str], tuple[Document, Document]]


@pytest.fixture
def february(files: Files, example: Example, bundled: Callable[..., Bundle]) -> Callable[..., Bundle]:
    """The month after, with anything about it changed."""

    def build(*, seed: str | None = None, **meta: Any) -> Bundle:
        plan, inputs = example("ex3")
        drawn = json.loads(files["manifest.json"])["roots"]["statements"] if seed is None else seed
        before = verifier.sha256_hex(files["manifest.json"])
        facts = {"period": "2026-02", "sequence": 2, "previous_manifest_hash": before, **meta}
        return bundled(plan, {**inputs, "seed": drawn}, **facts)

    return build


def lay(files: Files, directory: Path) -> str:
    for path, content in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_bytes(content)
    return str(directory)


def test_a_month_follows_the_month_before(files: Files, february: Callable[..., Bundle], sign: Sign) -> None:
    report = verifier.verify_files(sign(february()), previous=files)
    assert report.problems == []
    assert any(fact.startswith("chain") for fact in report.facts)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sequence": 3}, "sequence expected 2, found 3"),
        ({"previous_manifest_hash": "0" * 64}, "previous manifest expected"),
        ({"community": "elsewhere"}, "community expected majlis, found elsewhere"),
        ({"seed": "a lucky number"}, "found a lucky number"),
    ],
)
def test_a_month_that_does_not_follow_is_found(
    change: Document, said: str, files: Files, february: Callable[..., Bundle], sign: Sign
) -> None:
    problems = verifier.verify_files(sign(february(**change)), previous=files).problems
    assert any(said in problem for problem in problems)


def test_a_previous_bundle_without_a_manifest_cannot_be_followed(
    files: Files, february: Callable[..., Bundle], sign: Sign
) -> None:
    assert verifier.verify_files(sign(february()), previous={}).problems == ["previous: manifest.json is missing"]


def test_a_new_key_in_the_chain_is_pointed_out(files: Files, february: Callable[..., Bundle], sign: Sign) -> None:
    report = verifier.verify_files(sign(february()), previous={**files, "key.pem": b"another"})
    assert report.verified
    assert any("SIGNED BY ANOTHER KEY" in fact for fact in report.facts)


def test_a_bundle_signed_by_somebody_else_is_refused_when_the_right_key_is_known(files: Files) -> None:
    stranger = verifier.write_key(bytes(31) + b"\x02")
    assert verifier.verify_files(files, trusted_key=files["key.pem"]).verified
    assert "key.pem: it is not the key you trust" in verifier.verify_files(files, trusted_key=stranger).problems
    assert "key.pem: it is not the key you trust" in verifier.verify_public(files, trusted_key=stranger).problems


def test_the_public_files_are_checked_on_their_own(files: Files) -> None:
    public = {path: files[path] for path in PUBLIC_PATHS}
    for path in public:
        without = {other: content for other, content in public.items() if other != path}
        assert verifier.verify_public(without).problems == [f"{path}: the file is missing"]
        assert not verifier.verify_public({**public, path: public[path] + b" "}).verified


def test_a_public_summary_that_flatters_is_found(files: Files) -> None:
    summary = json.loads(files["public/summary.json"])
    summary["totals"]["members"] += 1
    changed = {**files, "public/summary.json": verifier.canonical(summary)}
    assert "public/summary.json: totals is not the manifest's" in verifier.verify_public(changed).problems


def test_the_command_says_what_is_right(
    files: Files, february: Callable[..., Bundle], sign: Sign, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    january, next_month = lay(files, tmp_path / "2026-01"), lay(sign(february()), tmp_path / "2026-02")
    key = str(tmp_path / "2026-01" / "key.pem")
    assert verifier.main([next_month, "--previous", january, "--key", key]) == 0
    assert "the key you trust" in capsys.readouterr().out
    assert verifier.main([january, "--public"]) == 0


def test_the_command_says_what_is_wrong(files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = files["outputs/alloc.csv"].replace(b"acct:owner,3079", b"acct:owner,3080")
    assert verifier.main([lay({**files, "outputs/alloc.csv": changed}, tmp_path / "x")]) == 1
    said = capsys.readouterr().out
    assert "acct:owner: amount expected 3079, found 3080" in said
    assert "NOT VERIFIED" in said
    assert "settlement  recomputed" not in said


def test_the_command_of_the_program_is_the_same_one(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    assert command.run(parser.parse_args([lay(files, tmp_path)])) == 0
    assert (command.NEEDS_DJANGO, bool(command.HELP)) == (False, True)
    assert "VERIFIED" in capsys.readouterr().out


def test_misuse_is_told_apart_from_a_bad_bundle(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory, proof = lay(files, tmp_path / "x"), str(tmp_path / "x" / "manifest.json")
    missing = str(tmp_path / "nowhere")
    for arguments in (
        [],
        [directory, "--proof", proof],
        ["--proof", proof],
        [missing],
        ["--proof", missing, "--root", "0"],
        [directory, "--key", missing],
        [directory, "--previous", missing],
    ):
        assert verifier.main(arguments) == 2, arguments
    assert "verify:" in capsys.readouterr().err


def test_a_link_in_the_directory_is_refused(files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = lay(files, tmp_path / "x")
    (tmp_path / "x" / "outputs" / "alloc.csv").unlink()
    (tmp_path / "x" / "outputs" / "alloc.csv").symlink_to(tmp_path / "x" / "plan.json")
    assert verifier.main([directory]) == 1
    assert "outputs/alloc.csv: not an ordinary file" in capsys.readouterr().out


def test_a_key_file_written_otherwise_is_refused(
    files: Files, example: Example, bundled: Callable[..., Bundle]
) -> None:
    bundle = bundled(*example("ex3"))
    raw = verifier.read_key("key.pem", files["key.pem"])
    sealed = seal_bundle(bundle, signature=files["manifest.sig"], public_key_raw=raw)
    changed = {**sealed, "key.pem": files["key.pem"].replace(b"\n", b"\r\n")}
    assert "key.pem: not in canonical form" in verifier.verify_files(changed).problems


@pytest.fixture
def crowd() -> tuple[Document, Document]:
    """Twelve earners in four pools, two of them too small to be shown."""
    takes = [("big", 5000), ("team", 2000), ("pair", 1000), ("rest", 0)]
    lines = [{"name": n, "take": {"bps": bps}, "to": f"pool:{n}"} for n, bps in takes[:-1]]
    fall = {
        "name": "w",
        "from": ["tip", "sponsor"],
        "lines": [*lines, {"name": "r", "take": "rest", "to": "pool:rest"}],
    }
    pools = {name: {"rule": "points", "signal": name} for name, _ in takes}
    plan = {"plan": "crowd", "version": 1, "currency": "JPY", "waterfalls": [fall], "pools": pools}
    people = [f"p{n:02}" for n in range(12)]
    points = {"big": people, "team": people[:6], "pair": people[:2], "rest": people[:7]}
    tips = [
        {"id": f"r{n}", "payer": f"payer{n}", "kind": "tip", "gross": 1000, "tax": 10, "fee": 5, "to": None}
        for n in range(6)
    ]
    sponsor = {"id": "s", "payer": "acme", "kind": "sponsor", "gross": 9000, "tax": 0, "fee": 0}
    inputs = {"seed": "s", "receipts": [*tips, sponsor], "points": {k: dict.fromkeys(v, 1) for k, v in points.items()}}
    return plan, inputs


def test_the_public_summary_hides_small_groups_and_the_one_that_would_give_them_away(
    crowd: tuple[Document, Document], bundled: Callable[..., Bundle], sign: Sign
) -> None:
    files = sign(bundled(*crowd))
    assert verifier.verify_files(files).problems == []
    summary = json.loads(files["public/summary.json"])
    assert (summary["detail"], summary["earners"], summary["exponent"]) == (True, 12, 0)
    shown = {pool["name"]: pool.get("people") for pool in summary["pools"]}
    assert shown == {"big": 12, "pair": None, "rest": 7, "team": None}
    assert summary["sources"] == [{"name": "sponsor", "suppressed": True}, {"name": "tip", "suppressed": True}]
    assert summary["accounts"]["acct:tax"] == 60


def test_a_payment_taken_back_is_not_counted_in_the_public_sources(
    crowd: tuple[Document, Document], bundled: Callable[..., Bundle], sign: Sign
) -> None:
    plan, inputs = crowd
    files = sign(bundled(plan, {**inputs, "reversals": ["s"]}))
    assert verifier.verify_files(files).problems == []
    assert json.loads(files["public/summary.json"])["sources"] == [{"name": "tip", "people": 6, "gross": 6000}]


def test_a_small_community_publishes_totals_only(files: Files) -> None:
    summary = json.loads(files["public/summary.json"])
    assert summary["detail"] is False
    assert not {"pools", "sources", "accounts", "earners"} & set(summary)
