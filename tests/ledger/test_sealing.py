from datetime import UTC, date, datetime
from typing import Any

import pytest

from diwan.kernel.periods import UnreadablePeriod
from diwan.ledger import public as ledger
from diwan.ledger.errors import PeriodSealed, SealOutOfOrder
from diwan.ledger.models import Seal
from diwan.ledger.public import SealView

AT = datetime(2026, 11, 3, tzinfo=UTC)
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)


def seal(books: Any, label: str, end_date: date) -> SealView:
    return ledger.seal_period(community_id=books.id, label=label, end_date=end_date, at=AT)


def test_a_sealed_month_takes_nothing_more_and_the_next_day_does(books: Any) -> None:
    paid = books.pay(100, day=OCTOBER)
    assert seal(books, "2026-10", OCTOBER).entry_count == 1

    with pytest.raises(PeriodSealed, match="sealed up to 2026-10-31"):
        books.pay(100, day=OCTOBER)
    with pytest.raises(PeriodSealed):
        ledger.reverse(
            community_id=books.id, entry_id=paid.id, key="undo", at=AT, effective_date=OCTOBER, reason="late"
        )
    books.pay(50, day=date(2026, 11, 1))
    assert books.balance("assets:bank") == 150


def test_a_repeated_request_for_a_sealed_day_still_gets_its_answer(books: Any) -> None:
    paid = books.pay(100, key="order:1")
    seal(books, "2026-10", OCTOBER)

    assert books.pay(100, key="order:1") == paid


def test_seals_follow_each_other_and_repeat_alike(books: Any) -> None:
    books.pay(100, day=OCTOBER)
    first = seal(books, "2026-10", OCTOBER)
    books.pay(200, day=NOVEMBER)
    second = seal(books, "2026-11", NOVEMBER)

    assert second.previous_hash == first.hash
    assert second.entry_count == 1
    assert seal(books, "2026-10", OCTOBER) == first
    assert Seal.objects.count() == 2
    assert ledger.check() == []


def test_a_seal_says_what_is_in_its_month(books: Any, neighbour: Any) -> None:
    books.pay(100)
    neighbour.pay(101)

    assert seal(books, "2026-10", OCTOBER).hash != seal(neighbour, "2026-10", OCTOBER).hash


@pytest.mark.parametrize(
    ("label", "end_date"),
    [("2026-10", date(2026, 10, 30)), ("2026-10", date(2026, 11, 1)), ("2026-09", date(2026, 9, 30))],
    ids=["a day short", "a day over", "before the latest"],
)
def test_months_are_sealed_whole_and_in_order(books: Any, label: str, end_date: date) -> None:
    seal(books, "2026-08", date(2026, 8, 31))
    if label == "2026-09":
        seal(books, "2026-10", OCTOBER)

    with pytest.raises(SealOutOfOrder, match=label):
        seal(books, label, end_date)


def test_what_is_not_a_month_cannot_be_sealed(books: Any) -> None:
    with pytest.raises(UnreadablePeriod):
        seal(books, "autumn", OCTOBER)


def test_a_month_sealed_before_the_first_entry_holds_too(books: Any) -> None:
    seal(books, "2026-10", OCTOBER)

    with pytest.raises(PeriodSealed):
        books.pay(100, day=OCTOBER)
    books.pay(100, day=NOVEMBER)
    assert ledger.check() == []
