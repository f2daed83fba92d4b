"""Small Open Collective books that have one of everything: what becomes of each row, and what is refused whole."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from diwan.commerce import public as commerce
from diwan.distribution import public as distribution
from diwan.ledger import public as ledger
from diwan.moving import errors
from diwan.moving import public as moving
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


def keeper(community: people.Community) -> people.Membership:
    return people.list_memberships_with_role(community_id=community.pk, role="owner").get()


def bring(community: people.Community, folder: Path, **how: Any) -> moving.ImportReport:
    facts = {"by": keeper(community).party_id, "at": AT, **how}
    return moving.import_opencollective(folder=folder, community_id=community.pk, **facts)


def bank(community: people.Community) -> int:
    return ledger.balance(community_id=community.pk, account="assets:bank")


def entry_count(community: people.Community) -> int:
    return len(ledger.list_entries(community_id=community.pk))


def test_every_row_is_stored_or_skipped_for_a_named_reason(village: people.Community, books: Path) -> None:
    assert bring(village, books).document() == {
        "read": 10,
        "stored": {"costs": 1, "receipts": 3},
        "skipped": {
            "another currency": 1,
            "deleted there": 1,
            "movement of kind ADDED_FUNDS": 1,
            "nothing moved": 1,
            "the other side of a pair": 2,
        },
        "complete": True,
        "dry_run": False,
        "made": {"payers from outside": 2},
        "totals": {"gross": 17_100, "fee": 1_910, "tax": 100, "net": 15_090, "expenses": 3_000},
    }
    assert bank(village) == 15_090 + 100 - 3_000, "the tax is in the bank until it is handed on"
    assert ledger.check(community_id=village.pk) == []


def test_a_payer_is_known_by_the_name_the_books_use_or_by_the_number(village: people.Community, books: Path) -> None:
    bring(village, books)
    names = set(people.OutsideParty.objects.filter(community=village).values_list("name", flat=True))
    assert names == {"user-7", "account 8"}


def test_one_collective_alone(village: people.Community, books: Path) -> None:
    report = bring(village, books, collectives=["orchard"])
    assert (dict(report.stored), report.totals["gross"]) == ({"receipts": 1}, 5_000)
    assert dict(bring(village, books).stored) == {"receipts": 2, "costs": 1}, "the others may follow"


def test_money_counts_in_its_own_month_where_that_is_open(books: Path) -> None:
    """Founded with October 2016 as its first month, the community shares out October's money in October."""
    community = moving.found_community(
        slug="past",
        currency="USD",
        timezone="UTC",
        language="en",
        owner_email="past@example.org",
        at=AT,
        first_month="2016-10",
    )
    bring(community, books)
    for month, gross in (("2016-10", 10_000), ("2016-11", 7_100)):
        distribution.advance(community_id=community.pk, period=month, by=None, at=AT, waive_window=True)
        assert distribution.settlement(community_id=community.pk, period=month).gross_minor == gross


def test_twice_adds_nothing_even_when_somebody_else_runs_it(village: people.Community, books: Path) -> None:
    first = bring(village, books)
    before = (bank(village), entry_count(village))
    other = people.create_person(email="t@example.org", display_name="T", language="en", at=AT)
    treasurer = people.join_community(person=other, community=village, at=AT)
    people.grant_role(membership=treasurer, role="treasurer", by=keeper(village), at=AT)
    again = bring(village, books, by=treasurer.party_id)
    assert (bank(village), entry_count(village)) == before
    assert (dict(again.stored), again.skipped["already here"], again.totals) == ({}, 4, first.totals)


def test_a_dry_run_tells_the_same_and_keeps_nothing(village: people.Community, books: Path) -> None:
    trial = bring(village, books, is_dry_run=True)
    assert (entry_count(village), people.OutsideParty.objects.filter(community=village).count()) == (0, 0)
    assert trial.document() == {**bring(village, books).document(), "dry_run": True}


def test_a_neighbours_books_stay_as_they_are(
    village: people.Community, neighbour: people.Community, books: Path
) -> None:
    bring(village, books)
    assert (bank(neighbour), entry_count(neighbour)) == (0, 0)
    assert commerce.income_by_kind(community_id=neighbour.pk, period="2026-10") == {}


def test_a_stranger_may_not_answer_for_the_costs(
    village: people.Community, neighbour: people.Community, books: Path
) -> None:
    from diwan.people.errors import NotAllowed

    with pytest.raises(NotAllowed):
        bring(village, books, by=keeper(neighbour).party_id)
    assert entry_count(village) == 0


def test_an_unknown_collective_is_refused(village: people.Community, books: Path) -> None:
    with pytest.raises(errors.UnknownCollective, match="no collective meadow"):
        bring(village, books, collectives=["garden", "meadow"])
    assert entry_count(village) == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "refusal", "words"),
    [
        ("transactions.csv", ",1910,", ",1911,", errors.DoesNotAddUp, "Transaction 103 does not add up"),
        ("transactions.csv", ",4500,", ",4500.5,", errors.Unreadable, "line 6: “netAmountInCollectiveCurrency”"),
        ("transactions.csv", "2016-11-08", "8 November", errors.Unreadable, "line 8: “createdAt”"),
        ("transactions.csv", "deletedAt", "deleted", errors.Unreadable, "line 1: “deletedAt” is missing"),
        ("transactions.csv", "106,CREDIT", '106,"CREDIT', errors.BrokenDump, "transactions.csv breaks off"),
        ("transactions.csv", "\n107,DEBIT,EXPENSE", "\n107,EXPENSE", errors.BrokenDump, "at line 8"),
        ("accounts.csv", "slug_or_pseudonym", "name", errors.Unreadable, "accounts.csv, line 1"),
    ],
)
def test_a_damaged_file_is_refused_with_its_place_and_nothing_is_kept(
    village: people.Community,
    books: Path,
    rewrite: Callable[..., None],
    file: str,
    old: str,
    new: str,
    refusal: type[errors.MovingError],
    words: str,
) -> None:
    rewrite(books / file, old, new)
    with pytest.raises(refusal, match=words):
        bring(village, books)
    assert (entry_count(village), people.OutsideParty.objects.filter(community=village).count()) == (0, 0)


def test_bytes_that_are_no_text_are_refused(village: people.Community, books: Path) -> None:
    path = books / "transactions.csv"
    path.write_bytes(path.read_bytes() + b"\xff\xfe\n")
    with pytest.raises(errors.BrokenDump, match=r"transactions\.csv"):
        bring(village, books)


@pytest.mark.parametrize("name", ["transactions.csv", "accounts.csv"])
def test_a_folder_without_its_tables_is_refused(village: people.Community, books: Path, name: str) -> None:
    (books / name).unlink()
    with pytest.raises(errors.NotADump, match=name):
        bring(village, books)
