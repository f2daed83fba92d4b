"""Walks one community's entries in order and compares each with its hash, its legs and the entry before."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from diwan.ledger import journal
from diwan.ledger.integrity.findings import BOOK, ENTRY, found, missing_entries
from diwan.ledger.integrity.legs import LegRow, compare_legs, leg_rows
from diwan.ledger.models import Book, Entry
from diwan.ledger.models.entry import NUMBERS
from diwan.ledger.shapes import Finding

_SLICE = 2_000


@dataclass(slots=True)
class _Head:
    """Where the walk stands: the latest entry as it is stored."""

    community_id: int
    number: int = 0
    hash: str = journal.GENESIS
    running_minor: int = 0
    total_minor: int = 0

    def id_of(self, number: int) -> int:
        return self.community_id * NUMBERS + number

    def move_to(self, entry: Entry) -> None:
        self.number, self.hash = entry.number, entry.entry_hash
        self.running_minor, self.total_minor = entry.running_minor, entry.total_minor


def check_chain(community_id: int) -> Iterator[Finding]:
    """Every entry or leg that was altered, removed or put in after it was written."""
    head, book = _Head(community_id), Book.objects.filter(community_id=community_id).first()
    for entry, rows in _walk(community_id):
        if book is not None and entry.number > book.latest_number:
            sentence = _("Entry %(row)s, of %(amount)s minor units, was not written by the program.")
            yield found("entry_inserted", ENTRY, entry.pk, entry.total_minor, sentence)
            continue
        yield from _check_link(head, entry)
        yield from _check_entry(entry)
        yield from compare_legs(entry, rows)
        head.move_to(entry)
    yield from _check_head(head, book)


def _walk(community_id: int) -> Iterator[tuple[Entry, list[LegRow]]]:
    latest = 0
    while entries := list(Entry.objects.filter(community_id=community_id, pk__gt=latest).order_by("pk")[:_SLICE]):
        legs: dict[int, list[LegRow]] = defaultdict(list)
        for row in leg_rows([entry.pk for entry in entries]):
            legs[row.entry_id].append(row)
        for entry in entries:
            yield entry, legs[entry.pk]
        latest = entries[-1].pk


def _check_link(head: _Head, entry: Entry) -> Iterator[Finding]:
    if entry.number > head.number + 1:
        amount = entry.running_minor - entry.total_minor - head.running_minor
        yield missing_entries(head.id_of(head.number + 1), head.id_of(entry.number - 1), amount)
    elif entry.previous_hash != head.hash:
        yield _rewritten(head)


def _check_entry(entry: Entry) -> Iterator[Finding]:
    body = journal.body_hash(
        kind=entry.kind,
        effective_date=entry.effective_date,
        source_ref=entry.source_ref,
        description=entry.description,
        detail=entry.detail,
        currency=entry.currency,
        legs_text=entry.legs_text,
    )
    link = journal.entry_hash(
        previous_hash=entry.previous_hash,
        community_id=entry.community_id,
        number=entry.number,
        key=entry.key,
        recorded_at=entry.recorded_at,
        running_minor=entry.running_minor,
        reverses=entry.reverses_id,
        body=body,
    )
    posted_minor = sum(amount for _account, side, amount, _party in journal.legs_of(entry.legs_text) if side == "debit")
    if (body, link, posted_minor) != (entry.body_hash, entry.entry_hash, entry.total_minor):
        sentence = _("Entry %(row)s, of %(amount)s minor units, has been altered.")
        yield found("entry_changed", ENTRY, entry.pk, entry.total_minor, sentence)


def _check_head(head: _Head, book: Book | None) -> Iterator[Finding]:
    if book is None:
        if head.number:
            sentence = _("The head of the books of community %(row)s has been removed.")
            yield found("head_removed", BOOK, head.community_id, head.running_minor, sentence)
    elif book.latest_number > head.number:
        amount = book.running_minor - head.running_minor
        yield missing_entries(head.id_of(head.number + 1), head.id_of(book.latest_number), amount)
    elif book.latest_number == head.number and (book.latest_hash, book.running_minor) != (
        head.hash,
        head.running_minor,
    ):
        yield _rewritten(head)


def _rewritten(head: _Head) -> Finding:
    sentence = _("Entry %(row)s, of %(amount)s minor units, has been rewritten: what follows it remembers another.")
    return found("entry_rewritten", ENTRY, head.id_of(head.number), head.total_minor, sentence)
