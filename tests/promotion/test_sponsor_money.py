"""What a sponsor pays is earned by the days of the campaign, and what was not delivered goes back to the unit."""

from datetime import UTC, date, datetime

import pytest

from diwan.ledger import public as ledger
from diwan.people import errors as people_errors
from diwan.promotion import errors, terms
from diwan.promotion import public as promotion

NOVEMBER = datetime(2026, 11, 6, 9, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 2, 9, tzinfo=UTC)


def test_each_month_earns_its_days_and_all_of_them_earn_the_price(grove) -> None:
    campaign = grove.deal(10_000, date(2026, 10, 10), date(2026, 12, 3))  # 22 + 30 + 3 of 55 days
    grove.pay(campaign, 10_000)
    assert (grove.balance("assets:bank"), grove.balance("liabilities:deferred")) == (10_000, 10_000)
    for month in ("2026-10", "2026-11", "2026-12"):
        grove.close(month)
    assert [row["gross"] for row in grove.recognised()] == [4_000, 5_454, 546]
    assert grove.balance("liabilities:deferred") == 0
    assert grove.balance("income:sponsor") == 10_000
    assert all(row["to"] is None and row["income"] == "sponsor" for row in grove.recognised())


def test_tax_and_fees_are_earned_with_the_days(grove) -> None:
    campaign = grove.deal(11_500, tax_bp=1_500)
    grove.pay(campaign, 4_000, fee=100)
    grove.pay(campaign, 7_500)
    for month in ("2026-10", "2026-11"):
        grove.close(month)
    assert grove.balance("liabilities:tax") == 1_500
    assert grove.balance("assets:bank") == 11_400
    assert (grove.balance("assets:prepaid_fees"), grove.balance("expenses:processor_fees")) == (0, 100)
    assert sum(row["gross"] for row in grove.recognised()) == 11_500


@pytest.mark.parametrize("gross", [1, 2, 3, 59, 1_000, 99_999])
def test_in_the_smallest_sums_the_parts_still_add_up_and_none_is_overdrawn(gross: int) -> None:
    parts = terms.earned_by_days(
        gross_minor=gross, tax_minor=gross // 3, fee_minor=gross // 2, first=date(2026, 1, 31), last=date(2026, 6, 1)
    )
    assert sum(part.gross_minor for part in parts) == gross
    assert sum(part.tax_minor for part in parts) == gross // 3
    assert sum(part.fee_minor for part in parts) == gross // 2
    assert all(part.gross_minor >= part.tax_minor + part.fee_minor >= 0 for part in parts)


def test_money_for_a_month_already_shared_is_earned_in_the_first_open_one(grove) -> None:
    campaign = grove.deal(4_200)
    grove.close("2026-10")
    grove.pay(campaign, 4_200, at=NOVEMBER)
    grove.close("2026-11")
    assert sorted(row["gross"] for row in grove.recognised()) == [2_000, 2_200]
    entries = ledger.list_entries(community_id=grove.community.pk, kinds=["income_recognised"])
    assert {entry.effective_date for entry in entries} == {date(2026, 11, 30)}


def test_ending_early_gives_back_exactly_the_days_that_were_not_delivered(grove) -> None:
    campaign = grove.deal(10_001)
    grove.pay(campaign, 6_000)
    grove.pay(campaign, 4_001, key="second")
    returned = grove.end(campaign, date(2026, 10, 20))  # 11 of 42 days
    kept = 6_000 * 11 // 42 + 4_001 * 11 // 42
    assert returned == 10_001 - kept
    assert (grove.balance("assets:bank"), grove.balance("liabilities:deferred")) == (kept, kept)
    assert grove.end(campaign, date(2026, 10, 20)) == returned, "a second tap gives back nothing more"
    grove.close("2026-10")
    grove.close("2026-11")
    assert sum(row["gross"] for row in grove.recognised()) == kept
    assert grove.balance("assets:bank") == kept


def test_ending_inside_a_month_already_shared_names_its_receipt_for_replay(grove) -> None:
    campaign = grove.deal(4_200)
    grove.pay(campaign, 4_200)
    grove.close("2026-10")
    first = grove.recognised()[0]["receipt"]
    assert grove.end(campaign, date(2026, 10, 19), at=NOVEMBER) == 3_200
    (entry,) = ledger.list_entries(community_id=grove.community.pk, kinds=["receipt_refunded"])
    assert (entry.detail["receipts"], entry.detail["period"]) == ([first], "2026-10")
    assert grove.balance("assets:refunds_to_recover") == 2_200
    assert (grove.balance("assets:bank"), grove.balance("liabilities:deferred")) == (1_000, 1_000)
    grove.close("2026-11", at=DECEMBER)
    assert [row["gross"] for row in grove.recognised()] == [2_200, 1_000]
    assert grove.balance("liabilities:deferred") == 0


def test_a_deal_called_off_gives_everything_back_and_the_fee_is_lost(grove) -> None:
    campaign = grove.deal(5_000)
    grove.pay(campaign, 5_000, fee=150)
    assert grove.end(campaign, None) == 5_000
    assert grove.balance("liabilities:deferred") == 0
    assert (grove.balance("assets:prepaid_fees"), grove.balance("expenses:losses")) == (0, 150)
    assert ledger.check(community_id=grove.community.pk) == []
    with pytest.raises(errors.NotNow):
        grove.pay(campaign, 1, key="late")


def test_no_more_is_taken_than_was_agreed_and_one_tap_pays_once(grove) -> None:
    campaign = grove.deal(5_000)
    for _tap in range(2):
        grove.pay(campaign, 3_000, key="tap")
    assert grove.balance("assets:bank") == 3_000
    with pytest.raises(errors.MoreThanAgreed):
        grove.pay(campaign, 2_001, key="more")
    with pytest.raises(errors.BadAmount):
        grove.pay(campaign, 0, key="none")
    with pytest.raises(errors.BadAmount):
        grove.pay(campaign, 10, fee=11, key="fee")


def test_only_keepers_agree_and_take_money_and_strangers_find_nothing(grove) -> None:
    campaign = grove.deal(5_000)
    ask = {"campaign_id": campaign.pk, "amount_minor": 10, "fee_minor": 0, "paid_into": "bank"}
    ask |= {"received": date(2026, 10, 5), "at": NOVEMBER, "key": "k"}
    with pytest.raises(people_errors.NotAllowed):
        promotion.record_sponsor_payment(by=grove.layla, **ask)
    with pytest.raises(errors.NotFound):
        promotion.record_sponsor_payment(by=grove.neighbour, **ask)
    with pytest.raises(errors.NotFound):
        promotion.get_campaign(viewer=grove.neighbour, campaign_id=campaign.pk)
    with pytest.raises(people_errors.NotAllowed):
        promotion.get_campaign(viewer=grove.layla, campaign_id=campaign.pk)
    with pytest.raises(errors.NotFound):
        promotion.get_campaign(viewer=grove.owner, campaign_id=2**70)
    assert grove.balance("assets:bank") == 0
