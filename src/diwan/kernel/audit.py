"""The audit line: every use of power leaves one row, chained by hash, so that a removed or altered row shows."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from diwan.kernel import locks
from diwan.kernel.models import AuditLine

INSTALLATION = 0
_GENESIS = "0" * 64


def record(
    *, scope: int, actor: str, action: str, object_ref: str, at: datetime, detail: Mapping[str, Any] | None = None
) -> AuditLine:
    """Append one line to the chain of `scope` (a community's id, or INSTALLATION). `actor` is a reference, no name."""
    with transaction.atomic():
        locks.exclusive(f"audit:{scope}")
        lines = AuditLine.objects.filter(scope=scope).order_by("-number")
        number, line_hash = lines.values_list("number", "line_hash").first() or (0, _GENESIS)
        line = AuditLine(
            scope=scope,
            number=number + 1,
            actor=actor,
            action=action,
            object_ref=object_ref,
            at=at,
            detail=dict(detail or {}),
            previous_hash=line_hash,
        )
        line.line_hash = _hash(line)
        line.save(force_insert=True)
    return line


def broken_lines(*, scope: int) -> Iterator[AuditLine]:
    """The lines whose hash, number or link to the line before them is not what it was when they were written."""
    previous, number = _GENESIS, 0
    for line in AuditLine.objects.filter(scope=scope).order_by("number").iterator():
        number += 1
        if line.previous_hash != previous or line.number != number or line.line_hash != _hash(line):
            yield line
        previous, number = line.line_hash, line.number


def _hash(line: AuditLine) -> str:
    facts = [line.scope, line.number, line.actor, line.action, line.object_ref, line.at.astimezone(UTC).isoformat()]
    text = json.dumps([*facts, line.detail, line.previous_hash], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
