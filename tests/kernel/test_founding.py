"""A new database is built at once; one that lived through every migration must look the same."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from diwan.kernel import append_only, founding


@pytest.fixture
def empty(tmp_path: Path, django_db_blocker: Any, django_db_modify_db_settings: None) -> Iterator[Any]:
    """Make empty databases beside the suite's own, under their aliases."""
    made: list[str] = []
    default = connections.settings["default"]
    on_postgresql = "postgresql" in default["ENGINE"]

    def make(alias: str) -> BaseDatabaseWrapper:
        name = f"{default['TEST']['NAME']}_{alias}" if on_postgresql else str(tmp_path / alias)
        if on_postgresql:
            _at_the_server(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        connections.settings[alias] = {**default, "NAME": name}
        made.append(alias)
        return connections[alias]

    with django_db_blocker.unblock():
        yield make
        for alias in made:
            connections[alias].close()
            if on_postgresql:
                _at_the_server(f'DROP DATABASE "{connections.settings[alias]["NAME"]}"')
            del connections[alias]
            del connections.settings[alias]


def _at_the_server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DIWAN_TEST_POSTGRES"], autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def look(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    """Tables with their columns and constraints, triggers, and which migrations count as done."""
    seen: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = {c.name: c[1:] for c in connection.introspection.get_table_description(cursor, table)}
            constraints = connection.introspection.get_constraints(cursor, table)
            seen[table] = (columns, _nameless(constraints))
    seen["missing triggers"] = append_only.missing(connection)
    seen["done"] = set(MigrationRecorder(connection).applied_migrations())
    return seen


def _nameless(constraints: dict[str, Any]) -> list[str]:
    """Constraints by what they hold: names that the database makes up for foreign keys and the like say how old a table
    is, and columns were added in another order."""
    kept = []
    for name, facts in constraints.items():
        is_named = facts["index"] or facts["check"] or facts["unique"]
        is_ours = is_named and not name.startswith("__") and not facts["primary_key"]
        kept.append({**facts, "name": name if is_ours else "", "columns": sorted(facts["columns"] or [])})
    return sorted(str(facts) for facts in kept)


def test_a_database_built_at_once_is_the_one_that_all_migrations_lead_to(empty: Any) -> None:
    short, long = empty("short"), empty("long")
    assert founding.found(using="short")
    call_command("migrate", interactive=False, verbosity=0, database="long")
    built, grown = look(short), look(long)
    assert built.keys() == grown.keys()
    # A library's join table that nothing here fills: its history gave its numbers another width on PostgreSQL.
    alike = [table for table in grown if table != "auth_group_permissions"]
    differing = {table: (built[table], grown[table]) for table in alike if built[table] != grown[table]}
    assert differing == {}
    assert built["missing triggers"] == []
    assert any(name.startswith("gathering_full_text") or "searchrow" in name for name in built)


def test_what_stands_is_left_to_migrations(empty: Any) -> None:
    stands = empty("stands")
    with stands.cursor() as cursor:
        cursor.execute("CREATE TABLE something (id integer)")
    assert not founding.found(using="stands")
    assert stands.introspection.table_names() == ["something"]


def test_a_founding_that_breaks_off_leaves_nothing(empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = empty("broken")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(founding, "run_by_hand", fail)
    with pytest.raises(OSError, match="full"):
        founding.found(using="broken")
    assert broken.introspection.table_names() == []
    monkeypatch.undo()
    assert founding.found(using="broken")
