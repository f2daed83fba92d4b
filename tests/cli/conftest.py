"""`diwan` as a person at a shell runs it: another process, a data folder of its own, nothing of the test's settings."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "moving"
FORGOTTEN = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")


@dataclass(frozen=True)
class Shell:
    """Runs commands with one data folder (`folder`, unless `named` is what the setting names)."""

    folder: Path
    named: Path | None = None

    def __call__(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DIWAN_")}
        environment = {name: value for name, value in kept.items() if name not in FORGOTTEN}
        environment |= {
            "DIWAN_DATA_DIR": str(self.named or self.folder),
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
        }
        command = [sys.executable, "-m", "diwan", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=self.folder, timeout=120)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty data folder."""
    return Shell(tmp_path)


@pytest.fixture(scope="session")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Small books of 2016 moved into a new community, from nothing, by one command. To look at, not to change."""
    shell = Shell(tmp_path_factory.mktemp("diwan"))
    books = SMALL / "small_books"
    done = shell("import", "opencollective", books, "--community", "garden", "--create", "--first-month", "2016-10")
    assert (done.returncode, done.stderr) == (0, "transactions: 10 rows read\n")
    return shell


@pytest.fixture
def garden(moved_in: Shell, tmp_path: Path) -> Shell:
    """A copy of it to work on."""
    return Shell(Path(shutil.copytree(moved_in.folder, tmp_path / "data")))


@pytest.fixture
def refused() -> Callable[[subprocess.CompletedProcess[str]], str]:
    """Exit 2, nothing on stdout, one sentence and no traceback on stderr; gives the sentence."""

    def complaint(done: subprocess.CompletedProcess[str]) -> str:
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
        return done.stderr

    return complaint
