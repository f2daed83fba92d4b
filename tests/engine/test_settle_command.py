"""`diwan settle`: canonical JSON on stdout, or a place on stderr and nothing else."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diwan.cli import settle as command
from diwan.engine.public import canonical_json

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[str], Any]


def run(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(argument) for argument in arguments]))


@pytest.fixture
def refused(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., str]:
    """Run on files with this content; the complaint on stderr after exit 2 with an empty stdout."""

    def complaint(plan: str, inputs: str = "{}", name: str = "plan.json") -> str:
        (tmp_path / name).write_text(plan, encoding="utf-8")
        (tmp_path / "inputs.json").write_text(inputs, encoding="utf-8")
        assert run(tmp_path / name, tmp_path / "inputs.json") == 2
        out, err = capfd.readouterr()
        assert out == ""
        assert "Traceback" not in err
        return err

    return complaint


def test_it_prints_the_settlement_in_canonical_json(capfd: pytest.CaptureFixture[str], golden: Golden) -> None:
    assert run(GOLDEN / "ex1.plan.json", GOLDEN / "ex1.inputs.json") == 0
    out, err = capfd.readouterr()
    document = json.loads(out)
    assert document["alloc"] == golden("ex1.expected")["alloc"]
    assert out.encode() == canonical_json(document) + b"\n"
    assert err == ""


def test_it_prints_what_a_reversal_changes(capfd: pytest.CaptureFixture[str], golden: Golden) -> None:
    assert run(GOLDEN / "ex3.plan.json", GOLDEN / "ex3.inputs.json", "--reverse", "m3", "t3") == 0
    assert json.loads(capfd.readouterr().out) == golden("ex3.expected")["adjustments"]


def test_it_reads_a_plan_in_yaml(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    receipt = {"id": "r", "payer": "هدى", "kind": "membership", "gross": 1000, "tax": 0, "fee": 0}
    (tmp_path / "inputs.json").write_text(
        json.dumps({"receipts": [receipt], "signals": {"value": [["هدى", "عمر", 1]]}}), encoding="utf-8-sig"
    )
    assert run(GOLDEN / "plans" / "creators-club.yaml", tmp_path / "inputs.json") == 0
    assert json.loads(capfd.readouterr().out)["alloc"] == {"acct:community": 50, "acct:owner": 150, "عمر": 800}


def test_an_unknown_receipt_cannot_be_reversed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(GOLDEN / "ex1.plan.json", GOLDEN / "ex1.inputs.json", "--reverse", "zz") == 2
    out, err = capfd.readouterr()
    assert (out, "zz" in err) == ("", True)


def test_a_wrong_plan_is_named_with_its_place(refused: Callable[..., str], golden: Golden) -> None:
    plan = golden("ex1.plan")
    plan["waterfalls"][0]["lines"][1]["take"]["bps"] = 99_999
    assert "plan.json: waterfalls[0].lines[1].take.bps: " in refused(json.dumps(plan))


def test_wrong_inputs_are_named_with_their_place(refused: Callable[..., str], golden: Golden) -> None:
    inputs = golden("ex1.inputs")
    inputs["receipts"][2]["gross"] = 57.5
    complaint = refused(json.dumps(golden("ex1.plan")), json.dumps(inputs))
    assert "inputs.json: receipts[2].gross: " in complaint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not valid JSON"),
        ('{"plan": "a", "plan": "b"}', "the key 'plan' is repeated"),
        ('{"version": NaN}', "NaN"),
        ('{"version": ' + "9" * 5000 + "}", "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "a mapping"),
    ],
)
def test_what_is_not_json_is_refused(refused: Callable[..., str], text: str, words: str) -> None:
    assert words in refused(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plan: [", "not valid YAML"),
        ("plan: a\nplan: b", "the key 'plan' is repeated"),
        ("? [a]\n: b", "not valid YAML"),
        ("plan: a\nversion: 1.5\ncurrency: SAR", "version"),
        ("- 1", "a mapping"),
    ],
)
def test_what_is_not_yaml_is_refused(refused: Callable[..., str], text: str, words: str) -> None:
    assert words in refused(text, name="plan.yaml")


def test_a_missing_file_is_named(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(tmp_path / "none.json", tmp_path / "none.json") == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert "none.json: cannot be read" in err


def test_it_needs_no_django() -> None:
    assert command.NEEDS_DJANGO is False
    assert command.HELP
