"""Several people, one moment: numbers stay whole, one key has one effect."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from diwan.ledger import public as ledger

SOURCE = Path(__file__).resolve().parent.parent.parent / "src"


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite in memory has one writer; the file is above")
def test_thirty_payments_at_once_into_postgresql(new_books: Callable[..., Any]) -> None:
    books = new_books()

    def pay(key: str) -> int:
        try:
            return int(books.pay(100, key=key).number)
        finally:
            connection.close()

    keys = [f"order:{number}" for number in range(20)] + ["order:same"] * 10
    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(pay, keys))

    assert sorted(set(numbers)) == list(range(1, 22))
    assert len(set(numbers[20:])) == 1
    assert books.balance("assets:bank") == 2_100
    assert ledger.check() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs two writers in one database")
def test_a_leg_slipped_in_while_its_entry_is_being_written(new_books: Callable[..., Any]) -> None:
    """The stowaway's transaction cannot see the entry when it inserts; the deferred trigger sees it at commit."""
    from django.db import IntegrityError, connections, transaction

    from diwan.ledger.models import Leg

    books = new_books()
    paid = books.pay(100)
    stowaway = Leg.objects.filter(entry_id=paid.id).first()
    assert stowaway is not None
    stowaway.pk, stowaway.position, stowaway.entry_id = None, 3, paid.id + 1

    def slip_in() -> str:
        try:
            with transaction.atomic():
                stowaway.save()
                inserted.set()
                assert written.wait(20)
            return "accepted"
        except IntegrityError as error:
            return str(error)
        finally:
            connections.close_all()

    import threading

    inserted, written = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(slip_in)
        assert inserted.wait(20)
        books.pay(200)
        written.set()
        assert "legs are written before" in answer.result(20)
    assert ledger.check() == []
