"""What an owner sees in the morning: a need is named when it is there, a figure agrees with the books."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from diwan.commerce import public as commerce
from diwan.insights import public as insights
from diwan.insights.enums import NeedKind
from diwan.ledger import public as ledger

from .conftest import AT, Place


def look(place: Place, at: datetime = AT) -> insights.Cockpit:
    return insights.cockpit(community_id=place.community.pk, at=at)


def kinds(place: Place, at: datetime = AT) -> list[NeedKind]:
    return [need.kind for need in look(place, at).needs]


def test_an_empty_community_has_no_needs_and_divides_by_nothing(place: Place) -> None:
    view = look(place)
    assert view.needs == ()
    assert (view.income.total_minor, view.income.largest_bp, view.income.months) == (0, None, ())
    assert (view.reserve.held_minor, view.reserve.tenths) == (0, None)
    assert view.last_close is None
    assert view.cohorts == ()


def test_memberships_on_sale_without_a_way_to_pay_need_a_person(place: Place) -> None:
    place.offer(600)
    assert kinds(place) == [NeedKind.NO_TILL]
    place.open_till()
    assert kinds(place) == []


def test_income_stands_by_kind_beside_the_month_before(place: Place) -> None:
    place.open_till()
    offer = place.offer(600)
    place.pay(place.join("layla"), offer, datetime(2026, 10, 3, tzinfo=UTC))
    place.pay(place.join("huda"), offer)
    place.pay(place.join("omar"), offer)
    income = look(place).income
    assert [(one.kind, one.gross_minor, one.previous_minor) for one in income.parts] == [("membership", 1200, 600)]
    assert income.largest_bp == 10_000
    assert [one.period for one in income.months] == ["2026-10", "2026-11"]


def test_a_yearly_fee_recurs_by_its_twelfth_and_each_payer_counts_once(place: Place) -> None:
    place.open_till()
    layla = place.join("layla")
    place.pay(layla, place.offer(6000, "year"))
    place.pay(place.join("huda"), place.offer(600))
    place.pay(place.join("omar"), place.offer(700))
    members = look(place).members
    assert (members.paying, members.recurring_minor) == (3, 500 + 600 + 700)
    assert members.total == 4


def test_the_reserve_is_measured_in_the_costs_of_the_last_three_full_months(place: Place) -> None:
    legs = [ledger.LegSpec("assets:bank", "debit", 10_000), ledger.LegSpec("funds:reserve", "credit", 10_000)]
    ledger.post(
        community_id=place.community.pk, kind="opening", legs=legs, effective_date=date(2026, 5, 1), at=AT,
        key="opening", currency="USD",
    )  # fmt: skip
    for day in (date(2026, 8, 5), date(2026, 9, 5), date(2026, 10, 5)):
        place.spend(2_000, day)
    place.spend(90_000, date(2026, 11, 5))
    place.spend(90_000, date(2026, 7, 31))
    reserve = look(place).reserve
    assert (reserve.held_minor, reserve.monthly_cost_minor, reserve.tenths) == (10_000, 2_000, 50)


def test_a_membership_that_ends_within_the_week_is_named_until_it_is_renewed(place: Place) -> None:
    place.open_till()
    layla, offer = place.join("layla"), place.offer(600)
    place.pay(layla, offer, datetime(2026, 10, 25, tzinfo=UTC))
    assert kinds(place) == [NeedKind.ENDING]
    place.pay(layla, offer)
    assert kinds(place) == []
    assert kinds(place, AT - timedelta(days=20)) == []


def test_fewer_than_five_payers_are_persons_and_no_cohort(place: Place) -> None:
    place.open_till()
    offer = place.offer(600)
    began, later = datetime(2026, 9, 2, tzinfo=UTC), datetime(2026, 10, 2, tzinfo=UTC)
    people = [place.join(f"p{number}") for number in range(5)]
    for one in people[:4]:
        place.pay(one, offer, began)
    assert look(place).cohorts == ()
    place.pay(people[4], offer, began)
    for one in people[:3]:
        place.pay(one, offer, later)
    cohort = look(place).cohorts[0]
    assert (cohort.period, cohort.people) == ("2026-09", 5)
    assert cohort.kept_bp[1] == 6_000


def test_another_communitys_money_and_people_never_show_through(
    place: Place, another_place: Callable[[str], Place]
) -> None:
    other = another_place("forest")
    other.open_till()
    offer = other.offer(900)
    other.pay(other.join("rami"), offer)
    other.spend(500, date(2026, 10, 5))
    view = look(place)
    assert (view.income.total_minor, view.members.total, view.members.paying, view.needs) == (0, 1, 0, ())
    assert view.reserve.monthly_cost_minor == 0


@pytest.mark.parametrize("count", [1, 2])
def test_receipts_to_check_are_counted_with_what_they_should_bring(place: Place, count: int, photo: bytes) -> None:
    place.open_till()
    offer = place.offer(600)
    for number in range(count):
        who = place.join(f"payer{number}")
        commerce.attach_receipt(order_id=place.order(who, offer).id, image=photo, by=who.party_id, at=AT)
    (need,) = look(place).needs
    assert (need.kind, need.count, need.amount_minor) == (NeedKind.RECEIPT, count, 600 * count)
