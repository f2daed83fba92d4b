"""Recomputes every seal from the entries it covers: what is sealed never changes."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from diwan.ledger import journal
from diwan.ledger.integrity.findings import BOOK, SEAL, found
from diwan.ledger.models import Book, Entry, Seal
from diwan.ledger.shapes import Finding


def check_seals(community_id: int) -> Iterator[Finding]:
    """Seals that do not say what is in their month, do not follow the seal before, or are gone."""
    previous, begins = journal.GENESIS, date.min
    for seal in Seal.objects.filter(community_id=community_id).order_by("end_date"):
        entries = Entry.objects.filter(
            community_id=community_id, effective_date__gt=begins, effective_date__lte=seal.end_date
        )
        stored = list(entries.order_by("number").values_list("entry_hash", "total_minor"))
        remade = journal.seal_hash(
            previous_hash=previous,
            community_id=community_id,
            label=seal.label,
            end_date=seal.end_date,
            entry_hashes=[entry_hash for entry_hash, _total in stored],
        )
        if (seal.hash, seal.previous_hash, seal.entry_count) != (remade, previous, len(stored)):
            sentence = _("The seal of %(label)s (row %(row)s) does not match its entries, now %(amount)s minor units.")
            amount = sum(total for _hash, total in stored)
            yield found("seal_broken", SEAL, seal.pk, amount, sentence, label=seal.label)
        previous, begins = seal.hash, seal.end_date
    yield from _check_latest(community_id, begins)


def _check_latest(community_id: int, latest: date) -> Iterator[Finding]:
    """The book remembers up to when it is sealed, so that the newest seal cannot vanish unseen."""
    book = Book.objects.filter(community_id=community_id).first()
    if book is not None and (book.sealed_until or date.min) != latest:
        sentence = _("The books of community %(row)s were sealed up to %(end_date)s, and that seal is not there.")
        yield found("seal_removed", BOOK, community_id, book.running_minor, sentence, end_date=book.sealed_until)
