"""Proof of work: a machine that wants a thousand accounts pays for each; a person waits a second or two."""

import hashlib
from datetime import datetime, timedelta

from django.core import signing

from diwan.kernel import ids
from diwan.trust.limits.pace import once

_SALT = "trust.work"
VALID = timedelta(hours=1)
HARDEST = 26


def ask_for_work(*, purpose: str, bits: int, at: datetime) -> str:
    """A signed challenge: find a number such that SHA-256 of 'challenge:number' begins with `bits` zero bits."""
    facts = [purpose, min(bits, HARDEST), int((at + VALID).timestamp()), ids.short_code(12)]
    return signing.dumps(facts, salt=_SALT)


def is_worked(*, purpose: str, challenge: str, answer: str, at: datetime) -> bool:
    """Whether the answer solves a challenge of ours, asked for this purpose, in time, and for the first time."""
    facts = _read(challenge, purpose, at)
    if facts is None or not _solves(challenge, answer, facts[1]):
        return False
    return once(key=hashlib.sha256(challenge.encode()).hexdigest(), seconds=int(VALID.total_seconds()), at=at)


def is_ours(*, purpose: str, challenge: str, at: datetime) -> bool:
    """Whether we asked this for this purpose within the last hour."""
    return _read(challenge, purpose, at) is not None


def _read(challenge: str, purpose: str, at: datetime) -> tuple[str, int, int, str] | None:
    try:
        asked, bits, ends, code = signing.loads(challenge, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return (asked, bits, ends, code) if asked == purpose and at.timestamp() < ends else None


def _solves(challenge: str, answer: str, bits: int) -> bool:
    if not (answer.isascii() and answer.isdigit() and len(answer) <= 16):
        return False
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0
