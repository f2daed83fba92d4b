from datetime import UTC, datetime, timedelta

import pytest

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.ledger import public as ledger
from diwan.people import errors as people_errors
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_a_full_refund_closes_the_door_and_empties_the_accounts(till) -> None:
    order = till.order(till.offer(5_000))
    till.approve(order, 5_000)
    gone = till.refund(order, 5_000, at=AT + timedelta(days=2))
    assert gone.status == "refunded"
    assert till.is_entitled(AT + timedelta(days=1))
    assert not till.is_entitled(AT + timedelta(days=2))
    assert commerce.subscription_of(membership_id=till.layla.pk, at=AT + timedelta(days=2)) is None
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred")) == (0, 0)
    till.close("2026-10")
    assert till.recognised() == []


def test_a_partial_refund_leaves_the_term_and_takes_the_last_months_first(till) -> None:
    order = till.order(till.offer(12_000, "year"))
    till.approve(order, 12_000)
    kept = till.refund(order, 2_500)
    assert (kept.status, till.is_entitled(AT + timedelta(days=300))) == ("paid", True)
    assert till.balance("liabilities:deferred") == 9_500
    commerce.recognise_income(community_id=till.community.pk, period="2027-09", at=AT)
    assert [d["gross"] for d in till.recognised()] == [1_000] * 9 + [500]
    assert till.balance("liabilities:deferred") == 0


def test_a_refund_in_a_month_already_recognised_but_still_open_undoes_it(till) -> None:
    order = till.order(till.offer(5_750, tax_bp=1_500))
    till.approve(order, 5_750)
    commerce.recognise_income(community_id=till.community.pk, period="2026-10", at=AT)
    till.refund(order, 2_750)
    assert (till.balance("income:membership"), till.balance("liabilities:tax")) == (0, 0)
    assert (till.balance("liabilities:deferred"), till.balance("assets:bank")) == (3_000, 3_000)
    till.close("2026-10")
    (detail,) = till.recognised()
    assert (detail["gross"], detail["tax"]) == (3_000, 391)
    assert till.entries("receipt_refunded") == []


def test_a_refund_after_the_close_names_the_receipts_to_replay(till) -> None:
    order = till.order(till.offer(12_000, "year"))
    till.approve(order, 12_000)
    till.close("2026-10")
    first = till.recognised()[0]["receipt"]
    till.refund(order, 12_000, at=NOVEMBER)
    (entry,) = till.entries("receipt_refunded")
    assert (entry.detail["receipts"], entry.detail["period"]) == ([first], "2026-10")
    assert till.balance("assets:refunds_to_recover") == 1_000
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred")) == (0, 0)
    assert till.balance("income:membership", till.layla) == 1_000, "the closed month itself is never touched"
    assert not till.is_entitled(NOVEMBER)


def test_half_a_closed_receipt_is_replayed_whole_and_the_kept_half_earned_anew(till) -> None:
    order = till.order(till.offer(5_750, tax_bp=1_500))
    till.approve(order, 5_750)
    till.close("2026-10")
    till.refund(order, 2_750, at=NOVEMBER)
    assert till.balance("assets:refunds_to_recover") == 5_750
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred")) == (3_000, 3_000)
    till.close("2026-11", at=NOVEMBER)
    details = till.recognised()
    assert [(d["gross"], d["tax"]) for d in details] == [(5_750, 750), (3_000, 391)]
    assert len({d["receipt"] for d in details}) == 2
    assert till.balance("liabilities:deferred") == 0
    assert commerce.income_by_kind(community_id=till.community.pk, period="2026-11") == {"membership": 3_000}


def test_no_more_goes_back_than_came_and_a_second_tap_gives_nothing(till) -> None:
    order = till.order(till.offer(5_000))
    paid = till.approve(order, 5_000)
    payment = paid.payments[0].id
    ask = {"payment_id": payment, "by": till.treasurer.party_id, "at": AT, "reason": "asked"}
    for _tap in range(2):
        commerce.refund_payment(amount_minor=3_000, key="tap", **ask)
    assert till.balance("assets:bank") == 2_000
    with pytest.raises(errors.TooMuchRefunded):
        commerce.refund_payment(amount_minor=2_001, key="more", **ask)
    with pytest.raises(errors.BadAmount):
        commerce.refund_payment(amount_minor=0, key="none", **ask)
    with pytest.raises(errors.ReasonNeeded):
        commerce.refund_payment(amount_minor=1, key="why", **{**ask, "reason": " "})
    assert till.balance("assets:bank") == 2_000
    assert commerce.refund_payment(amount_minor=2_000, key="rest", **ask).status == "refunded"


def test_an_over_payment_goes_back_from_the_credit_first_and_spent_credit_does_not(till) -> None:
    offer = till.offer(5_000)
    first = till.order(offer)
    till.approve(first, 6_000)
    till.refund(first, 400)
    assert till.balance("liabilities:credit", till.layla) == 600
    assert till.balance("liabilities:deferred", till.layla) == 5_000
    second = till.order(offer, key="renew")
    assert second.paid_minor == 600
    with pytest.raises(errors.TooMuchRefunded):
        till.refund(first, 5_001)
    half = till.refund(second, 600)
    assert (half.status, half.paid_minor) == ("awaiting", 0)
    assert (till.balance("assets:bank"), till.balance("liabilities:deferred", till.layla)) == (5_000, 5_000)


def test_a_tip_paid_outside_can_go_back_and_its_fee_is_lost(till) -> None:
    tip = till.receipt(1_000, fee_minor=30)
    ask = {"by": till.owner.party_id, "at": AT, "reason": "a mistake"}
    assert commerce.refund_receipt(receipt_id=tip, amount_minor=400, key="a", **ask) == 600
    assert till.balance("assets:prepaid_fees") == 30
    assert commerce.refund_receipt(receipt_id=tip, amount_minor=600, key="b", **ask) == 0
    assert (till.balance("assets:prepaid_fees"), till.balance("expenses:losses")) == (0, 30)
    with pytest.raises(errors.TooMuchRefunded):
        commerce.refund_receipt(receipt_id=tip, amount_minor=1, key="c", **ask)
    assert ledger.check(community_id=till.community.pk) == []


def test_nobody_refunds_to_themselves_and_strangers_find_nothing(till, another_till) -> None:
    elsewhere = another_till("roof")
    order = till.order(till.offer(5_000))
    payment = till.approve(order, 5_000).payments[0].id
    own = till.order(till.offer(100), who=till.treasurer)
    mine = commerce.approve_payment(order_id=own.id, amount_minor=100, by=till.owner.party_id, at=AT, key="o")
    tip = till.receipt(300, payer=till.treasurer.party_id)
    ask = {"amount_minor": 50, "at": AT, "reason": "r", "key": "k"}
    with pytest.raises(errors.OwnPayment):
        commerce.refund_payment(payment_id=mine.payments[0].id, by=till.treasurer.party_id, **ask)
    with pytest.raises(errors.OwnPayment):
        commerce.refund_receipt(receipt_id=tip, by=till.treasurer.party_id, **ask)
    for nobody in (till.stranger, elsewhere.owner):
        with pytest.raises(errors.NoSuchOrder):
            commerce.refund_payment(payment_id=payment, by=nobody.party_id, **ask)
    with pytest.raises(people_errors.NotAllowed):
        commerce.refund_payment(payment_id=payment, by=till.layla.party_id, **ask)
    with pytest.raises(errors.NoSuchOrder):
        commerce.refund_receipt(receipt_id=tip, by=elsewhere.owner.party_id, **ask)
    with pytest.raises(people_errors.NotAllowed):
        commerce.refund_receipt(receipt_id=tip, by=till.stranger.party_id, **ask)
    assert till.balance("assets:bank") == 5_400


def test_refunding_the_present_term_leaves_a_renewal_its_own_dates(till) -> None:
    offer = till.offer(5_000)
    first = till.order(offer)
    till.approve(first, 5_000)
    till.approve(till.order(offer, key="renew"), 5_000)
    till.refund(first, 5_000, at=AT + timedelta(days=3))
    assert not till.is_entitled(AT + timedelta(days=4))
    assert till.is_entitled(datetime(2026, 11, 6, tzinfo=UTC))
    assert people.list_notices(membership_id=till.layla.pk)[0].kind == "payment_refunded"


def test_refunding_a_renewal_before_it_begins_leaves_the_present_term_alone(till) -> None:
    offer = till.offer(5_000)
    till.approve(till.order(offer), 5_000)
    renewal = till.order(offer, key="renew")
    till.approve(renewal, 5_000)
    till.refund(renewal, 5_000, at=AT + timedelta(days=3))
    assert till.is_entitled(AT + timedelta(days=20))
    assert not till.is_entitled(datetime(2026, 11, 6, tzinfo=UTC))
