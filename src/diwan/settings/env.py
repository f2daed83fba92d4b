"""Readers of environment variables that fail loudly.

A setting that is present but unreadable stops the start with a sentence that names the variable,
what was found and what is accepted: a typo must never silently become a default.
"""

import contextlib
import os
import secrets
import sys
from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(SystemExit):
    """Raised for an unreadable setting; prints one sentence and exits with status 2."""

    def __init__(self, name: str, found: str, wanted: str) -> None:
        self.sentence = f"{name}: found {found!r}, but {wanted}."
        super().__init__(2)

    def __str__(self) -> str:
        return self.sentence


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None or (value == "" and default != ""):
        _fail(name, value or "", "a value is required")
    return str(value)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in known:
        _fail(name, value, "only 1, true, yes, on, 0, false, no or off is understood")
    return known[value.lower()]


def integer(name: str, *, default: int, at_least: int = 0) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < at_least:
        _fail(name, value, f"a whole number of at least {at_least} is required")
    return int(value)


def words(name: str, *, default: Iterable[str] = ()) -> list[str]:
    """A list separated by commas; blanks round the commas are dropped."""
    value = os.environ.get(name)
    return list(default) if value is None else [part.strip() for part in value.split(",") if part.strip()]


def networks(name: str, *, default: Iterable[str] = ()) -> list[str]:
    """Addresses or networks such as `10.0.0.0/8`, separated by commas."""
    found = words(name, default=default)
    for one in found:
        try:
            ip_network(one, strict=False)
        except ValueError:
            _fail(name, one, "an address or a network such as 10.0.0.0/8 is required")
    return found


def folder(name: str, *, default: Path) -> Path:
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    if path.exists() and not path.is_dir():
        _fail(name, str(path), "it must name a folder, and this is a file")
    return path


def database(name: str, *, default: Path) -> dict[str, object]:
    """`DATABASE_URL` as Django's settings: `sqlite:///path` or `postgresql://user:password@host:port/name?host=…`."""
    url = os.environ.get(name)
    if url is None:
        return sqlite(default)
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return sqlite(Path(parts.path[1:] if parts.path.startswith("//") else parts.path))
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        _fail(name, url.split("@")[-1], "it must read sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def sqlite(path: Path) -> dict[str, object]:
    """SQLite fit for money: WAL, synchronous=FULL (NORMAL loses acknowledged payments at a power cut), IMMEDIATE.

    secure_delete: what is deleted is overwritten, so that an erasure leaves nothing in freed pages.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # A connection reads the whole schema before its first statement: a page must not pay for that.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000; PRAGMA cache_size=-16000;",
        },
    }


def secret(name: str, *, kept_in: Path) -> str:
    """A secret from the environment, or one made once and kept beside the database, readable by its owner only."""
    value = os.environ.get(name)
    if value is not None:
        if len(value) < 32:
            _fail(name, "a short value", "at least 32 characters are required")
        return value
    if not kept_in.exists():
        _make_secret(kept_in)
    kept_in.chmod(0o600)
    return kept_in.read_text().strip()


def _make_secret(path: Path) -> None:
    """Written aside and then linked: of two processes that start at once, both read the one that came first."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()


def refusal(name: str, found: str, wanted: str) -> SettingError:
    """The error to raise for a value that can be read and must not be; its sentence is on the screen already."""
    error = SettingError(name, found, wanted)
    print(f"diwan: {error.sentence}", file=sys.stderr)
    return error


def _fail(name: str, found: str, wanted: str) -> NoReturn:
    raise refusal(name, found, wanted)
