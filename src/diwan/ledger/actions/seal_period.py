from datetime import date, datetime

from django.db import transaction

from diwan.kernel import append_only, locks
from diwan.kernel.periods import Period
from diwan.ledger import journal
from diwan.ledger.errors import SealOutOfOrder
from diwan.ledger.models import Book, Entry, Seal
from diwan.ledger.shapes import SealView


def seal_period(*, community_id: int, label: str, end_date: date, at: datetime) -> SealView:
    """Close a month for ever: no entry dated on or before `end_date`, its last day, enters any more.

    Sealing the same month again gives the stored seal. Raises SealOutOfOrder when `end_date` is not the month's last
    day or a later month is sealed already.
    """
    with transaction.atomic():
        append_only.assert_protected()
        locks.exclusive(f"ledger:{community_id}")
        book = Book.objects.select_for_update().filter(community_id=community_id).first()
        stored = Seal.objects.filter(community_id=community_id, label=label).first()
        if stored is None:
            latest = Seal.objects.filter(community_id=community_id).order_by("-end_date").first()
            if end_date != Period(label).last_date() or (latest is not None and latest.end_date >= end_date):
                raise SealOutOfOrder(label=label)
            stored = _seal(community_id, label, end_date, latest, at)
            if book is not None:
                book.sealed_until = end_date
                book.save(update_fields=["sealed_until"])
    return seal_view(stored)


def seal_view(seal: Seal) -> SealView:
    return SealView(seal.label, seal.end_date, seal.entry_count, seal.hash, seal.previous_hash, seal.sealed_at)


def _seal(community_id: int, label: str, end_date: date, latest: Seal | None, at: datetime) -> Seal:
    entries = Entry.objects.filter(community_id=community_id, effective_date__lte=end_date)
    if latest is not None:
        entries = entries.filter(effective_date__gt=latest.end_date)
    hashes = list(entries.order_by("number").values_list("entry_hash", flat=True))
    previous = latest.hash if latest is not None else journal.GENESIS
    return Seal.objects.create(
        community_id=community_id,
        label=label,
        end_date=end_date,
        entry_count=len(hashes),
        previous_hash=previous,
        hash=journal.seal_hash(
            previous_hash=previous, community_id=community_id, label=label, end_date=end_date, entry_hashes=hashes
        ),
        sealed_at=at,
    )
