"""Balances, statements and lists, and that nobody reads the books of another community."""

import uuid
from datetime import date
from typing import Any

import pytest

from diwan.ledger import public as ledger
from diwan.ledger.enums import Side
from diwan.ledger.errors import NoSuchEntry, UnknownAccount
from diwan.ledger.public import LegSpec, TrialLine

FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)


@pytest.fixture
def three_days(books: Any) -> Any:
    books.earn(100, day=FIRST, source_ref="close:1")
    books.earn(30, day=SECOND, kind="bonus")
    books.post(
        LegSpec("liabilities:members", "debit", 90, books.badr),
        LegSpec("liabilities:payouts", "credit", 90, books.badr),
        day=THIRD,
        description="to the bank",
    )
    return books


def test_a_balance_counts_up_to_but_not_with_the_day(three_days: Any) -> None:
    books = three_days
    assert [books.balance("liabilities:members", books.badr, until) for until in (FIRST, SECOND, THIRD, None)] == [
        0,
        100,
        130,
        40,
    ]
    assert books.balance("funds:community") == -130
    assert books.balance("liabilities:members", books.amina) == 0


def test_an_account_never_used_is_at_zero_and_an_unknown_one_is_an_error(books: Any) -> None:
    assert books.balance("assets:cash") == 0
    with pytest.raises(UnknownAccount):
        books.balance("assets:gold")


def test_balances_by_party_leave_out_who_has_nothing(three_days: Any) -> None:
    books = three_days
    books.earn(5)
    ledger_of = ledger.balances_by_party
    assert ledger_of(community_id=books.id, account="liabilities:members") == {books.badr: 45}
    assert ledger_of(community_id=books.id, account="liabilities:members", until=SECOND) == {books.badr: 100}
    assert ledger_of(community_id=books.id, account="liabilities:held") == {}
    books.post(
        LegSpec("liabilities:members", "debit", 45, books.badr), LegSpec("liabilities:held", "credit", 45, books.badr)
    )
    assert ledger_of(community_id=books.id, account="liabilities:members") == {}


def test_a_statement_opens_moves_and_closes(three_days: Any) -> None:
    books = three_days
    view = ledger.statement(
        community_id=books.id, account="liabilities:members", party=books.badr, start=SECOND, end=date(2026, 10, 4)
    )
    assert (view.opening_minor, view.closing_minor) == (100, 40)
    assert [(line.change_minor, line.balance_minor, line.kind, line.number) for line in view.lines] == [
        (30, 130, "bonus", 2),
        (-90, 40, "test", 3),
    ]
    assert view.lines[1].description == "to the bank"
    whole = ledger.statement(community_id=books.id, account="funds:community", start=FIRST, end=THIRD)
    assert (whole.opening_minor, whole.closing_minor, len(whole.lines)) == (0, -130, 2)


def test_the_trial_balance_names_every_account_used(three_days: Any) -> None:
    assert ledger.trial_balance(community_id=three_days.id) == [
        TrialLine("funds:community", Side.CREDIT, 130, 0, -130),
        TrialLine("liabilities:members", Side.CREDIT, 90, 130, 40),
        TrialLine("liabilities:payouts", Side.CREDIT, 0, 90, 90),
    ]
    assert [line.balance_minor for line in ledger.trial_balance(community_id=three_days.id, until=SECOND)] == [
        -100,
        100,
    ]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, [1, 2, 3]),
        ({"kinds": ["bonus"]}, [2]),
        ({"kinds": []}, []),
        ({"start": SECOND}, [2, 3]),
        ({"end": THIRD}, [1, 2]),
        ({"start": SECOND, "end": THIRD}, [2]),
        ({"source_ref": "close:1"}, [1]),
    ],
)
def test_entries_are_found_by_what_one_asks(three_days: Any, asked: dict[str, Any], numbers: list[int]) -> None:
    assert [entry.number for entry in ledger.list_entries(community_id=three_days.id, **asked)] == numbers


def test_entries_are_found_by_party_each_once(three_days: Any) -> None:
    books = three_days
    found = ledger.list_entries(community_id=books.id, party=books.badr)
    assert [entry.number for entry in found] == [1, 2, 3]
    assert ledger.list_entries(community_id=books.id, party=uuid.uuid4()) == []


def test_the_neighbours_see_nothing_of_it(three_days: Any, neighbour: Any) -> None:
    books = three_days
    (entry, *_) = ledger.list_entries(community_id=books.id)
    theirs = neighbour.id

    assert ledger.list_entries(community_id=theirs) == []
    assert ledger.list_entries(community_id=theirs, party=books.badr) == []
    assert ledger.trial_balance(community_id=theirs) == []
    assert ledger.balances_by_party(community_id=theirs, account="liabilities:members") == {}
    assert neighbour.balance("liabilities:members", books.badr) == 0
    seen = ledger.statement(
        community_id=theirs, account="liabilities:members", party=books.badr, start=FIRST, end=THIRD
    )
    assert (seen.opening_minor, seen.lines, seen.closing_minor) == (0, (), 0)
    for knock in (ledger.get_entry, _undo):
        with pytest.raises(NoSuchEntry):
            knock(community_id=theirs, entry_id=entry.id)


def _undo(community_id: int, entry_id: int) -> None:
    from diwan.kernel import clock

    ledger.reverse(
        community_id=community_id, entry_id=entry_id, key="k", at=clock.now(), effective_date=THIRD, reason="not mine"
    )


def test_two_communities_number_and_key_apart(books: Any, neighbour: Any) -> None:
    mine = [books.pay(100, key="order:1"), books.pay(5, key="order:2")]
    theirs = [neighbour.pay(700, key="order:1")]

    assert [entry.number for entry in mine] == [1, 2]
    assert [entry.number for entry in theirs] == [1]
    assert (books.balance("assets:bank"), neighbour.balance("assets:bank")) == (105, 700)
    assert ledger.check() == []
