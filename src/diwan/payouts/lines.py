"""A batch as text: what is hashed, so that an approval is bound to every payee, amount and destination. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from diwan.engine.canonical import canonical_json


@dataclass(frozen=True, slots=True)
class Line:
    """One payment of a batch, in minor units; `destination` is the keyed fingerprint of where it goes."""

    reference: str
    party: UUID
    amount_minor: int
    kind: str
    destination: str


def batch_hash(*, community_id: int, number: int, currency: str, drafted_by: UUID, lines: Iterable[Line]) -> str:
    """SHA-256 (hex) over the canonical JSON of the batch, its lines in order of their references."""
    rows = [
        [line.reference, str(line.party), line.amount_minor, line.kind, line.destination]
        for line in sorted(lines, key=lambda line: line.reference)
    ]
    batch = {
        "what": "diwan payout batch 1",
        "community": community_id,
        "number": number,
        "currency": currency,
        "drafted_by": str(drafted_by),
        "lines": rows,
    }
    return sha256(canonical_json(batch)).hexdigest()
