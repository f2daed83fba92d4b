from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from diwan.kernel import append_only
from diwan.ledger import journal
from diwan.ledger.actions import rows
from diwan.ledger.actions.open_book import open_accounts, open_book
from diwan.ledger.actions.rows import Row
from diwan.ledger.enums import Side
from diwan.ledger.errors import BadEntry, IdempotencyConflict, PeriodSealed
from diwan.ledger.journal import Draft
from diwan.ledger.models import Book, Entry, Leg
from diwan.ledger.models.entry import NUMBERS
from diwan.ledger.queries.entries import entries_by_id
from diwan.ledger.shapes import EntrySpec, EntryView, LegSpec, LegView

_SHOWN = (
    "id",
    "number",
    "kind",
    "effective_date",
    "recorded_at",
    "key",
    "source_ref",
    "description",
    "detail",
    "reverses_id",
)


def post(
    *,
    community_id: int,
    kind: str,
    legs: Sequence[LegSpec],
    effective_date: date,
    at: datetime,
    key: str,
    currency: str,
    source_ref: str = "",
    description: str = "",
    detail: Mapping[str, Any] | None = None,
) -> EntryView:
    """Write one entry; the same key and body again gives the stored one. The only way money moves.

    `amount_minor` of every leg is a positive integer of the currency's minor unit; debits equal credits. `at` is when
    it is recorded, `effective_date` the day it counts for. Raises Unbalanced, UnknownAccount, PartyMismatch, BadEntry,
    CurrencyMismatch, IdempotencyConflict (key known with another body), PeriodSealed, Unprotected.
    """
    spec = EntrySpec(
        kind=kind,
        legs=legs,
        effective_date=effective_date,
        key=key,
        currency=currency,
        source_ref=source_ref,
        description=description,
        detail=detail,
    )
    return post_many(community_id=community_id, entries=[spec], at=at)[0]


def post_many(*, community_id: int, entries: Sequence[EntrySpec], at: datetime) -> list[EntryView]:
    """Write many entries of one community in one transaction, all or none; answers in the order given.

    Entries whose key and body are stored already are given back as they are. Raises what `post` raises.
    """
    drafts = [journal.draft(spec) for spec in entries]
    if len({draft.spec.currency for draft in drafts}) > 1:
        raise BadEntry(reason="one batch is of one currency")
    if not drafts:
        return []
    with transaction.atomic():
        append_only.assert_protected()
        book = open_book(community_id=community_id, currency=drafts[0].spec.currency)
        codes = {leg.account for draft in drafts for leg in draft.spec.legs}
        known, accounts = rows.look_up(community_id, [draft.spec.key for draft in drafts], codes)
        fresh = _fresh(book, drafts, {key: body for key, (_id, body) in known.items()})
        written = write(book=book, drafts=fresh, accounts=accounts, at=at) if fresh else []
    stored = [entry_id for entry_id, _body in known.values()]
    views = {view.key: view for view in (*written, *entries_by_id(stored))}
    return [views[draft.spec.key] for draft in drafts]


def write(
    *, book: Book, drafts: Sequence[Draft], accounts: Mapping[str, int], at: datetime, reverses: int | None = None
) -> list[EntryView]:
    """Append checked drafts to the locked book: legs, then entries, then the book's head.

    `accounts` are those that are open (code → id); the others are opened.
    """
    if new := {leg.account for draft in drafts for leg in draft.spec.legs} - accounts.keys():
        accounts = {**accounts, **open_accounts(book=book, codes=new, at=at)}
    entries = [_next_entry(book, draft, at, reverses) for draft in drafts]
    pairs = list(zip(entries, drafts, strict=True))
    rows.insert(Leg, [leg for entry, draft in pairs for leg in _legs(entry, draft, accounts)])
    rows.insert(Entry, entries)
    rows.move_head(book)
    return [_view(entry, draft) for entry, draft in pairs]


def _fresh(book: Book, drafts: Sequence[Draft], known: Mapping[str, str]) -> list[Draft]:
    """The drafts whose key has no body yet, each once. Raises IdempotencyConflict or PeriodSealed."""
    bodies = dict(known)
    fresh = []
    for draft in drafts:
        key, day = draft.spec.key, draft.spec.effective_date
        if key not in bodies:
            if book.sealed_until is not None and day <= book.sealed_until:
                raise PeriodSealed(end_date=book.sealed_until, effective_date=day)
            bodies[key] = draft.body_hash
            fresh.append(draft)
        elif bodies[key] != draft.body_hash:
            raise IdempotencyConflict(key=key)
    return fresh


def _next_entry(book: Book, draft: Draft, at: datetime, reverses: int | None) -> Row:
    """The entry that follows the book's head; the head moves on to it."""
    spec, previous = draft.spec, book.latest_hash
    book.latest_number += 1
    book.running_minor += draft.total_minor
    book.latest_hash = journal.entry_hash(
        previous_hash=previous,
        community_id=book.community_id,
        number=book.latest_number,
        key=spec.key,
        recorded_at=at,
        running_minor=book.running_minor,
        reverses=reverses,
        body=draft.body_hash,
    )
    return {
        "id": book.community_id * NUMBERS + book.latest_number,
        "community_id": book.community_id,
        "number": book.latest_number,
        "kind": spec.kind,
        "effective_date": spec.effective_date,
        "recorded_at": at,
        "key": spec.key,
        "source_ref": spec.source_ref,
        "description": spec.description,
        "detail": draft.detail,
        "currency": spec.currency,
        "reverses_id": reverses,
        "leg_count": len(spec.legs),
        "total_minor": draft.total_minor,
        "running_minor": book.running_minor,
        "legs_text": draft.legs_text,
        "body_hash": draft.body_hash,
        "previous_hash": previous,
        "entry_hash": book.latest_hash,
    }


def _legs(entry: Row, draft: Draft, accounts: Mapping[str, int]) -> Iterator[Row]:
    for position, leg in enumerate(draft.spec.legs, start=1):
        yield {
            "entry_id": entry["id"],
            "community_id": entry["community_id"],
            "account_id": accounts[leg.account],
            "position": position,
            "side": leg.side,
            "amount_minor": leg.amount_minor,
            "party": leg.party,
            "currency": entry["currency"],
        }


def _view(entry: Row, draft: Draft) -> EntryView:
    legs = draft.spec.legs
    return EntryView(
        **{name: entry[name] for name in _SHOWN},
        reversed_by_id=None,
        legs=tuple(
            LegView(leg.account, Side(leg.side), leg.amount_minor, leg.party, draft.spec.currency) for leg in legs
        ),
    )
