"""Where counts lie: one file that every process and thread of this machine shares, or Redis."""

import sqlite3
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from limits.storage import Storage, storage_from_string

FILE_NAME = "limits.sqlite3"
_TABLE = "CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INTEGER NOT NULL, ends_at INTEGER NOT NULL)"
_ADD = """
INSERT INTO counts VALUES (:key, :amount, :ends_at)
ON CONFLICT (key) DO UPDATE SET count = count + :amount RETURNING count"""


class SharedFileStorage(Storage):
    """Counts in a SQLite file of their own: they survive a rolled-back deed and never wait for the books' writer.

    Losing the last counts at a power cut costs nothing, so nothing is synced. `ends_at` is seconds since 1970, given
    by whoever counts: this room has no clock.
    """

    STORAGE_SCHEME = ["counts"]

    def __init__(self, uri: str, **options: Any) -> None:
        super().__init__(uri, **options)
        self._path = Path(uri.removeprefix("counts://"))
        self._own = threading.local()

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a count that is forgotten at `expiry`; return what it is now."""
        facts = {"key": key, "amount": amount, "ends_at": expiry}
        return int(self._connection.execute(_ADD, facts).fetchone()[0])

    def get(self, key: str) -> int:
        row = self._connection.execute("SELECT count FROM counts WHERE key = ?", [key]).fetchone()
        return int(row[0]) if row else 0

    def get_expiry(self, key: str) -> float:
        row = self._connection.execute("SELECT ends_at FROM counts WHERE key = ?", [key]).fetchone()
        return float(row[0]) if row else 0

    def check(self) -> bool:
        return bool(self._connection.execute("SELECT 1").fetchone() == (1,))

    def reset(self) -> int:
        return self._connection.execute("DELETE FROM counts").rowcount

    def clear(self, key: str) -> None:
        self._connection.execute("DELETE FROM counts WHERE key = ?", [key])

    def forget(self, before: int) -> int:
        """Drop every count whose time is over; return how many."""
        return self._connection.execute("DELETE FROM counts WHERE ends_at < ?", [before]).rowcount

    @property
    def _connection(self) -> sqlite3.Connection:
        """One connection a thread: SQLite's own are not to be shared."""
        if not hasattr(self._own, "connection"):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._own.connection = _opened(self._path)
        connection_here: sqlite3.Connection = self._own.connection
        return connection_here


def _opened(path: Path) -> sqlite3.Connection:
    """A connection to the file, made where there is none. Whoever comes while another makes it tries again."""
    connection = sqlite3.connect(path, timeout=2, isolation_level=None)
    for tries_left in range(50, -1, -1):
        try:
            # Changing the journal does not wait for its lock as other statements do.
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError:
            if not tries_left:
                raise
            threading.Event().wait(0.02)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(_TABLE)
    return connection


@lru_cache(maxsize=1)
def shared_store() -> Storage:
    """Redis when there is one, else the file in the data folder."""
    if settings.REDIS_URL:
        return cast(Storage, storage_from_string(settings.REDIS_URL))
    return SharedFileStorage(f"counts://{settings.DATA_DIR / FILE_NAME}")
