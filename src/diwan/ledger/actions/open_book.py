from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from diwan.kernel import locks
from diwan.ledger.actions import rows
from diwan.ledger.errors import CurrencyMismatch
from diwan.ledger.journal import GENESIS
from diwan.ledger.models import Account, Book, Seal


def open_book(*, community_id: int, currency: str) -> Book:
    """The community's book, locked for writing until the transaction ends; opened on first use.

    `currency` is fixed by the first entry; raises CurrencyMismatch for another.
    """
    book = rows.read_book(community_id)
    if book is None:
        locks.exclusive(f"ledger:{community_id}")
        sealed_until = Seal.objects.filter(community_id=community_id).aggregate(latest=Max("end_date"))["latest"]
        fresh = {"currency": currency, "latest_hash": GENESIS, "sealed_until": sealed_until}
        Book.objects.get_or_create(community_id=community_id, defaults=fresh)
        book = Book.objects.select_for_update().get(community_id=community_id)
    if book.currency != currency:
        raise CurrencyMismatch(kept=book.currency, given=currency)
    return book


def open_accounts(*, book: Book, codes: Iterable[str], at: datetime) -> dict[str, int]:
    """Open accounts of these codes, which are new to the locked book. Returns code → id."""
    new = [
        Account(community_id=book.community_id, code=code, currency=book.currency, opened_at=at)
        for code in sorted(codes)
    ]
    return {account.code: account.pk for account in Account.objects.bulk_create(new)}
