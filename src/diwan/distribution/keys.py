"""The installation's signing key: Ed25519, made once, readable by its owner only, kept beside the database."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


def sign(message: bytes) -> tuple[bytes, bytes]:
    """(signature of 64 bytes, raw public key of 32 bytes) by the installation's key."""
    key = _private_key()
    return key.sign(message), key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "keys" / "settlement.pem"


def _private_key() -> Ed25519PrivateKey:
    path = key_path()
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} does not hold an Ed25519 key")
    return key


def _make(path: Path) -> None:
    """Written aside and linked into place: of two processes that start at once, one key wins, and it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    aside = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
