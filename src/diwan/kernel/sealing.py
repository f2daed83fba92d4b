"""Secrets of others that we must be able to read again: sealed under a key made from the installation's own secret.

A copied database opens nothing. Each purpose has its own key, so that what was sealed for one never opens as another.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """The sealed text was changed, or the installation's secret is another one now."""


def seal(text: str, *, purpose: str) -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises CannotOpen."""
    try:
        return _box(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotOpen(purpose) from error


def _box(purpose: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_key(secret, purpose))) for secret in secrets])


def _key(secret: str | bytes, purpose: str) -> bytes:
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, f"diwan.{purpose}".encode(), sha256).digest()
