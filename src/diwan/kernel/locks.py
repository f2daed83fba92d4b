"""One at a time: a named lock held until the end of the transaction."""

import hashlib

from django.db import connection


def exclusive(name: str) -> None:
    """Wait for, then hold, the lock `name` until the surrounding transaction ends.

    On PostgreSQL an advisory lock; on SQLite the IMMEDIATE transaction already excludes every other writer.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a lock lives as long as its transaction: open one first")
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
