"""The canonical text of an act and the hash of a day. The order in which a database gives its rows plays no part."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date

from diwan.contributions.models import Act

GENESIS = "0" * 64
MARK_BYTES = 8


def act_digest(act: Act) -> bytes:
    """SHA-256 of the act's line: every fact of it, and no number that another database would count differently."""
    helped = None if act.recipient is None else act.recipient.hex
    facts = [act.key, act.turn, act.actor.hex, helped, act.kind, act.object_ref, act.magnitude]
    moment = [act.at.astimezone(UTC).isoformat(timespec="microseconds"), act.day.isoformat()]
    line = json.dumps(
        [*facts, *moment, act.voids_id is not None, act.reason], ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(line.encode()).digest()


def seal_hash(day: date, previous_hash: str, digests: Iterable[bytes]) -> str:
    """SHA-256 over the seal before, the day, and the sorted digests of its acts."""
    ordered = sorted(digests)
    head = f"{previous_hash} {day.isoformat()} {len(ordered)}\n".encode()
    return hashlib.sha256(head + b"".join(ordered)).hexdigest()


def marks(digests: Iterable[bytes]) -> bytes:
    return b"".join(sorted(digest[:MARK_BYTES] for digest in digests))
