from datetime import date, datetime

from django.db import transaction

from diwan.kernel import append_only
from diwan.ledger import journal
from diwan.ledger.actions import rows
from diwan.ledger.actions.open_book import open_book
from diwan.ledger.actions.post import write
from diwan.ledger.errors import AlreadyReversed, IdempotencyConflict, PeriodSealed
from diwan.ledger.journal import Draft
from diwan.ledger.models import Entry
from diwan.ledger.queries.entries import entries_by_id, get_entry
from diwan.ledger.shapes import EntrySpec, EntryView, LegSpec

REVERSAL = "reversal"


def reverse(
    *, community_id: int, entry_id: int, key: str, at: datetime, effective_date: date, reason: str
) -> EntryView:
    """Undo an entry by a new one with its sides exchanged, pointing at it. The old entry stays as it is.

    The reversal is of kind 'reversal' with the old entry's source_ref; detail = {reason, kind, number, detail} of the
    old. Raises NoSuchEntry, AlreadyReversed (also for a reversal), IdempotencyConflict, PeriodSealed.
    """
    with transaction.atomic():
        append_only.assert_protected()
        old = get_entry(community_id=community_id, entry_id=entry_id)
        draft = journal.draft(_opposite(old, key, effective_date, reason))
        book = open_book(community_id=community_id, currency=draft.spec.currency)
        known, accounts = rows.look_up(community_id, [key], {leg.account for leg in old.legs})
        if key in known:
            return _stored(*known[key], draft=draft, reverses=entry_id)
        if old.reverses_id is not None or Entry.objects.filter(reverses_id=entry_id).exists():
            raise AlreadyReversed(number=old.number)
        if book.sealed_until is not None and effective_date <= book.sealed_until:
            raise PeriodSealed(end_date=book.sealed_until, effective_date=effective_date)
        return write(book=book, drafts=[draft], accounts=accounts, at=at, reverses=entry_id)[0]


def _stored(stored_id: int, body_hash: str, *, draft: Draft, reverses: int) -> EntryView:
    """The entry that has the key already. Raises IdempotencyConflict unless it is this very reversal."""
    (stored,) = entries_by_id([stored_id])
    if body_hash != draft.body_hash or stored.reverses_id != reverses:
        raise IdempotencyConflict(key=stored.key)
    return stored


def _opposite(old: EntryView, key: str, effective_date: date, reason: str) -> EntrySpec:
    return EntrySpec(
        kind=REVERSAL,
        legs=[LegSpec(leg.account, leg.side.other, leg.amount_minor, leg.party) for leg in old.legs],
        effective_date=effective_date,
        key=key,
        currency=old.legs[0].currency,
        source_ref=old.source_ref,
        description=reason,
        detail={"kind": old.kind, "number": old.number, "detail": old.detail},
    )
