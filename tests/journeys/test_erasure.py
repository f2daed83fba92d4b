"""Layla asks to be erased. Nothing of hers is left in the database's pages, in files, in search, in letters or in logs;
the books and every published month still verify."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = "import tests.journeys.erased_life as life; life.{step}()"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("erasure") / "data"


def diwan(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DIWAN_", "DATABASE_", "DJANGO_"))
    }
    environment = {
        **kept,
        "DIWAN_DATA_DIR": str(place),
        "DJANGO_SETTINGS_MODULE": "diwan.settings.dev",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "PYTHONWARNINGS": "ignore",
    }
    done = subprocess.run([sys.executable, *command], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done


def traces(place: Path, tokens: list[str]) -> dict[str, list[str]]:
    """Which tokens lie in the bytes of which files: as UTF-8, as JSON escapes, as a letter is encoded for transport."""
    found: dict[str, list[str]] = {}
    for path in sorted(one for one in place.rglob("*") if one.is_file()):
        content = path.read_bytes()
        for token in tokens:
            forms = {token, token.encode("unicode_escape").decode("ascii")}
            if any(form.encode() in content for form in forms):
                found.setdefault(token, []).append(path.relative_to(place).as_posix())
    return found


@pytest.mark.timeout(280)
def test_nothing_of_an_erased_person_is_left_and_the_books_still_verify(place: Path, tmp_path: Path) -> None:
    said = diwan(place, "-c", RUN.format(step="live"))
    tokens = sorted(set(re.findall(r"zz\d\dq", said.stdout)))
    assert len(tokens) == 30
    assert len(traces(place, tokens)) >= 24, "they were there; a hashed or sealed one cannot be seen from outside"
    before = diwan(place, "-c", RUN.format(step="proofs")).stdout
    done = diwan(place, "-c", RUN.format(step="erase"))
    assert traces(place, tokens) == {}
    assert [token for token in tokens if token in done.stdout + done.stderr] == []
    assert diwan(place, "-c", RUN.format(step="proofs")).stdout == before, "no hash of a sealed thing has changed"
    assert "in order" in diwan(place, "-m", "diwan", "ledger", "check").stdout
    bundle = tmp_path / "bundle"
    month = before.split()[0]
    diwan(place, "-m", "diwan", "bundle", "garden", month, "-o", str(bundle))
    diwan(place, "-m", "diwan", "verify", str(bundle))
    assert traces(tmp_path, tokens) == {}
