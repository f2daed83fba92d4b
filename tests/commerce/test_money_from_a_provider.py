"""What a payment provider reports and takes back: once each, in any order, with its fees, and the books agree."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.commerce.actions.charge_back import charge_back
from diwan.commerce.actions.settle_external import settle_external
from diwan.commerce.events import CHARGED_BACK
from diwan.commerce.models import TillMethod
from diwan.kernel import registry
from diwan.ledger import public as ledger

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def online(till):
    TillMethod.objects.create(community=till.community, kind="online", title="Card")
    return till


def pay(order: commerce.OrderView, amount: int, fee: int = 0, ref: str = "ch-1") -> int:
    with transaction.atomic():
        return settle_external(order_id=order.id, amount_minor=amount, fee_minor=fee, external_ref=ref, at=AT)


def take(payment: int, amount: int, fee: int = 0, ref: str = "dp-1", at: datetime = AT) -> None:
    with transaction.atomic():
        charge_back(payment_id=payment, amount_minor=amount, fee_minor=fee, external_ref=ref, at=at)


def test_a_card_payment_opens_the_term_and_its_fee_is_earned_with_it(online) -> None:
    order = online.order(online.offer(12_500))
    pay(order, 12_500, fee=365)
    assert online.is_entitled(AT)
    assert (online.balance("assets:processor"), online.balance("assets:prepaid_fees")) == (12_135, 365)
    online.close("2026-10")
    (detail,) = online.recognised()
    assert (detail["gross"], detail["fee"]) == (12_500, 365)
    assert online.balance("assets:prepaid_fees") == 0
    seen = commerce.get_order(order_id=order.id, viewer=order.payer)
    assert (seen.status, seen.method, seen.payments[0].paid_from) == ("paid", "online", "online")


def test_the_same_message_counts_once_and_another_story_under_its_name_is_refused(online) -> None:
    order = online.order(online.offer(5_000))
    assert len({pay(order, 5_000, fee=100) for _again in range(3)}) == 1
    assert online.balance("assets:processor") == 4_900
    other = online.order(online.offer(700), who=online.stranger)
    for wrong in (lambda: pay(order, 4_999), lambda: pay(other, 5_000)):
        with pytest.raises(errors.RefReused):
            wrong()
    for amount, fee, ref in ((0, 0, "a"), (100, 101, "b"), (100, -1, "c"), (100, 0, "")):
        with pytest.raises(errors.BadAmount):
            pay(order, amount, fee=fee, ref=ref)
    with pytest.raises(errors.NoSuchOrder):
        settle_external(order_id=10**9, amount_minor=1, fee_minor=0, external_ref="d", at=AT)


def test_the_same_name_at_another_community_is_another_payment(online, another_till) -> None:
    elsewhere = another_till("roof")
    there = elsewhere.order(elsewhere.offer(5_000))
    here = online.order(online.offer(5_000))
    assert pay(here, 5_000) != pay(there, 5_000)


def test_money_for_a_cancelled_order_is_the_payers_credit_and_its_fee_is_lost(online) -> None:
    order = online.order(online.offer(5_000))
    commerce.cancel_order(order_id=order.id, by=online.layla.party_id, at=AT)
    pay(order, 5_000, fee=150)
    assert online.balance("liabilities:credit", online.layla) == 5_000
    assert (online.balance("expenses:losses"), online.balance("assets:prepaid_fees")) == (150, 0)
    assert not online.is_entitled(AT)


def test_giving_up_a_half_paid_order_loses_the_fee_it_had_cost(online) -> None:
    order = online.order(online.offer(5_000))
    pay(order, 2_000, fee=60)
    commerce.cancel_order(order_id=order.id, by=online.layla.party_id, at=AT)
    assert (online.balance("expenses:losses"), online.balance("assets:prepaid_fees")) == (60, 0)
    assert online.balance("liabilities:credit", online.layla) == 2_000


def test_a_fee_greater_than_the_price_leaves_room_for_the_tax(online) -> None:
    order = online.order(online.offer(115, tax_bp=1_500))
    pay(order, 115, fee=110)
    online.close("2026-10")
    (detail,) = online.recognised()
    assert (detail["gross"], detail["tax"], detail["fee"]) == (115, 15, 100)
    assert (online.balance("expenses:losses"), online.balance("assets:prepaid_fees")) == (10, 0)


def test_a_lost_dispute_takes_the_money_back_like_a_refund_and_its_fee_is_a_loss(online) -> None:
    order = online.order(online.offer(12_000, "year"))
    payment = pay(order, 12_000)
    online.close("2026-10")
    heard: list[int] = []

    def listen(amount_minor: int, **_facts: object) -> None:
        heard.append(amount_minor)

    registry.subscribe(CHARGED_BACK, listen)
    try:
        for _again in range(2):
            take(payment, 12_000, fee=1_500, at=NOVEMBER)
    finally:
        registry._subscribers[CHARGED_BACK].remove(listen)
    assert heard == [12_000]
    assert (online.balance("assets:processor"), online.balance("expenses:losses")) == (-1_500, 1_500)
    (entry,) = online.entries("receipt_refunded")
    assert entry.detail["period"] == "2026-10"
    assert (online.balance("assets:refunds_to_recover"), online.balance("liabilities:deferred")) == (1_000, 0)
    assert not online.is_entitled(NOVEMBER)
    assert commerce.get_order(order_id=order.id, viewer=order.payer).status == "refunded"
    with pytest.raises(errors.RefReused):
        take(payment, 11_000, at=NOVEMBER)
    assert ledger.check(community_id=online.community.pk) == []


def test_a_dispute_over_money_already_spent_as_credit_is_a_loss_not_a_debt(online) -> None:
    offer = online.offer(5_000)
    first = online.order(offer)
    payment = pay(first, 8_000)
    second = online.order(offer, key="renew")
    assert second.paid_minor == 3_000
    take(payment, 8_000)
    assert (online.balance("expenses:losses"), online.balance("assets:processor")) == (3_000, 0)
    assert online.balance("liabilities:deferred", online.layla) == 3_000
    assert online.balance("liabilities:credit", online.layla) == 0


def test_only_a_providers_payment_can_be_charged_back(online) -> None:
    order = online.order(online.offer(5_000))
    by_hand = online.approve(order, 5_000).payments[0].id
    with pytest.raises(errors.NoSuchOrder):
        take(by_hand, 5_000)
    assert online.balance("assets:bank") == 5_000


def test_no_keeper_writes_into_the_till_of_a_provider(online) -> None:
    with pytest.raises(errors.NoSuchTill):
        commerce.set_till_method(
            community_id=online.community.pk,
            kind="online",
            title="mine",
            instructions_ar="",
            instructions_en="",
            by=online.owner.party_id,
            at=AT,
        )
    order = commerce.place_order(
        community_id=online.community.pk,
        membership_id=online.layla.pk,
        offer_id=online.offer(300).id,
        method="online",
        at=AT,
        key="o",
    )
    assert online.approve(order, 300).payments[0].paid_from == "bank", "cash brought instead is not the provider's"
