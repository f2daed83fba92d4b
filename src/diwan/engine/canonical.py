"""One document, one sequence of bytes: what is hashed, signed and compared."""

import json
from hashlib import sha256


def canonical_json(document: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces. Raises TypeError for a float or a key that is not text."""
    _check(document)
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(document: object) -> str:
    """SHA-256 (64 hex digits) of the canonical bytes."""
    return sha256(canonical_json(document)).hexdigest()


def _check(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; canonical documents hold whole numbers only")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} is not text")
            _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
