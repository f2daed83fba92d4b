"""Rows that are written once: the database itself refuses to change or remove them, whoever asks.

`protect(Model)` in `apps.ready()` registers a model; its triggers are set after every `migrate` (on SQLite, Django's
AlterField remakes a table and silently drops its triggers), compared word for word by a system check, and looked at
again by `assert_protected()` before money is written. What they refuse:

* SQLite: UPDATE, DELETE, and an INSERT whose key exists (`INSERT OR REPLACE` walks round UPDATE and DELETE triggers;
  it removes a row that clashes on *any* unique constraint, so every one of them is looked up);
* PostgreSQL: UPDATE and DELETE of rows, and TRUNCATE (which walks round row triggers). They fire "always", so that
  `session_replication_role` does not switch them off.

A refusal reaches Python as `django.db.IntegrityError`. Bulk inserts with `ignore_conflicts` or `update_conflicts` are
refused too when a key exists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection as default_connection
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class Unprotected(DiwanError):
    sentence = _(
        "The books are not protected: “%(trigger)s” is missing from the database. Nothing was written. "
        "An operator runs “diwan migrate”, then “diwan ledger check”."
    )


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger of one database, written exactly as that database writes it back, so that the texts can be compared.

    SQLite: `definition` is the whole CREATE TRIGGER statement. PostgreSQL: it is what `pg_get_triggerdef(oid, true)`
    says, and `body` is the plpgsql source of the function `function` that it executes.
    """

    vendor: str
    table: str
    name: str
    definition: str
    function: str = ""
    body: str = ""


_triggers: dict[tuple[str, str], Trigger] = {}
_good_key: dict[str, object] = {}
_table_ids: dict[str, str] = {}

REFUSE_BODY = """
BEGIN
    RAISE EXCEPTION 'rows of % are written once and never changed (% refused)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
"""


def protect(model: type[models.Model], *more: Trigger) -> None:
    """Register the write-once triggers of `model`, and `more` triggers of its room that must stand with them."""
    table = model._meta.db_table
    triggers = (*_sqlite_triggers(model, table), *_postgresql_triggers(table), *more)
    _triggers.update({(trigger.vendor, trigger.name): trigger for trigger in triggers})


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that are absent, altered or switched off, of tables that exist in this database."""
    tables = set(connection.introspection.table_names())
    return [trigger.name for trigger in _wrong(connection) if trigger.table in tables]


def assert_protected(connection: BaseDatabaseWrapper | None = None) -> None:
    """Raise Unprotected unless every trigger stands. Cheap: the triggers are read again only when the schema moved."""
    chosen = default_connection if connection is None else connection
    if _good_key.get(chosen.alias) == _schema_key(chosen):
        return
    for trigger in _wrong(chosen):
        raise Unprotected(trigger=trigger.name)
    _remember_tables(chosen)
    _good_key[chosen.alias] = _schema_key(chosen)


def install(*, using: str = "default", **_signal: Any) -> None:
    """Set every trigger that is missing or altered. The receiver of `post_migrate`; safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in [trigger for trigger in _wrong(connection) if trigger.table in tables]:
            for statement in (_removal(trigger), *_creation(trigger)):
                cursor.execute(statement)


def removal_sql(connection: BaseDatabaseWrapper) -> list[str]:
    """The statements by which a database's owner would take the triggers away. For tests and for `flush` in tests."""
    return [_removal(trigger) for trigger in _ours(connection)]


def check_triggers(
    app_configs: object, databases: Iterable[str] | None = None, **_options: Any
) -> list[checks.CheckMessage]:
    """The system check (tag `database`). A warning, because an error would stop `migrate`, which mends it."""
    return [
        checks.Warning(
            f"The write-once trigger {name} is missing or altered in the database '{alias}'.",
            hint="Run 'diwan migrate' to set it again, then 'diwan ledger check' to see whether a row was changed.",
            id="diwan.W001",
        )
        for alias in databases or ()
        for name in missing(connections[alias])
    ]


def _sqlite_triggers(model: type[models.Model], table: str) -> Iterator[Trigger]:
    refused = f"SELECT RAISE(ABORT, 'rows of {table} are written once and never changed"
    for event in ("UPDATE", "DELETE"):
        name = f"{table}_no_{event.lower()}"
        yield Trigger(
            "sqlite",
            table,
            name,
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN {refused} ({event} refused)'); END",
        )
    name = f"{table}_no_replace"
    clash = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE " + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")"
        for columns in _unique_columns(model)
    )
    definition = f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {clash} BEGIN {refused} (key exists)'); END"
    yield Trigger("sqlite", table, name, definition)


def _unique_columns(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """The columns of every key of the table: its primary key, unique fields and unique constraints."""
    options = model._meta
    columns = {field.name: str(field.column) for field in options.local_concrete_fields}
    for field in options.local_concrete_fields:
        if field.primary_key or field.unique:
            yield (str(field.column),)
    for constraint in options.total_unique_constraints:
        yield tuple(columns[name] for name in constraint.fields)
    conditional = [
        c
        for c in options.constraints
        if isinstance(c, models.UniqueConstraint) and c not in options.total_unique_constraints
    ]
    if conditional or options.unique_together:
        raise ImproperlyConfigured(f"{options.label}: a write-once table has plain UniqueConstraints only")


def _postgresql_triggers(table: str) -> Iterator[Trigger]:
    for name, moment in (
        (f"{table}_no_change", "BEFORE DELETE OR UPDATE ON {table} FOR EACH ROW"),
        (f"{table}_no_truncate", "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
    ):
        definition = f"CREATE TRIGGER {name} {moment.format(table=table)} EXECUTE FUNCTION diwan_refuse_change()"
        yield Trigger("postgresql", table, name, definition, "diwan_refuse_change", REFUSE_BODY)


def _ours(connection: BaseDatabaseWrapper) -> list[Trigger]:
    return [trigger for trigger in _triggers.values() if trigger.vendor == connection.vendor]


def _wrong(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The triggers whose stored text differs from ours; those of tables that do not exist among them."""
    stored = _stored(connection)
    return [trigger for trigger in _ours(connection) if stored.get((trigger.table, trigger.name)) != _expected(trigger)]


def _expected(trigger: Trigger) -> tuple[str, ...]:
    return (trigger.definition,) if trigger.vendor == "sqlite" else (trigger.definition, "A", trigger.body)


def _stored(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], tuple[str, ...]]:
    query = {
        "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled::text, p.prosrc "
        "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {(row[0], row[1]): tuple(row[2:]) for row in cursor.fetchall()}


def _schema_key(connection: BaseDatabaseWrapper) -> object:
    """A value that moves when a trigger is created, dropped, altered or switched off, read in microseconds.

    A PostgreSQL function replaced under its trigger does not move it; `missing` compares those too.
    """
    if connection.vendor == "sqlite":
        query = "PRAGMA schema_version"
    else:
        query = (
            "SELECT count(*), sum(xmin::text::bigint) FROM pg_trigger "
            f"WHERE tgrelid IN ({_table_ids.get(connection.alias, '0')}) AND NOT tgisinternal"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return (len(_triggers), connection.settings_dict["NAME"], cursor.fetchone())


def _remember_tables(connection: BaseDatabaseWrapper) -> None:
    """PostgreSQL's numbers of our tables: finding triggers by them is one index look-up, by name a costly join."""
    if connection.vendor == "postgresql":
        tables = sorted({trigger.table for trigger in _ours(connection)})
        with connection.cursor() as cursor:
            cursor.execute("SELECT oid FROM pg_class WHERE relname = ANY(%s) AND pg_table_is_visible(oid)", [tables])
            _table_ids[connection.alias] = ", ".join(str(oid) for (oid,) in cursor.fetchall())


def _removal(trigger: Trigger) -> str:
    on_table = "" if trigger.vendor == "sqlite" else f" ON {trigger.table}"
    return f"DROP TRIGGER IF EXISTS {trigger.name}{on_table}"


def _creation(trigger: Trigger) -> Iterator[str]:
    if trigger.vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {trigger.function}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $diwan${trigger.body}$diwan$"
        )
    yield trigger.definition
    if trigger.vendor == "postgresql":
        yield f"ALTER TABLE {trigger.table} ENABLE ALWAYS TRIGGER {trigger.name}"
