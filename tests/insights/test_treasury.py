"""The treasury tells from the books alone what there is, what is not ours, and what should have come back to zero."""

from datetime import datetime, timedelta

from diwan.insights import public as insights
from diwan.ledger import public as ledger
from diwan.payouts import public as payouts

from .conftest import AT, Place


def post(
    place: Place, *legs: ledger.LegSpec, kind: str = "settlement_posted", at: datetime = AT, key: str = ""
) -> None:
    ledger.post(
        community_id=place.community.pk, kind=kind, legs=legs, effective_date=at.date(), at=at,
        key=key or f"{kind}-{at}", currency=place.community.currency,
    )  # fmt: skip


def leg(account: str, side: str, amount: int, place: Place | None = None) -> ledger.LegSpec:
    return ledger.LegSpec(account, side, amount, place.owner.party_id if place else None)


def test_cash_that_is_nobody_elses_and_how_long_it_lasts(place: Place) -> None:
    post(
        place, leg("assets:bank", "debit", 9_000), leg("assets:cash", "debit", 1_000),
        leg("liabilities:members", "credit", 4_000, place), leg("liabilities:tax", "credit", 500),
        leg("funds:reserve", "credit", 3_000), leg("funds:costs", "credit", 2_500),
    )  # fmt: skip
    for months in (1, 2, 3):
        when = AT - timedelta(days=30 * months)
        post(place, leg("funds:costs", "debit", 500), leg("assets:bank", "credit", 500), kind="cost_recorded", at=when)
    view = insights.treasury(community_id=place.community.pk, at=AT)
    assert dict(view.tills) == {"assets:bank": 7_500, "assets:cash": 1_000}
    assert (view.cash_minor, view.tax_minor, view.reserve_minor) == (8_500, 500, 3_000)
    assert {row.name: row.amount_minor for row in view.owed if row.amount_minor} == {"members": 4_000}
    assert (view.free_minor, view.monthly_cost_minor, view.runway_tenths) == (4_000, 500, 80)
    assert view.clearing == ()


def test_without_costs_nobody_says_how_long(place: Place) -> None:
    assert insights.treasury(community_id=place.community.pk, at=AT).runway_tenths is None


def test_an_account_that_does_not_return_to_zero_is_named_with_its_age(place: Place) -> None:
    long_ago, lately = AT - timedelta(days=60), AT - timedelta(days=2)
    first = [leg("assets:refunds_to_recover", "debit", 300), leg("assets:bank", "credit", 300)]
    post(place, *first, kind="receipt_refunded", at=long_ago - timedelta(days=90), key="one")
    back = [leg("assets:bank", "debit", 300), leg("assets:refunds_to_recover", "credit", 300)]
    post(place, *back, kind="settlement_adjusted", at=long_ago - timedelta(days=80), key="two")
    post(place, *first, kind="receipt_refunded", at=long_ago, key="three")
    post(place, leg("assets:bank", "debit", 70), leg("income:tip", "credit", 70, place), kind="tip", at=lately)
    view = insights.treasury(community_id=place.community.pk, at=AT)
    assert [(row.account, row.balance_minor, row.since, row.is_late) for row in view.clearing] == [
        ("assets:refunds_to_recover", 300, long_ago.date(), True),
        ("income:tip", 70, lately.date(), False),
    ]


def test_another_communitys_money_never_shows_through(place: Place, another_place) -> None:
    elsewhere = another_place("elsewhere")
    post(elsewhere, leg("assets:bank", "debit", 999), leg("liabilities:members", "credit", 999, elsewhere))
    assert insights.treasury(community_id=place.community.pk, at=AT).cash_minor == 0
    assert payouts.list_owed(community_id=place.community.pk) == []
    (row,) = payouts.list_owed(community_id=elsewhere.community.pk)
    assert (row.payable_minor, row.total_minor) == (999, 999)
