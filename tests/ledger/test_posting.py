import io
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from diwan.ledger import public as ledger
from diwan.ledger.actions import rows
from diwan.ledger.enums import Side
from diwan.ledger.errors import (
    AlreadyReversed,
    BadEntry,
    CurrencyMismatch,
    IdempotencyConflict,
    NoSuchEntry,
    PartyMismatch,
    Unbalanced,
    UnknownAccount,
)
from diwan.ledger.export import pages
from diwan.ledger.integrity import chain
from diwan.ledger.models import Account, Book, Entry, Leg, Seal
from diwan.ledger.public import EntrySpec, EntryView, LegSpec
from diwan.ledger.queries import entries

DAY = date(2026, 10, 5)


def test_a_payment_is_kept_as_it_was_posted(books: Any) -> None:
    made = books.pay(12_000, key="order:1", source_ref="order:1", description="دفعة", detail={"payer": books.amina})

    (stored,) = ledger.list_entries(community_id=books.id)
    assert stored == made
    assert stored.number == 1
    assert stored.detail == {"payer": str(books.amina)}
    assert [(leg.account, leg.side, leg.amount_minor, leg.party) for leg in stored.legs] == [
        ("assets:bank", Side.DEBIT, 12_000, None),
        ("liabilities:deferred", Side.CREDIT, 12_000, books.amina),
    ]


@pytest.mark.parametrize(
    "legs",
    [
        [LegSpec("assets:bank", "debit", 100), LegSpec("funds:costs", "credit", 99)],
        [LegSpec("assets:bank", "debit", 100)],
        [LegSpec("assets:bank", "debit", 100), LegSpec("funds:costs", "debit", 100)],
        [],
    ],
    ids=["a unit short", "one leg", "two debits", "nothing"],
)
def test_what_does_not_balance_is_refused(books: Any, legs: list[LegSpec]) -> None:
    with pytest.raises(Unbalanced, match="does not balance"):
        books.post(*legs)

    assert ledger.list_entries(community_id=books.id) == []


@pytest.mark.parametrize("amount", [0, -5, 1.5, True, 10**16, "7"])
def test_an_amount_is_a_positive_whole_number(books: Any, amount: Any) -> None:
    with pytest.raises(BadEntry, match="not a positive whole number"):
        books.post(LegSpec("assets:bank", "debit", amount), LegSpec("funds:costs", "credit", amount))


@pytest.mark.parametrize("account", ["assets:gold", "income:bribes", "funds:", "funds:Costs", "assets:bank;drop"])
def test_an_account_outside_the_chart_is_refused(books: Any, account: str) -> None:
    with pytest.raises(UnknownAccount, match="not in the chart"):
        books.post(LegSpec(account, "debit", 5), LegSpec("funds:costs", "credit", 5))


def test_money_owed_to_nobody_is_refused_and_so_is_a_bank_of_somebody(books: Any) -> None:
    with pytest.raises(PartyMismatch):
        books.post(LegSpec("funds:costs", "debit", 5), LegSpec("liabilities:members", "credit", 5))
    with pytest.raises(PartyMismatch):
        books.post(LegSpec("assets:bank", "debit", 5, books.amina), LegSpec("funds:costs", "credit", 5))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"kind": ""}, "kind has 0"),
        ({"key": "k" * 161}, "key has 161"),
        ({"description": "d" * 301}, "description has 301"),
        ({"source_ref": "s" * 161}, "source_ref has 161"),
        ({"currency": "XXY"}, "not a currency"),
        ({"detail": {"rate": 0.5}}, "0.5 is not a whole number"),
        ({"detail": {"who": object()}}, "object is not plain data"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_a_reason(books: Any, words: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadEntry, match=reason):
        books.pay(100, **words)


def test_an_instant_is_not_a_day_and_a_side_has_two_names(books: Any) -> None:
    from datetime import UTC, datetime

    with pytest.raises(BadEntry, match="not a day"):
        books.pay(100, day=datetime(2026, 10, 5, tzinfo=UTC))
    with pytest.raises(BadEntry, match="left is not a side"):
        books.post(LegSpec("assets:bank", "left", 5), LegSpec("funds:costs", "credit", 5))


def test_pressing_the_button_twice_pays_once(books: Any) -> None:
    first = books.pay(12_000, key="order:1")
    again = books.pay(12_000, key="order:1")

    assert again == first
    assert books.balance("assets:bank") == 12_000


def test_the_same_key_for_another_amount_is_refused(books: Any) -> None:
    books.pay(12_000, key="order:1")

    with pytest.raises(IdempotencyConflict, match="order:1"):
        books.pay(12_001, key="order:1")
    assert books.balance("assets:bank") == 12_000


def test_a_community_keeps_one_currency(books: Any) -> None:
    books.pay(100)

    with pytest.raises(CurrencyMismatch, match="kept in SAR, not in KWD"):
        books.pay(100, currency="KWD")


@pytest.mark.parametrize(("currency", "amount"), [("JPY", 1_200), ("SAR", 120_050), ("KWD", 12_005)])
def test_currencies_of_none_two_and_three_decimals(
    new_books: Callable[..., Any], db: None, currency: str, amount: int
) -> None:
    books = new_books(f"in-{currency.lower()}", currency)

    (bank, _) = books.pay(amount).legs

    assert (bank.amount_minor, bank.currency) == (amount, currency)
    assert ledger.check(community_id=books.id) == []


def _specs(amounts: list[int], party: uuid.UUID) -> list[EntrySpec]:
    return [
        EntrySpec(
            kind="income_recognised",
            legs=[
                LegSpec("liabilities:deferred", "debit", amount, party),
                LegSpec("liabilities:tax", "credit", amount),
            ],
            effective_date=DAY,
            key=f"receipt:{position}",
            currency="SAR",
        )
        for position, amount in enumerate(amounts)
    ]


def _many(books: Any, specs: list[EntrySpec]) -> list[EntryView]:
    from diwan.kernel import clock

    return ledger.post_many(community_id=books.id, entries=specs, at=clock.now())


def test_a_batch_is_numbered_in_order_and_repeats_answer_alike(books: Any) -> None:
    specs = _specs([5, 7, 11], books.amina)

    first = _many(books, specs[:2])
    both = _many(books, [*specs, specs[2]])

    assert [entry.number for entry in both] == [1, 2, 3, 3]
    assert both[:2] == first
    assert books.balance("liabilities:tax") == 23
    assert _many(books, []) == []


def test_a_batch_longer_than_one_statement_takes(books: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((rows, "_SLICE"), (rows, "_ROWS"), (entries, "_SLICE"), (chain, "_SLICE"), (pages, "_SLICE")):
        monkeypatch.setattr(module, name, 2)
    specs = _specs([5, 7, 11, 13, 17], books.amina)
    first = _many(books, specs[:3])

    whole = _many(books, specs)

    assert [entry.number for entry in whole] == [1, 2, 3, 4, 5]
    assert whole[:3] == first
    assert ledger.list_entries(community_id=books.id) == whole
    assert ledger.check() == []
    out = io.StringIO()
    ledger.export_hledger(community_id=books.id, out=out)
    assert out.getvalue().count("income_recognised") == 5


def test_rows_name_themselves_to_an_operator(books: Any) -> None:
    paid = books.pay(100)
    ledger.seal_period(community_id=books.id, label="2026-10", end_date=date(2026, 10, 31), at=paid.recorded_at)

    names = {model.__name__: str(model.objects.order_by("pk").first()) for model in (Account, Book, Entry, Leg, Seal)}

    assert names == {
        "Account": f"{books.id} assets:bank",
        "Book": f"{books.id} SAR #1",
        "Entry": f"{books.id}/1 payment_received",
        "Leg": "debit 100 SAR",
        "Seal": f"{books.id} 2026-10",
    }


def test_one_bad_entry_in_a_batch_stops_all_of_it(books: Any) -> None:
    specs = _specs([5, 7], books.amina)
    other = EntrySpec(kind="x", legs=specs[0].legs, effective_date=DAY, key="receipt:1", currency="SAR")
    dollars = EntrySpec(kind="x", legs=specs[0].legs, effective_date=DAY, key="d", currency="USD")

    with pytest.raises(IdempotencyConflict):
        _many(books, [*specs, other])
    with pytest.raises(BadEntry, match="one currency"):
        _many(books, [*specs, dollars])
    assert ledger.list_entries(community_id=books.id) == []


def _reverse(books: Any, entry: EntryView, **more: Any) -> EntryView:
    facts = {"key": f"undo:{entry.key}", "effective_date": DAY, "reason": "posted twice", "at": entry.recorded_at}
    return ledger.reverse(community_id=books.id, entry_id=entry.id, **{**facts, **more})


def test_a_mistake_is_undone_by_a_new_entry_that_points_at_it(books: Any) -> None:
    paid = books.pay(12_000, source_ref="order:1")

    undone = _reverse(books, paid)

    old, new = ledger.list_entries(community_id=books.id, source_ref="order:1")
    assert (old.legs, old.reversed_by_id, old.reverses_id) == (paid.legs, undone.id, None)
    assert (new.kind, new.reverses_id, new.description) == (ledger.REVERSAL, paid.id, "posted twice")
    assert new.detail == {"kind": "payment_received", "number": 1, "detail": {}}
    assert books.balance("assets:bank") == books.balance("liabilities:deferred") == 0
    assert ledger.check(community_id=books.id) == []


def test_undoing_twice_is_refused_but_repeating_the_request_is_not(books: Any) -> None:
    paid = books.pay(12_000)
    undone = _reverse(books, paid)

    assert _reverse(books, paid) == undone
    for entry, key in ((paid, "again"), (undone, "undo the undoing")):
        with pytest.raises(AlreadyReversed):
            _reverse(books, entry, key=key)
    with pytest.raises(IdempotencyConflict):
        _reverse(books, paid, reason="another reason")
    with pytest.raises(NoSuchEntry):
        ledger.get_entry(community_id=books.id, entry_id=paid.id + 99)
