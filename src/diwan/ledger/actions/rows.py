"""The statements of the posting path, written out.

Compiling them anew in the ORM costs each payment several times what the database needs to run them (bench/ledger.py
measures it). Tables, columns and the preparing of values are the models'; everything else reads and writes as usual.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from diwan.ledger.models import Book

Row = Mapping[str, Any]
_SLICE = 2_000
_ROWS = 500
_Special: TypeAlias = "models.UUIDField[Any, Any] | models.DateField[Any, Any] | models.JSONField[Any, Any]"


def read_book(community_id: int) -> Book | None:
    """The community's book, locked until the transaction ends."""
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT currency, latest_number, latest_hash, running_minor, sealed_until"
            f" FROM ledger_book WHERE community_id = %s{lock}",
            [community_id],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    currency, number, latest_hash, running_minor, sealed = row
    return Book(
        community_id=community_id,
        currency=currency,
        latest_number=number,
        latest_hash=latest_hash,
        running_minor=running_minor,
        sealed_until=date.fromisoformat(sealed) if isinstance(sealed, str) else sealed,
    )


def move_head(book: Book) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_book SET latest_number = %s, latest_hash = %s, running_minor = %s WHERE community_id = %s",
            [book.latest_number, book.latest_hash, book.running_minor, book.community_id],
        )


def look_up(
    community_id: int, keys: Sequence[str], codes: Collection[str]
) -> tuple[dict[str, tuple[int, str]], dict[str, int]]:
    """What is there already: entries by key → (id, body_hash), and accounts by code → id. One statement, as a rule."""
    entries: dict[str, tuple[int, str]] = {}
    accounts: dict[str, int] = {}
    for start in range(0, len(keys), _SLICE):
        part, wanted = keys[start : start + _SLICE], [] if start else list(codes)
        query = f"SELECT key, id, body_hash FROM ledger_entry WHERE community_id = %s AND key IN ({_places(part)})"
        values: list[Any] = [community_id, *part]
        if wanted:
            query += " UNION ALL SELECT code, id, NULL FROM ledger_account"
            query += f" WHERE community_id = %s AND code IN ({_places(wanted)})"
            values += [community_id, *wanted]
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            for word, row_id, body_hash in cursor.fetchall():
                if body_hash is None:
                    accounts[word] = row_id
                else:
                    entries[word] = (row_id, body_hash)
    return entries, accounts


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows given by column name, many to a statement; a key that no row names is left to the database."""
    head, names, special = _insertion(model, "id" in rows[0])
    place = f"({_places(names)})"
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        for start in range(0, len(rows), _ROWS):
            part = rows[start : start + _ROWS]
            values: list[Any] = []
            for row in part:
                made = [row[name] for name in names]
                for position, field in special:
                    made[position] = field.get_db_prep_save(made[position], database)
                values += made
            cursor.execute(head + ", ".join([place] * len(part)), values)


@cache
def _insertion(model: type[models.Model], with_id: bool) -> tuple[str, list[str], list[tuple[int, _Special]]]:
    """The INSERT of a table up to its values, its columns, and those (by place) whose values differ by database."""
    fields = [field for field in model._meta.local_concrete_fields if with_id or not field.primary_key]
    names = [str(field.column) for field in fields]
    kinds = (models.UUIDField, models.DateField, models.JSONField)
    special = [(position, field) for position, field in enumerate(fields) if isinstance(field, kinds)]
    return f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES ", names, special


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))
