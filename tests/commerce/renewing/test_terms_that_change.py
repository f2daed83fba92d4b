from datetime import UTC, datetime, timedelta

import pytest

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.commerce.renewing.spans import begun_count, month_ends, moved
from diwan.ledger import public as ledger
from diwan.people import public as people

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 20, 9, tzinfo=UTC)
END = datetime(2026, 11, 5, 9, tzinfo=UTC)


def term_of(till, at=AT):
    return commerce.list_terms(membership_id=till.layla.pk, at=at)[0]


def change(till, offer, at, key="c"):
    return commerce.change_tier(
        community_id=till.community.pk, membership_id=till.layla.pk, term_id=term_of(till, at).id, offer_id=offer.id,
        method="bank", at=at, key=key,
    )  # fmt: skip


def graced(till, days):
    return commerce.create_offer(
        community_id=till.community.pk, slug="graced", name_ar="عضوية", name_en="Membership", price_minor=5_000,
        interval="month", by=till.owner.party_id, at=AT, extras=commerce.Extras(grace_days=days),
    )  # fmt: skip


@pytest.mark.django_db
def test_an_upgrade_credits_the_months_not_begun_to_the_unit_and_uses_them_at_once(till) -> None:
    till.approve(till.order(till.offer(10_000, "year")), 10_000)
    assert term_of(till, DECEMBER).unused_minor == 10_000 - (833 + 833 + 834)
    patron = till.offer(24_000, "year", slug="patron")
    placed = change(till, patron, DECEMBER)
    assert (placed.due_minor, placed.paid_minor) == (24_000, 7_500)
    assert till.is_entitled(DECEMBER + timedelta(days=10)), "the begun month runs on"
    assert not till.is_entitled(datetime(2027, 1, 6, tzinfo=UTC))
    till.approve(placed, 16_500, at=DECEMBER + timedelta(days=2))
    assert till.is_entitled(datetime(2027, 12, 1, tzinfo=UTC))
    (now,) = commerce.list_terms(membership_id=till.layla.pk, at=DECEMBER + timedelta(days=3))
    assert (now.offer_id, now.starts_at) == (patron.id, DECEMBER + timedelta(days=2))
    commerce.recognise_income(community_id=till.community.pk, period="2028-01", at=DECEMBER)
    assert sum(d["gross"] for d in till.recognised()) == 26_500
    assert (till.balance("liabilities:deferred"), till.balance("liabilities:credit")) == (0, 0)
    assert ledger.check(community_id=till.community.pk) == []


@pytest.mark.django_db
def test_an_upgrade_given_up_leaves_the_credit_to_its_payer(till) -> None:
    till.approve(till.order(till.offer(12_000, "year")), 12_000)
    placed = change(till, till.offer(30_000, "year", slug="patron"), DECEMBER)
    commerce.cancel_order(order_id=placed.id, by=till.layla.party_id, at=DECEMBER)
    assert till.balance("liabilities:credit", till.layla) == 9_000
    first = commerce.list_orders(membership_id=till.layla.pk)[-1]
    till.refund(first, 9_000, at=DECEMBER)
    assert (till.balance("liabilities:credit", till.layla), till.balance("assets:bank")) == (0, 3_000)


@pytest.mark.django_db
def test_a_renewal_bought_ahead_is_credited_whole_when_the_tier_changes(till) -> None:
    monthly = till.offer(3_000)
    till.approve(till.order(monthly), 3_000)
    till.approve(till.order(monthly, key="renew"), 3_000)
    placed = change(till, till.offer(2_500, slug="small"), AT + timedelta(days=1))
    assert (placed.status, placed.paid_minor) == ("paid", 2_500)
    assert till.balance("liabilities:credit", till.layla) == 500
    till.close("2026-10")
    assert sum(d["gross"] for d in till.recognised()) == 5_500


@pytest.mark.django_db
def test_only_ones_own_running_term_changes_and_only_into_something_else(till) -> None:
    offer = till.offer(5_000)
    till.approve(till.order(offer), 5_000)
    for other in (offer, till.offer(0, "free")):
        with pytest.raises(errors.CannotChange):
            change(till, other, AT, key=f"k{other.id}")
    mine = term_of(till).id
    for deed in (commerce.pause_term, commerce.resume_term, commerce.decline_renewal):
        with pytest.raises(errors.NoSuchTerm):
            deed(membership_id=till.stranger.pk, term_id=mine, at=AT)
    with pytest.raises(errors.NoSuchTerm):
        commerce.change_tier(
            community_id=till.community.pk, membership_id=till.stranger.pk, term_id=mine,
            offer_id=till.offer(7).id, method="bank", at=AT, key="s",
        )  # fmt: skip


@pytest.mark.django_db
def test_a_pause_closes_the_door_stops_the_earning_and_gives_every_day_back(till) -> None:
    till.approve(till.order(till.offer(12_000, "year")), 12_000)
    key = {"membership_id": till.layla.pk, "term_id": term_of(till).id}
    commerce.pause_term(at=DECEMBER, **key)
    assert not till.is_entitled(DECEMBER + timedelta(days=1))
    for month in ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02"):
        till.close(month)
    assert sum(d["gross"] for d in till.recognised()) == 3_000, "three months had begun"
    assert commerce.expire_subscriptions(at=DECEMBER + timedelta(days=60)) == 0
    with pytest.raises(errors.CannotRest):
        commerce.pause_term(at=DECEMBER + timedelta(days=1), **key)
    back = DECEMBER + timedelta(days=70)
    for _tap in range(2):
        commerce.resume_term(at=back, **key)
    ends_at = datetime(2027, 10, 5, 9, tzinfo=UTC) + timedelta(days=70)
    assert till.is_entitled(ends_at - timedelta(seconds=1))
    assert not till.is_entitled(ends_at)
    commerce.recognise_income(community_id=till.community.pk, period="2027-12", at=back)
    assert sum(d["gross"] for d in till.recognised()) == 12_000
    assert till.balance("liabilities:deferred") == 0


@pytest.mark.django_db
def test_a_pause_ends_by_itself_after_ninety_days(till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    commerce.pause_term(membership_id=till.layla.pk, term_id=term_of(till).id, at=AT)
    assert commerce.end_long_rests(at=AT + timedelta(days=89)) == 0
    assert [commerce.end_long_rests(at=AT + timedelta(days=90)) for _again in range(2)] == [1, 0]
    assert till.is_entitled(AT + timedelta(days=91))


@pytest.mark.django_db
def test_grace_keeps_the_door_open_reminds_and_a_late_renewal_loses_no_day(till) -> None:
    offer = graced(till, 7)
    till.approve(till.order(offer), 5_000)
    assert till.is_entitled(END + timedelta(days=6))
    assert not till.is_entitled(END + timedelta(days=7))
    for days, kinds in ((-7, 1), (-2, 2), (0, 3), (1, 3), (3, 4), (6, 4)):
        for _again in range(2):
            commerce.remind_expiring(at=END + timedelta(days=days))
        told = [n.kind for n in people.list_notices(membership_id=till.layla.pk) if n.kind.startswith("subscription")]
        assert len(told) == kinds, days
    assert told[0] == "subscription_in_grace"
    late = till.order(offer, at=END + timedelta(days=5), key="late")
    till.approve(late, 5_000, at=END + timedelta(days=5))
    renewed = commerce.list_terms(membership_id=till.layla.pk, at=END + timedelta(days=6))[-1]
    assert renewed.starts_at == END


@pytest.mark.django_db
def test_who_lets_a_term_run_out_is_left_in_peace_and_may_change_their_mind(till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    key = {"membership_id": till.layla.pk, "term_id": term_of(till).id, "at": AT}
    commerce.decline_renewal(**key)
    assert term_of(till).is_declined
    assert commerce.remind_expiring(at=END - timedelta(days=1)) == 0
    commerce.decline_renewal(**key, is_declined=False)
    assert commerce.remind_expiring(at=END - timedelta(days=1)) == 1


@pytest.mark.django_db
def test_an_order_that_waits_for_money_is_spoken_of_twice_and_no_more(till) -> None:
    till.order(till.offer(5_000))
    days = [commerce.remind_waiting_orders(at=AT + timedelta(days=day)) for day in (1, 2, 3, 6, 7, 30)]
    assert days == [0, 1, 0, 1, 0, 0]


def test_a_month_of_a_term_has_begun_when_its_first_instant_has_come() -> None:
    ends = month_ends(start=AT, interval="year", zone="Asia/Riyadh", anchor_day=5)
    assert (len(ends), ends[-1]) == (12, datetime(2027, 10, 5, 9, tzinfo=UTC))
    assert begun_count(ends=ends, start=AT, at=AT - timedelta(seconds=1)) == 0
    assert begun_count(ends=ends, start=AT, at=AT) == 1
    assert begun_count(ends=ends, start=AT, at=END - timedelta(seconds=1)) == 1
    assert begun_count(ends=ends, start=AT, at=END) == 2
    assert begun_count(ends=ends, start=AT, at=ends[-1]) == 12
    assert moved("2027-01", paused_at=DECEMBER, at=DECEMBER + timedelta(days=70), zone="Asia/Riyadh") == "2027-03"
