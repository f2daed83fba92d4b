"""A village with books, a neighbour with others, and a superuser who can take the triggers away."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.utils import CursorWrapper

from diwan.kernel import append_only
from diwan.ledger import public as ledger
from diwan.ledger.public import EntryView, LegSpec
from diwan.people.public import Community

AT = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
DAY = date(2026, 10, 5)
_real_sql_flush = flush.sql_flush


def _sql_flush(style: Any, connection: Any, **options: Any) -> list[str]:
    """Emptying the tables after a test that commits is what write-once tables refuse: step aside for it alone.

    `flush` sends `post_migrate` afterwards, which sets the triggers again.
    """
    return [*append_only.removal_sql(connection), *_real_sql_flush(style, connection, **options)]


flush.sql_flush = _sql_flush


@dataclass
class Books:
    """One community's books, and the few entries that tests post again and again."""

    community: Community
    amina: uuid.UUID = field(default_factory=uuid.uuid4)
    badr: uuid.UUID = field(default_factory=uuid.uuid4)
    keys: Iterator[int] = field(default_factory=itertools.count)

    @property
    def id(self) -> int:
        return self.community.pk

    def post(self, *legs: LegSpec, kind: str = "test", day: date = DAY, key: str = "", **more: Any) -> EntryView:
        return ledger.post(
            community_id=self.id,
            kind=kind,
            legs=legs,
            effective_date=day,
            at=more.pop("at", AT),
            key=key or f"key:{next(self.keys)}",
            currency=more.pop("currency", self.community.currency),
            **more,
        )

    def pay(self, amount_minor: int, **more: Any) -> EntryView:
        """Amina pays into the bank for what she has not received yet."""
        return self.post(
            LegSpec("assets:bank", "debit", amount_minor),
            LegSpec("liabilities:deferred", "credit", amount_minor, self.amina),
            kind=more.pop("kind", "payment_received"),
            **more,
        )

    def earn(self, amount_minor: int, **more: Any) -> EntryView:
        """Badr earns from the community's fund."""
        return self.post(
            LegSpec("funds:community", "debit", amount_minor),
            LegSpec("liabilities:members", "credit", amount_minor, self.badr),
            **more,
        )

    def balance(self, account: str, party: uuid.UUID | None = None, until: date | None = None) -> int:
        return ledger.balance(community_id=self.id, account=account, party=party, until=until)


def make_community(slug: str, currency: str = "SAR") -> Community:
    return Community.objects.create(
        slug=slug, name_ar=slug, name_en=slug, currency=currency, timezone="Asia/Riyadh", opened_at=AT
    )


@pytest.fixture
def new_books() -> Callable[..., Books]:
    return lambda slug="village", currency="SAR": Books(make_community(slug, currency))


@pytest.fixture
def books(db: None, new_books: Callable[..., Books]) -> Books:
    return new_books()


@pytest.fixture
def neighbour(db: None, new_books: Callable[..., Books]) -> Books:
    return new_books("neighbour")


@pytest.fixture
def superuser() -> Callable[[], AbstractContextManager[CursorWrapper]]:
    """`with superuser() as cursor`: the triggers are away inside and stand again after, as if nothing had happened."""

    @contextmanager
    def unguarded() -> Iterator[CursorWrapper]:
        if connection.vendor == "postgresql":
            connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in append_only.removal_sql(connection):
                cursor.execute(statement)
            yield cursor
        append_only.install()

    return unguarded
