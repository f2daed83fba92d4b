"""What only SQLite lets one try: REPLACE, amounts of another type, and one file with several writers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, models

from diwan.ledger.models import Account, Entry, Leg
from tests.ledger.conftest import columns, run

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"


@pytest.mark.parametrize(
    ("model", "instead"),
    [
        (Leg, {}),
        (Leg, {"id": "id + 50"}),
        (Entry, {}),
        (Entry, {"id": "id + 7", "number": "number + 7"}),
        (Account, {"id": "id + 50"}),
    ],
)
def test_replacing_a_row_by_any_of_its_keys(paid: Any, model: type[models.Model], instead: dict[str, str]) -> None:
    table, (into, values) = model._meta.db_table, columns(model, **instead)
    with connection.cursor() as cursor:  # so that the refusal is this trigger's own
        cursor.execute("DROP TRIGGER ledger_leg_first")
        cursor.execute("DROP TRIGGER ledger_entry_balanced")
    with pytest.raises(IntegrityError, match="key exists"):
        run(f"INSERT OR REPLACE INTO {table} ({into}) SELECT {values} FROM {table} LIMIT 1")


def test_starting_a_second_book_in_the_place_of_the_first(paid: Any) -> None:
    with pytest.raises(IntegrityError, match="never moves back"):
        run("INSERT OR REPLACE INTO ledger_book SELECT * FROM ledger_book")


@pytest.mark.parametrize("amount", ["0.5", "'a lot'", "x'00'"])
def test_an_amount_that_is_no_integer(paid: Any, amount: str) -> None:
    into, values = columns(Leg, id="NULL", entry_id="entry_id + 1000", amount_minor=amount)
    with pytest.raises(IntegrityError, match="whole minor units"):
        run(f"INSERT INTO ledger_leg ({into}) SELECT {values} FROM ledger_leg LIMIT 1")


def test_thirty_payments_at_once_into_a_database_file(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DIWAN_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "diwan.settings.test",
        "PYTHONPATH": str(SOURCE),
    }

    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("at_once.py"))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
    )

    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result == {"numbers": list(range(1, 22)), "repeated": 1, "bank_minor": 2_100, "findings": []}
