"""Signatures by the Standard Webhooks specification (https://www.standardwebhooks.com), version 1: pure."""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import datetime

PREFIX = "whsec_"


def secret_of(raw: bytes) -> str:
    """Thirty-two bytes as they are shown once, to be pasted where the messages are received."""
    return PREFIX + b64encode(raw).decode()


def headers_of(*, message_id: str, body: str, secrets: Iterable[str], at: datetime) -> Mapping[str, str]:
    """The three headers; while a secret is being replaced both sign, so that either proves the message."""
    stamp = str(int(at.timestamp()))
    text = f"{message_id}.{stamp}.{body}".encode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{_signature(secret, text)}" for secret in secrets),
    }


def _signature(secret: str, text: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
