"""What an import read, stored and skipped. The three must agree, and the report says whether they do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[str], None]


@dataclass(slots=True)
class ImportReport:
    """Counts of rows of the source. `made` counts what had to be made beside them and was not read."""

    read: int = 0
    stored: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    totals: dict[str, int] = field(default_factory=dict)
    is_dry_run: bool = False

    def store(self, what: str) -> None:
        self.read += 1
        self.stored[what] += 1

    def skip(self, reason: str) -> None:
        self.read += 1
        self.skipped[reason] += 1

    @property
    def is_complete(self) -> bool:
        return self.read == sum(self.stored.values()) + sum(self.skipped.values())

    def document(self) -> dict[str, Any]:
        """The report as JSON shows it; empty `made` and `totals` are left out."""
        body: dict[str, Any] = {
            "read": self.read,
            "stored": dict(sorted(self.stored.items())),
            "skipped": dict(sorted(self.skipped.items())),
            "complete": self.is_complete,
            "dry_run": self.is_dry_run,
        }
        body |= {"made": dict(sorted(self.made.items()))} if self.made else {}
        return body | ({"totals": self.totals} if self.totals else {})
