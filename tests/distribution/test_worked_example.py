"""The month of the first worked example, from rows in the two books to the same minor units."""

from datetime import timedelta
from typing import Any

from diwan import verifier
from diwan.distribution import public as distribution
from diwan.distribution.enums import Stage, Tone
from diwan.ledger.public import check

MONTH = "2026-01"
EARNED = {"huda": 4120, "omar": 2004, "salma": 8235, "mod1": 1308, "mod2": 1308}


def sealed(world: Any) -> distribution.PeriodView:
    published = world.close()
    assert published.stage is Stage.PUBLISHED
    return world.close(at=published.objections_until + timedelta(minutes=1))


def test_everybody_receives_what_the_example_says(qanda: Any) -> None:
    assert sealed(qanda).stage is Stage.SEALED
    for name, earned in EARNED.items():
        held = earned // 10
        assert qanda.balance("liabilities:held", name) == held
        assert qanda.balance("liabilities:members", name) == earned - held
    assert qanda.balance("liabilities:owner") == 3925
    assert qanda.balance("funds:community") == 3270
    assert qanda.balance("funds:costs") == 0
    assert qanda.balance("liabilities:tax") == 4050


def test_the_months_income_and_fees_are_at_zero_and_the_books_in_order(qanda: Any) -> None:
    sealed(qanda)
    assert qanda.by_party("income:membership") == {} == qanda.by_party("expenses:processor_fees")
    assert check(community_id=qanda.id) == []


def test_closing_a_closed_month_again_changes_nothing(qanda: Any) -> None:
    first = sealed(qanda)
    again = qanda.close(at=first.objections_until + timedelta(days=3))
    assert again == first
    assert qanda.balance("liabilities:members", "huda") == 3708


def test_a_stranger_verifies_the_bundle_without_us(qanda: Any) -> None:
    qanda.close()
    files = distribution.bundle_files(community_id=qanda.id, period=MONTH)
    report = verifier.verify_files(files)
    assert report.problems == []
    names = {str(member.party_id) for member in qanda.members.values()}
    assert not any(name.encode() in content for name in names for content in files.values())


def test_the_bundle_of_the_next_month_names_this_one(qanda: Any) -> None:
    sealed(qanda)
    first = distribution.bundle_files(community_id=qanda.id, period=MONTH)
    qanda.close(month="2026-02", at=qanda.counting(2026, 3, 20))
    second = distribution.bundle_files(community_id=qanda.id, period="2026-02")
    assert verifier.verify_files(second, previous=first).problems == []


def test_the_open_books_add_up_line_by_line(qanda: Any) -> None:
    qanda.close()
    books = distribution.open_books(community_id=qanda.id, period=MONTH)
    assert (books.gross_minor, books.tax_minor, books.fees_minor, books.net_minor) == (31050, 4050, 830, 26170)
    assert [(one.line.name, one.line.amount_minor) for one in books.lines] == [
        ("hosting", 2000),
        ("owner", 3925),
        ("stewards", 2617),
        ("authors", 17628),
    ]
    assert books.remains_minor == 0
    assert sum(one.amount_minor for one in books.destinations) == books.gross_minor
    assert {one.line.name: one.line.tone for one in books.lines}["stewards"] is Tone.TEAM
    assert [(one.kind, one.gross_minor, one.payer_count, one.part_bp) for one in books.income] == [
        ("membership", 31050, 6, 10000)
    ]
    assert books.verify.plan_hash == distribution.get_period(community_id=qanda.id, period=MONTH).plan_hash
    assert books.exposed_bp == 0


def test_five_earners_are_too_few_for_a_picture_of_shares(qanda: Any) -> None:
    qanda.close()
    books = distribution.open_books(community_id=qanda.id, period=MONTH)
    assert books.shares.is_suppressed
    assert books.shares.total_minor == sum(EARNED.values())
    assert (books.shares.median_minor, books.shares.top_tenth_bp, books.shares.bins) == (None, None, ())
    assert all(line.people is None for line in books.lines)


def test_the_settlements_figures_are_told_as_the_plan_says_them(qanda: Any) -> None:
    qanda.close(until=Stage.SETTLED)
    view = distribution.settlement(community_id=qanda.id, period=MONTH)
    pools = {pool.name: pool for pool in view.pools}
    assert (pools["authors"].amount_minor, pools["authors"].shared_minor, pools["authors"].people) == (17628, 14359, 3)
    assert (pools["stewards"].shared_minor, pools["stewards"].dust_minor) == (2616, 1)
    assert view.accounts["acct:community"] == 3270
    assert (view.receipt_count, view.payer_count, view.earner_count) == (6, 6, 5)
    assert view.held_minor == sum(earned // 10 for earned in EARNED.values())
