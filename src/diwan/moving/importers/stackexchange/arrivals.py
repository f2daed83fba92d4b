"""One import under way: which of our rows each row of the dump became, and what is counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from diwan.gathering import public as gathering
from diwan.moving.importers.stackexchange import dump
from diwan.moving.report import ImportReport
from diwan.people import public as people

SOURCE = "stackexchange"


@dataclass
class Arrivals:
    """Keys are the dump's ids. `answers` maps to (our post, our comment), `members` to our memberships."""

    folder: Path
    community_id: int
    at: datetime
    language: str
    site: str
    report: ImportReport
    members: dict[str, int] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    answers: dict[str, tuple[int, int]] = field(default_factory=dict)
    decided: set[int] = field(default_factory=set)
    known: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        texts = gathering.imported_ids(community_id=self.community_id, source=SOURCE)
        self.known = texts | people.imported_refs(community_id=self.community_id, prefix=f"{SOURCE}:")

    def rows(self, table: str) -> Iterator[dump.Row]:
        return dump.rows(self.folder, table)

    def origin(self, source_id: str, at: datetime) -> dict[str, Any]:
        """What every importing door of `gathering` wants to know."""
        return {"community_id": self.community_id, "source": SOURCE, "source_id": source_id, "at": at}

    def count(self, what: str, source_id: str) -> None:
        """A row that an earlier import brought is found again, not stored again."""
        if source_id in self.known:
            self.report.skip("already here")
        else:
            self.report.store(what)

    def place(self, post_id: str) -> tuple[int, int | None] | None:
        """(our post, the answer to hang under or None) for a post of the dump, question or answer."""
        if post_id in self.questions:
            return self.questions[post_id], None
        return self.answers.get(post_id)

    def ref(self, post_id: str) -> str | None:
        """What our doors call the text that a post of the dump became."""
        if post_id in self.questions:
            return f"post:{self.questions[post_id]}"
        place = self.answers.get(post_id)
        return f"comment:{place[1]}" if place else None
