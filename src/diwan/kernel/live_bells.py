"""How a process hears that something was told: a bell. It carries no news; whoever hears it reads the table.

In one process a condition; between processes PostgreSQL's NOTIFY, or Redis/Valkey where DIWAN_REDIS_URL is set. SQLite
has neither, so there the newest id is looked at twice a second, once per process however many pages are open.
"""

import logging
import threading
from typing import Any, Protocol

from django.conf import settings
from django.db import connection

from diwan.kernel import clock

log = logging.getLogger(__name__)
CHANNEL = "diwan_live"


class Bell(Protocol):
    """Heard by the one thread of a process that hands events out."""

    patience_s: float
    """How long to wait at most before reading anyway."""

    def wait(self, seconds: float) -> None:
        """Return when the bell rang or the seconds are over. May raise whatever the connection raises."""

    def close(self) -> None: ...


_rung = threading.Event()


def ring() -> None:
    """After a commit that told something. A bell that cannot be reached is logged: readers look on their own, later."""
    _rung.set()
    try:
        if settings.REDIS_URL:
            _redis().publish(CHANNEL, "")
        elif connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    except Exception as error:
        log.warning("live: other processes could not be woken: %s", error)


def listen() -> Bell:
    """The bell of this installation, ready to be heard from now on."""
    if settings.REDIS_URL:
        return RedisBell()
    return PostgresBell() if connection.vendor == "postgresql" else LocalBell()


class LocalBell:
    """This process hears itself at once; the others (the ticker) are noticed at the next look."""

    patience_s = 0.5

    def wait(self, seconds: float) -> None:
        _rung.wait(seconds)
        _rung.clear()

    def close(self) -> None:
        _rung.clear()


class PostgresBell:
    """A connection of its own that listens; NOTIFY reaches this process's own deeds as well."""

    patience_s = 5.0

    def __init__(self) -> None:
        import psycopg

        wanted = {key: value for key, value in connection.get_connection_params().items() if key in _PLAIN}
        self._connection: Any = psycopg.connect(**wanted, autocommit=True)
        self._connection.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> None:
        for _heard in self._connection.notifies(timeout=seconds, stop_after=1):
            return

    def close(self) -> None:
        self._connection.close()


_PLAIN = {"dbname", "user", "password", "host", "port", "service", "sslmode", "sslrootcert", "sslcert", "sslkey"}


class RedisBell:
    """Redis or Valkey; one subscription for a process."""

    patience_s = 5.0

    def __init__(self) -> None:
        self._subscription = _redis().pubsub(ignore_subscribe_messages=True)
        self._subscription.subscribe(CHANNEL)

    def wait(self, seconds: float) -> None:
        until = clock.ticks() + seconds
        while (left := until - clock.ticks()) > 0:
            if self._subscription.get_message(timeout=left) is not None:
                return

    def close(self) -> None:
        self._subscription.close()


_client: Any = None


def _redis() -> Any:
    """One client for a process; it keeps a pool of connections and opens them anew when they break."""
    global _client
    if _client is None:
        import redis

        _client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, health_check_interval=30)
    return _client
