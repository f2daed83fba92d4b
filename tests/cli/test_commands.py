"""Every command, from nothing to a closed and verified month, and what each says when it cannot."""

import json
import re
import socket
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diwan.__main__ import COMMANDS

SMALL = Path(__file__).resolve().parents[1] / "moving"
Refused = Callable[[subprocess.CompletedProcess[str]], str]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(shell: Any, name: str) -> None:
    done = shell(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: diwan {name}")
    assert len(done.stdout.splitlines()) > 4


def test_alone_it_lists_them_all_and_an_unknown_one_is_refused(shell: Any, refused: Refused) -> None:
    alone = shell()
    assert alone.returncode == 2
    assert [name for name in COMMANDS if not re.search(rf"^    {name}( |$)", alone.stdout, re.MULTILINE)] == []
    assert "fly" in refused(shell("fly"))


def test_books_are_moved_in_closed_bundled_verified_and_exported(garden: Any, tmp_path: Path) -> None:
    again = garden("import", "opencollective", SMALL / "small_books", "--community", "garden", "--json")
    report = json.loads(again.stdout)
    assert (again.returncode, report["stored"], report["complete"]) == (0, {}, True)

    closed = garden("close", "garden", "2016-10", "--now", "--json")
    assert closed.returncode == 0, closed.stderr
    month = json.loads(closed.stdout)
    assert (month["stage"], month["open_objections"]) == ("sealed", 0)

    bundle = tmp_path / "october"
    written = garden("bundle", "garden", "2016-10", "-o", bundle)
    assert (written.returncode, written.stderr) == (0, "")
    told = garden("verify", bundle)
    assert (told.returncode, "VERIFIED." in told.stdout) == (0, True)
    change_a_byte(bundle / "outputs" / "alloc.csv")
    found = garden("verify", bundle)
    assert found.returncode == 1
    assert "WRONG       outputs/alloc.csv" in found.stdout

    checked = garden("ledger", "check")
    assert (checked.returncode, checked.stdout) == (0, "The books are in order.\n")
    exported = garden("ledger", "export", "--format", "hledger", "--community", "garden")
    assert (exported.returncode, "assets:bank  86.80 USD" in exported.stdout) == (0, True)


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.rindex(b",") + 1] ^= 1
    path.write_bytes(content)


def test_a_row_altered_behind_the_programs_back_is_named_with_its_amount(garden: Any) -> None:
    with sqlite3.connect(garden.folder / "diwan.sqlite3") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        row, amount = database.execute("SELECT id, amount_minor FROM ledger_leg WHERE amount_minor = 8680").fetchone()
        database.execute("UPDATE ledger_leg SET amount_minor = 1 WHERE id = ?", [row])
    database.close()
    done = garden("ledger", "check")
    assert done.returncode == 1
    assert f"leg_changed  ledger_leg {row}  {amount}: " in done.stdout
    assert "unprotected" in done.stdout


def test_a_dry_run_into_a_new_community_leaves_no_community(garden: Any, refused: Refused) -> None:
    trial = garden("import", "stackexchange", SMALL / "small", "--community", "mint", "--create", "--dry-run", "--json")
    report = json.loads(trial.stdout)
    assert (trial.returncode, report["read"], report["dry_run"]) == (0, 25, True)
    again = garden("import", "stackexchange", SMALL / "small", "--community", "mint", "--json")
    assert "mint" in refused(again)


def test_a_report_in_words_counts_the_same_rows(garden: Any) -> None:
    done = garden("import", "stackexchange", SMALL / "small", "--community", "garden", "--language", "ar")
    assert done.stdout.splitlines()[0] == "25 rows read"
    counts = [line.split() for line in done.stdout.splitlines()[1:]]
    assert sum(int(words[1]) for words in counts if words[0] in ("stored", "skipped")) == 25


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("close", "atlantis", "2016-10"), "atlantis"),
        (("close", "garden", "October"), "October"),
        (("close", "garden", "2999-01"), "2999-01"),
        (("bundle", "garden", "2016-10", "-o", "out"), "2016-10"),
        (("ledger", "check", "--community", "atlantis"), "atlantis"),
        (("import", "opencollective", "/nowhere", "--community", "garden"), "transactions.csv"),
        (("import", "stackexchange", "/nowhere", "--community", "garden"), "Users.xml"),
        (("import", "opencollective", "x", "--community", "g", "--create", "--currency", "XYZ"), "XYZ"),
        (("import", "opencollective", "x", "--community", "g", "--create", "--timezone", "Mars/Crater"), "Mars/Crater"),
        (("import", "opencollective", "x", "--community", "No Address"), "No Address"),
        (("import", "opencollective", "x", "--community", "g", "--create", "--first-month", "soon"), "soon"),
        (("verify",), "DIR"),
        (("verify", "/nowhere"), "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    moved_in: Any, refused: Refused, words: tuple[str, ...], complaint: str
) -> None:
    assert complaint in refused(moved_in(*words))


def test_a_collective_that_is_not_in_the_books_is_named(moved_in: Any, refused: Refused) -> None:
    done = moved_in(
        "import", "opencollective", SMALL / "small_books", "--community", "garden", "--collective", "meadow"
    )
    assert "meadow" in refused(done)


def test_a_taken_port_is_said_before_anything_is_built(shell: Any, refused: Refused) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        complaint = refused(shell("serve", "--port", str(port)))
    assert f"port {port} is taken" in complaint
    assert f"--port {port + 1}" in complaint
    assert list(shell.folder.iterdir()) == []


def test_one_round_of_the_ticker_ends_by_itself(garden: Any) -> None:
    first, second = garden("tick"), garden("tick")
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")
    assert "diwan tick: " in first.stdout


def test_a_setting_that_cannot_be_read_stops_the_start_by_its_name(shell: Any, refused: Refused) -> None:
    (shell.folder / "file").write_text("")
    complaint = refused(type(shell)(shell.folder, shell.folder / "file")("tick"))
    assert complaint.startswith("diwan: DIWAN_DATA_DIR: ")
