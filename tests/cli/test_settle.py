"""`diwan settle` as another program calls it: bytes in, canonical bytes out, and an exit status."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).resolve().parents[1] / "engine" / "golden"
EXAMPLES = ["ex1", "ex2", "ex3"]


def settle(shell: Any, *words: str | Path) -> subprocess.CompletedProcess[str]:
    done: subprocess.CompletedProcess[str] = shell("settle", *words)
    return done


def agrees(found: dict[str, Any], expected: dict[str, Any]) -> None:
    """Whatever the vector says is found, in the program's own document."""
    for key in expected.keys() & {"alloc", "gross"}:
        assert found[key] == expected[key]
    assert found["alloc"] == expected["alloc"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_projects_own_vectors(shell: Any, name: str) -> None:
    done = settle(shell, GOLDEN / f"{name}.plan.json", GOLDEN / f"{name}.inputs.json")
    assert (done.returncode, done.stderr) == (0, "")
    agrees(json.loads(done.stdout), json.loads((GOLDEN / f"{name}.expected.json").read_text()))
    assert sum(json.loads(done.stdout)["alloc"].values()) == json.loads(done.stdout)["gross"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_acceptance_vectors(shell: Any, shared_dir: Path, name: str) -> None:
    folder = shared_dir / "acceptance"
    done = settle(shell, folder / f"{name}.plan.json", folder / f"{name}.inputs.json")
    assert (done.returncode, done.stderr) == (0, "")
    agrees(json.loads(done.stdout), json.loads((folder / f"{name}.expected.json").read_text()))


def test_the_same_bytes_every_time_and_no_data_folder(shell: Any) -> None:
    words = (GOLDEN / "ex1.plan.json", GOLDEN / "ex1.inputs.json")
    assert settle(shell, *words).stdout == settle(shell, *words).stdout
    assert list(shell.folder.iterdir()) == []


def test_a_wrong_plan_is_one_line_on_stderr_and_nothing_on_stdout(shell: Any, refused: Any, tmp_path: Path) -> None:
    plan = json.loads((GOLDEN / "ex1.plan.json").read_text())
    plan["waterfalls"][0]["lines"][0]["take"] = {"bps": 10_001}
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    complaint = refused(settle(shell, tmp_path / "plan.json", GOLDEN / "ex1.inputs.json"))
    assert "plan.json: waterfalls[0].lines[0].take.bps" in complaint
    assert len(complaint.splitlines()) == 1


def test_a_missing_file_is_named(shell: Any, refused: Any) -> None:
    assert "none.json" in refused(settle(shell, "none.json", "none.json"))
