"""Somebody with the owner's rights takes the triggers away, changes the books and puts the triggers back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from diwan.ledger import journal
from diwan.ledger import public as ledger
from diwan.ledger.models import Book, Entry, Leg, Seal
from diwan.ledger.public import Finding, LegSpec

Superuser = Callable[[], AbstractContextManager[CursorWrapper]]


@pytest.fixture
def entries(books: Any, neighbour: Any) -> list[Any]:
    """Four entries of 100, 200, 300 and 400 in the village; the neighbour's books stay in order throughout."""
    neighbour.pay(55)
    posted = [books.pay(amount) for amount in (100, 200, 300, 400)]
    assert ledger.check() == []
    return posted


def findings(books: Any, neighbour: Any) -> list[Finding]:
    assert ledger.check(community_id=neighbour.id) == []
    return ledger.check(community_id=books.id)


def named(found: list[Finding]) -> set[tuple[str, str, int]]:
    return {(finding.kind, finding.row_id, finding.amount_minor) for finding in found}


def leg_of(entry: Any, side: str = "debit") -> Leg:
    return Leg.objects.get(entry_id=entry.id, side=side)


def test_a_changed_amount(books: Any, neighbour: Any, entries: list[Any], superuser: Superuser) -> None:
    leg = leg_of(entries[1])
    with superuser():
        Leg.objects.filter(pk=leg.pk).update(amount_minor=999)

    found = findings(books, neighbour)

    assert ("leg_changed", str(leg.pk), 200) in named(found)
    assert ("entry_unbalanced", str(entries[1].id), 799) in named(found)
    assert ("books_unbalanced", str(books.id), 799) in named(found)
    sentence = next(finding.sentence for finding in found if finding.kind == "leg_changed")
    assert "posted with 200" in sentence
    assert "now has 999" in sentence


@pytest.mark.parametrize("change", [{"party": None}, {"side": "credit"}, {"currency": "USD"}, {"community_id": 0}])
def test_a_leg_moved_elsewhere(
    books: Any, neighbour: Any, entries: list[Any], superuser: Superuser, change: dict[str, Any]
) -> None:
    leg = leg_of(entries[2], "credit" if "party" in change else "debit")
    if "community_id" in change:
        change = {"community_id": neighbour.id}
    with superuser():
        Leg.objects.filter(pk=leg.pk).update(**change)

    assert ("leg_changed", str(leg.pk), 300) in named(ledger.check(community_id=books.id))


def test_both_legs_changed_so_that_it_still_balances(
    books: Any, neighbour: Any, entries: list[Any], superuser: Superuser
) -> None:
    with superuser():
        Leg.objects.filter(entry_id=entries[1].id).update(amount_minor=999)

    assert named(findings(books, neighbour)) == {
        ("leg_changed", str(leg_of(entries[1], side).pk), 200) for side in ("debit", "credit")
    }


@pytest.mark.parametrize(
    "change",
    [
        {"description": "a gift"},
        {"effective_date": date(2026, 9, 1)},
        {"kind": "cost_recorded"},
        {"detail": {"a": 1}},
        {"key": "other"},
        {"total_minor": 201},
        {"running_minor": 1},
        {"body_hash": "0" * 64},
        {"source_ref": "order:9"},
        {"legs_text": "[]"},
        {"legs_text": "not json"},
        {"legs_text": '{"a":[]}'},
        {"legs_text": '[["assets:bank","debit","200",null]]'},
    ],
)
def test_a_changed_entry(
    books: Any, neighbour: Any, entries: list[Any], superuser: Superuser, change: dict[str, Any]
) -> None:
    with superuser():
        Entry.objects.filter(pk=entries[1].id).update(**change)

    amount = change.get("total_minor", 200)
    assert ("entry_changed", str(entries[1].id), amount) in named(findings(books, neighbour))


def rewrite(entry_id: int, amount: int) -> None:
    """The careful forger: legs, their text, the total and both hashes agree again."""
    entry = Entry.objects.get(pk=entry_id)
    entry.running_minor += amount - entry.total_minor
    entry.total_minor = amount
    legs = [[account, side, amount, party] for account, side, _old, party in journal.legs_of(entry.legs_text)]
    entry.legs_text = journal.text_of(legs)
    words = ("kind", "effective_date", "source_ref", "description", "detail", "currency", "legs_text")
    entry.body_hash = journal.body_hash(**{name: getattr(entry, name) for name in words})
    entry.entry_hash = journal.entry_hash(
        previous_hash=entry.previous_hash,
        community_id=entry.community_id,
        number=entry.number,
        key=entry.key,
        recorded_at=entry.recorded_at,
        running_minor=entry.running_minor,
        reverses=entry.reverses_id,
        body=entry.body_hash,
    )
    Leg.objects.filter(entry_id=entry_id).update(amount_minor=amount)
    entry.save()


@pytest.mark.parametrize("position", [0, 3], ids=["in the middle of the chain", "at its head"])
def test_an_entry_rewritten_with_its_hashes(
    books: Any, neighbour: Any, entries: list[Any], superuser: Superuser, position: int
) -> None:
    with superuser():
        rewrite(entries[position].id, 7_777)

    assert named(findings(books, neighbour)) == {("entry_rewritten", str(entries[position].id), 7_777)}


def test_a_removed_leg(books: Any, neighbour: Any, entries: list[Any], superuser: Superuser) -> None:
    with superuser():
        leg_of(entries[2]).delete()

    assert ("leg_removed", f"{entries[2].id}/1", 300) in named(findings(books, neighbour))


@pytest.mark.parametrize("gone", [[0], [1], [3], [1, 2], [2, 3], [0, 1, 2, 3]])
def test_removed_entries(books: Any, neighbour: Any, entries: list[Any], superuser: Superuser, gone: list[int]) -> None:
    ids = [entries[position].id for position in gone]
    with superuser():
        Leg.objects.filter(entry_id__in=ids).delete()
        Entry.objects.filter(pk__in=ids).delete()

    amount = sum(100 * (position + 1) for position in gone)
    assert named(findings(books, neighbour)) == {("entry_removed", str(ids[0]), amount)}


def test_an_entry_taken_from_under_its_legs(
    books: Any, neighbour: Any, entries: list[Any], superuser: Superuser
) -> None:
    legs = {str(leg.pk) for leg in Leg.objects.filter(entry_id=entries[1].id)}
    with superuser() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"DELETE FROM ledger_entry WHERE id = {entries[1].id}")

    found = named(findings(books, neighbour))

    assert found == {("leg_stray", leg, 200) for leg in legs} | {("entry_removed", str(entries[1].id), 200)}
    with superuser() as cursor:  # leave nothing that the database itself would refuse at the end of the test
        cursor.execute(f"DELETE FROM ledger_leg WHERE entry_id = {entries[1].id}")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_leg_put_in_afterwards(books: Any, neighbour: Any, entries: list[Any], superuser: Superuser) -> None:
    with superuser():
        leg = leg_of(entries[0])
        leg.pk, leg.position, leg.amount_minor = None, 3, 40
        leg.save()

    assert ("leg_inserted", str(leg.pk), 40) in named(findings(books, neighbour))


def test_an_entry_put_in_afterwards(books: Any, neighbour: Any, entries: list[Any], superuser: Superuser) -> None:
    legs = list(Leg.objects.filter(entry_id=entries[3].id))
    entry = Entry.objects.get(pk=entries[3].id)
    with superuser():
        entry.pk, entry.number, entry.key = entry.pk + 1, 5, "mine"
        for leg in legs:
            leg.pk, leg.entry_id = None, entry.pk
            leg.save()
        entry.save(force_insert=True)

    assert named(findings(books, neighbour)) == {("entry_inserted", str(entry.pk), 400)}


def test_the_head_of_the_books_taken_away_or_set_back(
    books: Any, neighbour: Any, entries: list[Any], superuser: Superuser
) -> None:
    with superuser():
        Book.objects.filter(community_id=books.id).delete()
    assert named(findings(books, neighbour)) == {("head_removed", str(books.id), 1_000)}

    with superuser():
        Book.objects.create(community_id=books.id, currency="SAR", latest_hash="0" * 64, latest_number=4)
    assert named(ledger.check()) == {("entry_rewritten", str(entries[3].id), 400)}


def test_a_sealed_month_changed_with_all_hashes_made_anew(books: Any, neighbour: Any, superuser: Superuser) -> None:
    entry = books.pay(100)
    seal = ledger.seal_period(community_id=books.id, label="2026-10", end_date=date(2026, 10, 31), at=entry.recorded_at)
    assert (seal.entry_count, ledger.check()) == (1, [])
    with superuser():
        rewrite(entry.id, 900)
        changed = Entry.objects.get(pk=entry.id)
        Book.objects.update(latest_hash=changed.entry_hash, running_minor=900)

    row = Seal.objects.get()
    assert named(findings(books, neighbour)) == {("seal_broken", str(row.pk), 900)}


def test_the_newest_seal_torn_off(books: Any, neighbour: Any, superuser: Superuser) -> None:
    at = books.pay(100).recorded_at
    for label, end in (("2026-10", date(2026, 10, 31)), ("2026-11", date(2026, 11, 30))):
        ledger.seal_period(community_id=books.id, label=label, end_date=end, at=at)
    with superuser():
        Seal.objects.filter(label="2026-11").delete()

    assert named(findings(books, neighbour)) == {("seal_removed", str(books.id), 100)}


def test_income_left_over_after_the_close(books: Any) -> None:
    books.pay(500)
    at = books.post(
        LegSpec("liabilities:deferred", "debit", 500, books.amina),
        LegSpec("income:membership", "credit", 500, books.amina),
    ).recorded_at
    assert ledger.check() == []

    ledger.seal_period(community_id=books.id, label="2026-10", end_date=date(2026, 10, 31), at=at)

    (finding,) = ledger.check()
    assert (finding.kind, finding.amount_minor) == ("not_cleared", 500)
    assert str(books.amina) in finding.sentence
    assert "income:membership" in finding.sentence


def test_refunds_that_a_replay_did_not_recover(books: Any) -> None:
    books.post(LegSpec("assets:refunds_to_recover", "debit", 90), LegSpec("assets:bank", "credit", 90))
    assert ledger.check() == []
    books.post(LegSpec("funds:community", "debit", 60), LegSpec("assets:refunds_to_recover", "credit", 60))

    (finding,) = ledger.check()
    assert (finding.kind, finding.amount_minor) == ("not_cleared", 30)

    books.post(LegSpec("funds:community", "debit", 30), LegSpec("assets:refunds_to_recover", "credit", 30))
    assert ledger.check() == []


def test_a_member_who_was_paid_more_than_was_owed(books: Any) -> None:
    books.earn(100)
    books.post(
        LegSpec("liabilities:members", "debit", 130, books.badr),
        LegSpec("liabilities:payouts", "credit", 130, books.badr),
    )

    (finding,) = ledger.check()
    assert (finding.kind, finding.amount_minor) == ("negative", -30)
    assert str(books.badr) in finding.sentence
