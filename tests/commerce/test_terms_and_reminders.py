from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.commerce import public as commerce
from diwan.commerce.terms import Part, cut_from_end, earned_by_month, end_of_term, kept_part, tax_within
from diwan.engine.money import recognise
from diwan.kernel import schedule
from diwan.kernel.models import OutboxMessage
from diwan.kernel.periods import Period
from diwan.people import public as people

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
END = datetime(2026, 11, 5, 9, tzinfo=UTC)


def told(till, kind: str) -> int:
    return sum(n.kind == kind for n in people.list_notices(membership_id=till.layla.pk))


@pytest.mark.django_db
def test_a_member_is_reminded_seven_and_two_days_before_once_each_and_told_at_the_end(till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    till.order(till.offer(0, "free"), who=till.stranger)
    for days, so_far in ((8, 0), (7, 1), (6, 1), (3, 1), (2, 2), (1, 2)):
        for _again in range(2):
            commerce.remind_expiring(at=END - timedelta(days=days))
        assert told(till, "subscription_expiring") == so_far, f"{days} days before"
    assert commerce.expire_subscriptions(at=END - timedelta(seconds=1)) == 0
    assert [commerce.expire_subscriptions(at=END) for _again in range(2)] == [1, 0]
    assert told(till, "subscription_ended") == 1
    assert commerce.remind_expiring(at=END) == 0
    letters = [m.payload["kind"] for m in OutboxMessage.objects.filter(payload__membership=till.layla.pk)]
    assert letters.count("subscription_expiring") == 2
    assert list(people.list_notices(membership_id=till.stranger.pk)) == [], "a free tier does not run out"


@pytest.mark.django_db
def test_who_renewed_is_left_in_peace(till) -> None:
    offer = till.offer(5_000)
    till.approve(till.order(offer), 5_000)
    till.approve(till.order(offer, key="renew"), 5_000)
    assert commerce.remind_expiring(at=END - timedelta(days=1)) == 0
    assert commerce.expire_subscriptions(at=END) == 1
    assert told(till, "subscription_ended") == 0
    assert till.is_entitled(END)


@pytest.mark.django_db
def test_somebody_away_for_a_week_gets_one_reminder_not_two(till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    assert commerce.remind_expiring(at=END - timedelta(days=1)) == 1
    assert told(till, "subscription_expiring") == 1


@pytest.mark.django_db
def test_the_schedule_reminds_and_expires_by_itself(till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    assert {"commerce.expire_subscriptions", "commerce.remind_expiring"} <= set(schedule.run_due(at=END))
    assert told(till, "subscription_ended") == 1


@pytest.mark.parametrize(
    ("start", "interval", "anchor", "end"),
    [
        (datetime(2027, 1, 31, 9, tzinfo=UTC), "month", 31, datetime(2027, 2, 28, 9, tzinfo=UTC)),
        (datetime(2027, 2, 28, 9, tzinfo=UTC), "month", 31, datetime(2027, 3, 31, 9, tzinfo=UTC)),
        (datetime(2028, 2, 29, 9, tzinfo=UTC), "year", 29, datetime(2029, 2, 28, 9, tzinfo=UTC)),
        (datetime(2026, 12, 31, 22, tzinfo=UTC), "month", 1, datetime(2027, 1, 31, 22, tzinfo=UTC)),
        (datetime(2027, 1, 1, tzinfo=UTC), "free", 1, None),
    ],
)
def test_a_term_ends_at_the_same_hour_of_the_same_day(start, interval, anchor, end) -> None:
    assert end_of_term(start=start, interval=interval, zone="Asia/Riyadh", anchor_day=anchor) == end


def test_a_term_over_the_change_of_clocks_keeps_its_wall_clock() -> None:
    start = datetime(2027, 3, 10, 8, tzinfo=UTC)
    assert end_of_term(start=start, interval="month", zone="Europe/Berlin", anchor_day=10) == datetime(
        2027, 4, 10, 7, tzinfo=UTC
    )


def test_tax_is_inside_the_price() -> None:
    assert tax_within(price_minor=11_500, tax_bp=1_500) == 1_500
    assert tax_within(price_minor=12_500, tax_bp=500) == 595
    assert tax_within(price_minor=12_500, tax_bp=0) == 0


amounts = st.integers(min_value=0, max_value=10**9) | st.integers(min_value=0, max_value=40)


@settings(max_examples=200, deadline=None)
@given(net=amounts, tax=amounts, fee=amounts, months=st.integers(min_value=1, max_value=12))
def test_a_receipt_spread_over_months_loses_nothing_and_holds_its_tax_and_fee(net, tax, fee, months) -> None:
    gross = net + tax + fee
    parts = earned_by_month(gross_minor=gross, tax_minor=tax, fee_minor=fee, first=Period("2026-10"), months=months)
    assert sum(p.gross_minor for p in parts) == gross
    assert (sum(p.tax_minor for p in parts), sum(p.fee_minor for p in parts)) == (tax, fee)
    assert all(p.gross_minor >= p.tax_minor + p.fee_minor and min(p.tax_minor, p.fee_minor) >= 0 for p in parts)
    by_month = {p.period: p for p in parts}
    for month in range(months):
        part = by_month.get(Period("2026-10").plus(month).label, Part("", 0, 0, 0))
        assert part.gross_minor == recognise(gross, month, months)
        if net >= 12 and fee == 0:
            assert part.tax_minor == recognise(tax, month, months)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_cutting_from_the_end_takes_exactly_that_much_and_the_kept_part_fits(data) -> None:
    sizes = data.draw(st.lists(st.integers(min_value=1, max_value=1000), min_size=1, max_size=12))
    cut = data.draw(st.integers(min_value=0, max_value=sum(sizes)))
    cuts = cut_from_end(amounts=sizes, cut_minor=cut)
    assert sum(cuts) == cut
    kept = [size - taken for size, taken in zip(sizes, cuts, strict=True)]
    untouched = sum(taken == 0 for taken in cuts)
    assert kept[:untouched] == sizes[:untouched]
    assert sum(taken > 0 for taken in cuts[untouched + 1 :]) == max(len(sizes) - untouched - 1, 0)
    with pytest.raises(ValueError, match="more than there is"):
        cut_from_end(amounts=sizes, cut_minor=sum(sizes) + 1)
    tax = data.draw(st.integers(min_value=0, max_value=sizes[0]))
    fee = data.draw(st.integers(min_value=0, max_value=sizes[0] - tax))
    part = kept_part(part=Part("2026-10", sizes[0], tax, fee), kept_minor=kept[0])
    assert part.gross_minor >= part.tax_minor + part.fee_minor
    assert part.tax_minor * sizes[0] <= tax * part.gross_minor or part.tax_minor == 0


def test_days_and_months_are_those_of_the_community() -> None:
    late_evening_utc = datetime(2026, 10, 31, 22, tzinfo=UTC)
    assert Period.of(late_evening_utc, "Asia/Riyadh").first_date() == date(2026, 11, 1)
