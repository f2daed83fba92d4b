"""An in-memory DuckDB for one question: columns in, rows out, gone with the `with` block."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

SCHEMA = """
CREATE TABLE income (period VARCHAR, kind VARCHAR, gross BIGINT);
CREATE TABLE costs (period VARCHAR, amount BIGINT);
CREATE TABLE joins (period VARCHAR);
CREATE TABLE terms (member BIGINT, price BIGINT, months BIGINT, starts TIMESTAMP, ends TIMESTAMP, first_month VARCHAR);
CREATE TABLE months (position BIGINT, period VARCHAR, starts TIMESTAMP, ends TIMESTAMP);
"""

Row = tuple[Any, ...]


class Store:
    """`load` fills a table from rows; `ask` runs one SQL statement with named values."""

    def __init__(self, link: duckdb.DuckDBPyConnection) -> None:
        self._link = link

    def load(self, table: str, rows: Sequence[Row]) -> None:
        """Rows of a table in the order of its columns; one statement however many there are."""
        if rows:
            places = ", ".join("?" for _column in rows[0])
            self._link.executemany(f"INSERT INTO {table} VALUES ({places})", [list(row) for row in rows])

    def ask(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        return self._link.execute(sql, dict(values or {})).fetchall()

    def ask_one(self, sql: str, values: Mapping[str, Any] | None = None) -> Row:
        return self.ask(sql, values)[0]


@contextmanager
def opened() -> Iterator[Store]:
    """An empty store that touches neither disk nor network."""
    with duckdb.connect(":memory:", config={"threads": 1, "enable_external_access": False}) as link:
        link.execute(SCHEMA)
        yield Store(link)
