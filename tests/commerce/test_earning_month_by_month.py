from datetime import UTC, date, datetime

import pytest

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.ledger import public as ledger
from diwan.people import errors as people_errors
from diwan.people import public as people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


def test_a_monthly_fee_is_earned_in_its_month_and_once(till) -> None:
    till.approve(till.order(till.offer(5_750, tax_bp=1_500)), 5_750)
    assert commerce.recognise_income(community_id=till.community.pk, period="2026-09", at=AT) == 0
    for _again in range(2):
        commerce.recognise_income(community_id=till.community.pk, period="2026-10", at=AT)
    till.close("2026-10")
    till.close("2026-10")
    (detail,) = till.recognised()
    assert (detail["gross"], detail["tax"], detail["fee"], detail["income"]) == (5_750, 750, 0, "membership")
    assert (detail["payer"], detail["to"]) == (str(till.layla.party_id), None)
    (entry,) = till.entries("income_recognised")
    assert entry.effective_date == date(2026, 10, 31)
    assert entry.source_ref.startswith("receipt:")
    assert till.balance("income:membership", till.layla) == 5_000
    assert (till.balance("liabilities:tax"), till.balance("liabilities:deferred")) == (750, 0)


def test_a_yearly_fee_is_earned_in_twelve_months_that_add_up(till) -> None:
    till.approve(till.order(till.offer(10_000, "year", tax_bp=500)), 10_000)
    for month in ("2026-10", "2026-11", "2026-12", *(f"2027-{m:02d}" for m in range(1, 11))):
        till.close(month)
    details = till.recognised()
    assert [d["gross"] for d in details] == [833, 833, 834] * 4
    assert [d["tax"] for d in details] == [39, 40, 40, 39, 40, 40, 39, 40, 40, 39, 40, 40]
    assert len({d["receipt"] for d in details}) == 12
    assert (till.balance("liabilities:deferred"), till.balance("liabilities:tax")) == (0, 476)


@pytest.mark.parametrize(("currency", "price"), [("KWD", 12_500), ("JPY", 1_200), ("USD", 999), ("JPY", 5)])
def test_fees_in_dinars_yen_and_dollars_add_up_over_the_year(another_till, currency, price) -> None:
    till = another_till("roof", currency=currency)
    till.approve(till.order(till.offer(price, "year", tax_bp=1_500)), price)
    commerce.recognise_income(community_id=till.community.pk, period="2027-09", at=AT)
    assert sum(d["gross"] for d in till.recognised()) == price
    assert sum(d["tax"] for d in till.recognised()) == price * 1_500 // 11_500
    assert all(d["gross"] >= d["tax"] >= 0 for d in till.recognised())
    assert till.balance("liabilities:deferred") == 0
    assert {leg.currency for e in till.entries() for leg in e.legs} == {currency}


def test_a_renewal_bought_early_is_earned_when_its_term_comes(till) -> None:
    offer = till.offer(3_000)
    till.approve(till.order(offer), 3_000)
    till.approve(till.order(offer, key="renew"), 3_000)
    till.close("2026-10")
    assert till.balance("liabilities:deferred", till.layla) == 3_000
    assert commerce.income_by_kind(community_id=till.community.pk, period="2026-10") == {"membership": 3_000}
    assert commerce.income_by_kind(community_id=till.community.pk, period="2026-11") == {"membership": 3_000}
    till.close("2026-11")
    assert till.balance("liabilities:deferred", till.layla) == 0


def test_a_part_payment_is_not_income_until_the_order_is_paid(till) -> None:
    till.approve(till.order(till.offer(3_000)), 1_000)
    till.close("2026-10")
    assert till.recognised() == []
    assert till.balance("liabilities:deferred", till.layla) == 1_000


def test_tips_and_sponsors_paid_outside_keep_their_fee_and_whom_they_are_for(till) -> None:
    sponsor = people.create_outside_party(community_id=till.community.pk, name="Bookshop", kind="sponsor", at=AT)
    till.receipt(5_000, kind="sponsor", payer=sponsor, tax_minor=200, fee_minor=150)
    till.receipt(700, to=till.treasurer.party_id)
    assert till.balance("assets:prepaid_fees") == 150
    till.close("2026-10")
    by_kind = {d["income"]: d for d in till.recognised()}
    assert (by_kind["sponsor"]["fee"], by_kind["sponsor"]["payer"]) == (150, str(sponsor))
    assert by_kind["tip"]["to"] == str(till.treasurer.party_id)
    assert till.balance("assets:prepaid_fees") == 0
    assert ledger.balance(community_id=till.community.pk, account="expenses:processor_fees", party=sponsor) == 150


def test_money_that_comes_late_is_earned_in_the_next_open_month(till) -> None:
    till.close("2026-09")
    till.close("2026-10")
    late = datetime(2026, 11, 3, 9, tzinfo=UTC)
    till.receipt(900, day=date(2026, 9, 20), at=late)
    cost = {"actual": "hosting", "amount_minor": 400, "paid_from": "bank", "note": "Sept.", "key": "c"}
    commerce.record_cost(community_id=till.community.pk, date=date(2026, 9, 2), by=till.owner.party_id, at=late, **cost)
    assert [e.effective_date for e in till.entries("cost_recorded")] == [date(2026, 11, 1)]
    assert commerce.recognise_income(community_id=till.community.pk, period="2026-10", at=late) == 0
    till.close("2026-11")
    assert [e.effective_date for e in till.entries("income_recognised")] == [date(2026, 11, 30)]


def test_a_month_handed_over_takes_nothing_in_even_if_an_earlier_one_never_was(till) -> None:
    till.close("2026-11")
    till.receipt(900, day=date(2026, 10, 20))
    assert commerce.recognise_income(community_id=till.community.pk, period="2026-11", at=AT) == 0
    till.close("2026-12")
    assert [e.effective_date for e in till.entries("income_recognised")] == [date(2026, 12, 31)]


def test_a_cost_is_written_once_under_the_name_a_plan_knows(till) -> None:
    cost = {"actual": "hosting", "amount_minor": 400, "paid_from": "cash", "note": "server", "key": "c"}
    for _tap in range(2):
        commerce.record_cost(community_id=till.community.pk, date=AT.date(), by=till.treasurer.party_id, at=AT, **cost)
    (entry,) = till.entries("cost_recorded")
    assert (entry.detail["actual"], till.balance("funds:costs"), till.balance("assets:cash")) == ("hosting", -400, -400)
    for nobody in (till.layla, till.stranger):
        with pytest.raises(people_errors.NotAllowed):
            commerce.record_cost(
                community_id=till.community.pk, date=AT.date(), by=nobody.party_id, at=AT, **{**cost, "key": "x"}
            )
    with pytest.raises(errors.NoSuchTill):
        commerce.record_cost(
            community_id=till.community.pk,
            date=AT.date(),
            by=till.owner.party_id,
            at=AT,
            **{**cost, "paid_from": "processor", "key": "y"},
        )


def test_a_receipt_that_cannot_be_is_not_written(till, another_till) -> None:
    elsewhere = another_till("roof")
    for wrong in ({"tax_minor": 60, "fee_minor": 41}, {"fee_minor": -1}, {"kind": "gift"}, {"months": 13}):
        with pytest.raises(errors.BadAmount):
            till.receipt(100, **wrong)
    for foreign in ({"payer": elsewhere.layla.party_id}, {"to": elsewhere.layla.party_id}):
        with pytest.raises(errors.NoSuchPayer):
            till.receipt(100, **foreign)
    assert till.entries() == []
