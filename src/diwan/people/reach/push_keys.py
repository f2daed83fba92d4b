"""The installation's keys for web push (VAPID, RFC 8292): made once, kept beside the database, for their owner only."""

import contextlib
import os
from base64 import urlsafe_b64encode
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


def key_path() -> Path:
    return Path(settings.DATA_DIR) / "keys" / "push.pem"


def private_pem() -> bytes:
    return _read(key_path())[0]


def public_pem() -> bytes:
    return _read(key_path())[1]


def application_key() -> str:
    """The public key as a browser wants it (`applicationServerKey`): the point, base64url without padding."""
    return _read(key_path())[2]


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[bytes, bytes, str]:
    if not path.exists():
        _make(path)
    pem = path.read_bytes()
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} does not hold a key of the curve P-256")
    public = key.public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return (
        pem,
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        urlsafe_b64encode(point).decode().rstrip("="),
    )


def _make(path: Path) -> None:
    """Written aside and linked into place: of two processes that start at once, one key wins, and it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = ec.generate_private_key(ec.SECP256R1())
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
