"""A village with books, a neighbour with others, and a superuser who can take the triggers away."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, models, transaction

from diwan.ledger import public as ledger
from diwan.ledger.public import EntryView, LegSpec
from diwan.people.public import Community
from tests.conftest import ON_POSTGRES

# Each database has traps of its own; the other one's are not collected.
_ONLY_SQLITE, _ONLY_POSTGRESQL = ["test_traps_of_sqlite.py"], ["test_traps_of_postgresql.py"]
collect_ignore = _ONLY_SQLITE if ON_POSTGRES else _ONLY_POSTGRESQL

AT = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
DAY = date(2026, 10, 5)


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


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        connection.check_constraints()


def columns(model: type[models.Model], **instead: str) -> tuple[str, str]:
    """The columns of a table, and the same with some of them replaced, for INSERT … SELECT."""
    names = [str(field.column) for field in model._meta.local_concrete_fields]
    return ", ".join(names), ", ".join(instead.get(name, name) for name in names)


@pytest.fixture
def paid(books: Any) -> Any:
    entry = books.pay(12_000)
    books.earn(700)
    return entry
