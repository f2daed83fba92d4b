"""Identifiers: the only place, with `clock`, where chance enters the program."""

import secrets
import time
import uuid

# No 0/O, 1/I/L: a person reads these aloud over the phone to a bank.
_READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance, so that indexes grow at their end."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def random_id() -> uuid.UUID:
    """A UUID of version 4: says nothing, not even when it was made. For parties in the books."""
    return uuid.uuid4()


def short_code(length: int = 6) -> str:
    """A code people can read aloud and type, e.g. 'K7M2QD'."""
    return "".join(secrets.choice(_READABLE) for _ in range(length))


def token() -> str:
    """An unguessable token for links (256 bits)."""
    return secrets.token_urlsafe(32)


def file_name() -> str:
    """An unguessable name for a stored file: 32 letters and digits that every file system can tell apart."""
    return secrets.token_hex(16)


def secret_bytes(length: int = 32) -> bytes:
    return secrets.token_bytes(length)
