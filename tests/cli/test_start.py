"""`start.py` chooses a Python that works, sets up once, and says what failed. Nothing here touches the network."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at home in an empty folder with a lock file."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    for name, value in {"ROOT": tmp_path, "VENV": venv, "STAMP": venv / "diwan-setup"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.delenv("DIWAN_EXTRAS", raising=False)
    (tmp_path / "uv.lock").write_text("locked = 1")
    return module


@pytest.fixture
def steps(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What it would have run; making the environment makes its Python."""
    ran: list[list[str]] = []

    def run(command: list[str], env: dict[str, str] | None = None) -> None:
        ran.append(command)
        start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        start.PYTHON.touch()

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "find_uv", lambda: ["uv"])
    return ran


def program(folder: Path, name: str, status: int) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_a_python_that_does_not_run_is_passed_over(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version manager's shim exists and answers nothing; a Python without `venv` says no."""
    program(tmp_path, "python3.13", 127)
    good = program(tmp_path, "python3.12", 0)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "old", 1)))
    assert start.find_python() == str(good)


def test_the_running_python_is_taken_first(start: ModuleType) -> None:
    assert start.find_python() == sys.executable


def test_without_a_python_it_says_what_to_install(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit):
        start.find_python()
    assert "sudo apt install python3" in capsys.readouterr().err


def test_it_sets_up_once(start: ModuleType, steps: list[list[str]]) -> None:
    start.set_up(with_tests=False)
    assert [command[1] for command in steps] == ["-m", "sync"]
    assert "--no-default-groups" in steps[-1]
    start.set_up(with_tests=False)
    assert len(steps) == 2


def test_tests_are_installed_when_they_are_first_asked_for_and_stay(
    start: ModuleType, steps: list[list[str]], tmp_path: Path
) -> None:
    start.set_up(with_tests=False)
    start.set_up(with_tests=True)
    assert steps[-1][-2:] == ["--group", "dev"]
    start.set_up(with_tests=True)
    start.set_up(with_tests=False)
    assert len(steps) == 3
    (tmp_path / "uv.lock").write_text("locked = 2")
    start.set_up(with_tests=False)
    assert steps[-1][-2:] == ["--group", "dev"], "a new lock does not take the tests away"


def test_extras_are_part_of_the_stamp(
    start: ModuleType, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    start.set_up(with_tests=False)
    monkeypatch.setenv("DIWAN_EXTRAS", "mail photos")
    start.set_up(with_tests=False)
    assert steps[-1][-4:] == ["--extra", "mail", "--extra", "photos"]


def test_a_step_that_fails_is_named_and_leaves_no_stamp(
    start: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start, "find_python", lambda: str(program(tmp_path, "broken", 3)))
    with pytest.raises(SystemExit) as stopped:
        start.set_up(with_tests=False)
    assert stopped.value.code == 1
    assert "this step failed" in capsys.readouterr().err
    assert not start.STAMP.exists()


def test_the_suite_runs_on_both_databases_and_says_the_first_failure(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.PYTHON.parent.mkdir(parents=True)
    told = start.ROOT / "told"
    start.PYTHON.write_text(f'#!/bin/sh\necho "$DIWAN_TEST_DATABASE $*" >> {told}\nexit ${{FAILS:-0}}\n')
    start.PYTHON.chmod(0o755)
    assert start.run_tests(["-x"]) == 0
    assert told.read_text().splitlines() == ["sqlite -m pytest -x", "postgres -m pytest -x"]
    monkeypatch.setitem(os.environ, "FAILS", "4")
    assert start.run_tests([]) == 4
    assert told.read_text().splitlines()[2:] == ["sqlite -m pytest", "postgres -m pytest"], "the second all the same"


@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), (["-h"], 0), (["fly"], 2)])
def test_help_and_misuse_set_nothing_up(
    start: ModuleType, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch, words: list[str], status: int
) -> None:
    monkeypatch.setattr(sys, "argv", ["start.py", *words])
    assert start.main() == status
    assert steps == []
