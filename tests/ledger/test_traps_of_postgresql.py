"""What only PostgreSQL lets one try: TRUNCATE, triggers switched off for a session, transactions side by side."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from diwan.ledger import public as ledger
from diwan.ledger.models import Leg
from tests.ledger.conftest import run


@pytest.mark.parametrize("table", ["ledger_leg", "ledger_entry", "ledger_seal", "ledger_account", "ledger_book"])
def test_emptying_a_table_at_once(paid: Any, table: str) -> None:
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="TRUNCATE refused"):
        run(f"TRUNCATE {table} CASCADE")


def test_switching_ordinary_triggers_off_for_the_session(paid: Any) -> None:
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="never changed"):
        run("SET LOCAL session_replication_role = replica; UPDATE ledger_leg SET amount_minor = 1")


@pytest.mark.django_db(transaction=True)
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
def test_a_leg_slipped_in_while_its_entry_is_being_written(new_books: Callable[..., Any]) -> None:
    """The stowaway's transaction cannot see the entry when it inserts; the deferred trigger sees it at commit."""
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
            connection.close()

    inserted, written = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(slip_in)
        assert inserted.wait(20)
        books.pay(200)
        written.set()
        assert "legs are written before" in answer.result(20)
    assert ledger.check() == []
