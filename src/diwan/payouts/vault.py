"""Destinations at rest: encrypted under a key derived from the installation's secret, known by a keyed fingerprint."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(details: Mapping[str, str]) -> str:
    """The details, encrypted (AES-128-CBC with HMAC-SHA-256)."""
    return _box().encrypt(_text(details)).decode()


def unseal(sealed: str) -> dict[str, str]:
    """The details again. Raises cryptography.fernet.InvalidToken when the installation's secret is another."""
    return {str(name): str(value) for name, value in json.loads(_box().decrypt(sealed.encode())).items()}


def fingerprint(details: Mapping[str, str]) -> str:
    """64 hex digits that are equal for equal destinations and say nothing about them without the secret."""
    return hmac.new(_key("fingerprint", settings.SECRET_KEY), _text(details), sha256).hexdigest()


def _text(details: Mapping[str, str]) -> bytes:
    return json.dumps(dict(details), sort_keys=True, ensure_ascii=False).encode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_key("details", secret))) for secret in secrets])


def _key(purpose: str, secret: str | bytes) -> bytes:
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, f"diwan.payouts.{purpose}".encode(), sha256).digest()
