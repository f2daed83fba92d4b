"""What somebody with a database shell, but without the owner's rights, cannot do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.test.utils import isolate_apps

from diwan.kernel import append_only
from diwan.ledger import public as ledger
from diwan.ledger.errors import Unprotected
from diwan.ledger.models import Account, Entry, Leg, Seal
from tests.ledger.conftest import columns, run

Superuser = Callable[[], AbstractContextManager[CursorWrapper]]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_leg SET amount_minor = 1",
        "UPDATE ledger_entry SET description = 'x'",
        "UPDATE ledger_account SET code = 'assets:cash'",
        "DELETE FROM ledger_leg",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_book",
        "UPDATE ledger_book SET latest_number = 0",
        "UPDATE ledger_book SET currency = 'USD'",
    ],
)
def test_changing_or_removing_a_row(paid: Any, sql: str) -> None:
    with pytest.raises(IntegrityError, match=r"never changed|never moves back"):
        run(sql)


def test_changing_or_removing_a_seal(books: Any, paid: Any) -> None:
    ledger.seal_period(community_id=books.id, label="2026-10", end_date=date(2026, 10, 31), at=paid.recorded_at)

    for sql in (
        "UPDATE ledger_seal SET end_date = '2020-01-31'",
        "DELETE FROM ledger_seal",
        "UPDATE ledger_book SET sealed_until = NULL",
        "UPDATE ledger_book SET sealed_until = '2020-01-31'",
    ):
        with pytest.raises(IntegrityError, match=r"never changed|never moves back"):
            run(sql)


def insert_copy_of(
    entry: Any, *, entry_changes: dict[str, str], leg_changes: dict[str, str], legs: str = "true"
) -> None:
    """By hand: copies of an entry's legs and then of the entry, with the next number and with the given changes."""
    new_id = f"{entry.id + 1000}"
    own = {"id": "id + 1000", "entry_id": new_id}
    into, values = columns(Leg, **{**own, **leg_changes})
    legs_sql = f"INSERT INTO ledger_leg ({into}) SELECT {values} FROM ledger_leg WHERE entry_id = {entry.id} AND {legs}"
    own = {"id": new_id, "number": "number + 1000", "key": "'by hand'"}
    into, values = columns(Entry, **{**own, **entry_changes})
    entry_sql = f"INSERT INTO ledger_entry ({into}) SELECT {values} FROM ledger_entry WHERE id = {entry.id}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(legs_sql)
        cursor.execute(entry_sql)
        connection.check_constraints()


def test_an_exact_copy_would_be_accepted_so_the_refusals_below_mean_something(paid: Any) -> None:
    insert_copy_of(paid, entry_changes={}, leg_changes={})

    assert Leg.objects.filter(entry_id=paid.id + 1000).count() == 2


@pytest.mark.parametrize(
    ("entry_changes", "leg_changes", "legs"),
    [
        ({}, {"amount_minor": "CASE side WHEN 'debit' THEN 11999 ELSE 12000 END"}, "true"),
        ({}, {"side": "'debit'"}, "true"),
        ({}, {"currency": "'USD'"}, "true"),
        ({}, {"account_id": "account_id + 999"}, "true"),
        ({}, {}, "side = 'debit'"),
        ({}, {}, "false"),
        ({"total_minor": "total_minor + 1"}, {}, "true"),
        ({"leg_count": "3"}, {}, "true"),
        ({"currency": "'USD'"}, {}, "true"),
    ],
    ids=["a unit short", "two debits", "legs abroad", "no account", "half", "no legs", "total", "count", "currency"],
)
def test_an_entry_written_by_hand_that_does_not_add_up(
    paid: Any, entry_changes: dict[str, str], leg_changes: dict[str, str], legs: str
) -> None:
    with pytest.raises(IntegrityError, match="do not add up"):
        insert_copy_of(paid, entry_changes=entry_changes, leg_changes=leg_changes, legs=legs)


def test_an_entry_with_a_leg_of_the_neighbours(paid: Any, neighbour: Any) -> None:
    neighbour.pay(1)

    for changes in (
        {"community_id": f"{neighbour.id}"},
        {"account_id": f"(SELECT min(id) FROM ledger_account WHERE community_id = {neighbour.id})"},
    ):
        with pytest.raises(IntegrityError, match="do not add up"):
            insert_copy_of(paid, entry_changes={}, leg_changes=changes)


def test_a_negative_amount_and_a_third_side(paid: Any) -> None:
    for changes in ({"amount_minor": "-amount_minor"}, {"side": "'aside'"}):
        with pytest.raises(IntegrityError, match=r"ledger_leg_(positive|side)"):
            insert_copy_of(paid, entry_changes={}, leg_changes=changes)


def test_an_entry_whose_id_is_not_its_number(paid: Any) -> None:
    with pytest.raises(IntegrityError, match="ledger_entry_id"):
        insert_copy_of(paid, entry_changes={"number": "number + 1"}, leg_changes={})


def test_a_leg_slipped_into_an_entry_that_stands(paid: Any) -> None:
    connection.check_constraints()
    into, values = columns(Leg, id="id + 1000", position="position + 2")
    with pytest.raises(IntegrityError, match="legs are written before"):
        run(f"INSERT INTO ledger_leg ({into}) SELECT {values} FROM ledger_leg WHERE entry_id = {paid.id}")


def test_legs_without_an_entry(paid: Any) -> None:
    into, values = columns(Leg, id="id + 1000", entry_id=f"{paid.id + 500}")
    with pytest.raises(IntegrityError):
        run(f"INSERT INTO ledger_leg ({into}) SELECT {values} FROM ledger_leg WHERE entry_id = {paid.id}")


def test_an_entry_dated_into_a_sealed_month(books: Any, paid: Any) -> None:
    ledger.seal_period(community_id=books.id, label="2026-10", end_date=date(2026, 10, 31), at=paid.recorded_at)

    with pytest.raises(IntegrityError, match="sealed"):
        insert_copy_of(paid, entry_changes={}, leg_changes={})


def test_money_is_not_written_while_a_trigger_is_missing(books: Any, paid: Any, superuser: Superuser) -> None:
    with superuser():
        with pytest.raises(Unprotected, match="Nothing was written"):
            books.pay(100)
        names = append_only.missing(connection)
        (first, *_) = append_only.check_triggers(None, databases=["default"])
        assert {finding.row_id for finding in ledger.check() if finding.kind == "unprotected"} == set(names)

    assert len(names) >= 10
    assert (first.level, first.id) == (checks.WARNING, "diwan.W001")
    assert append_only.missing(connection) == append_only.check_triggers(None) == []
    books.pay(100)


def test_a_trigger_that_was_weakened_counts_as_missing(paid: Any, superuser: Superuser) -> None:
    table = "ledger_leg"
    with superuser() as cursor:
        append_only.install()
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_leg_no_update")
            cursor.execute(f"CREATE TRIGGER ledger_leg_no_update BEFORE UPDATE ON {table} BEGIN SELECT 1; END")
            assert append_only.missing(connection) == ["ledger_leg_no_update"]
        else:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ledger_leg_no_change")
            assert append_only.missing(connection) == ["ledger_leg_no_change"]
    assert append_only.missing(connection) == []


@isolate_apps("diwan.ledger")
def test_a_key_that_holds_only_sometimes_cannot_be_write_once(books: Any) -> None:
    class Sometimes(models.Model):
        word = models.CharField(max_length=5)

        class Meta:
            app_label = "ledger"
            constraints = [models.UniqueConstraint(fields=["word"], condition=models.Q(word="x"), name="sometimes")]

    with pytest.raises(ImproperlyConfigured, match="plain UniqueConstraints"):
        append_only.protect(Sometimes)
    books.pay(100)


@pytest.mark.parametrize("model", [Account, Entry, Leg, Seal])
def test_every_table_of_the_books_is_protected(db: None, model: type[models.Model]) -> None:
    ours = " ".join(append_only.removal_sql(connection))
    for event in (
        ("no_update", "no_delete", "no_replace") if connection.vendor == "sqlite" else ("no_change", "no_truncate")
    ):
        assert f"{model._meta.db_table}_{event}" in ours
