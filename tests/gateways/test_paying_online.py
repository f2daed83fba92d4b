"""A payer goes out to the hosted page and comes back: what settles, what does not, and what nobody is to believe."""

from dataclasses import replace
from datetime import timedelta

import pytest

from diwan.commerce import errors as till_errors
from diwan.commerce import public as commerce
from diwan.commerce.gateways import errors
from diwan.commerce.gateways.actions.apply_truth import apply_truth
from diwan.commerce.gateways.models import Checkout, GatewayPayment, ProviderEvent
from diwan.commerce.gateways.sandbox.models import SandboxPayment
from diwan.commerce.gateways.sandbox.provider import truth_of

from .conftest import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=2)
sandbox = commerce.online.sandbox


def pay(checkout: Checkout, at=LATER):
    return sandbox.pay(external_id=checkout.external_id, at=at)


def deliver(checkout: Checkout, delivery) -> None:
    sandbox.deliver(delivery=delivery, external_id=checkout.external_id)


def come_back(shop, checkout: Checkout, at=LATER) -> commerce.online.CheckoutView:
    return commerce.online.settle_return(reference=checkout.reference, by=shop.layla.party_id, query={}, at=at)


def test_a_payment_opens_the_membership_and_lies_at_the_provider_less_its_fee(shop) -> None:
    order = shop.order(shop.offer(12_500))
    checkout = shop.checkout(order)
    deliver(checkout, pay(checkout))
    assert shop.seen(order).status == "paid"
    assert shop.is_entitled(LATER)
    assert shop.balance("assets:processor") == 12_500 - 362
    assert shop.books_agree()


def test_coming_back_proves_nothing_and_settles_only_what_the_provider_says(shop) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    assert come_back(shop, checkout).state == "open"
    assert shop.balance("assets:processor") == 0
    pay(checkout)
    assert come_back(shop, checkout).state == "paid"
    assert come_back(shop, checkout).state == "paid"
    assert shop.seen(order).paid_minor == 900
    assert GatewayPayment.objects.count() == 1


def test_event_and_return_and_event_again_pay_once(shop) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    news = pay(checkout)
    for _again in range(3):
        deliver(checkout, news)
        come_back(shop, checkout)
    assert ProviderEvent.objects.count() == 1
    assert [one.amount_minor for one in shop.seen(order).payments] == [900]


def test_a_payment_that_fails_first_may_be_paid_after_all(shop) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    failed = sandbox.fail(external_id=checkout.external_id, at=LATER)
    deliver(checkout, failed)
    assert Checkout.objects.get().state == "failed"
    paid = pay(checkout)
    deliver(checkout, paid)
    deliver(checkout, replace(failed, at=LATER))
    assert Checkout.objects.get().state == "paid"


@pytest.mark.parametrize(
    "lie", [{"amount_minor": 1}, {"currency": "EUR"}, {"mode": "live"}], ids=["amount", "currency", "mode"]
)
def test_what_is_not_what_was_asked_for_settles_nothing_and_waits_for_a_person(shop, lie) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    pay(checkout)
    truth = replace(truth_of(SandboxPayment.objects.get()), **lie)
    assert apply_truth(account=shop.account, truth=truth, at=LATER) is False
    assert shop.seen(order).paid_minor == 0
    (aside,) = commerce.online.list_laid_aside(community_id=shop.community.pk, by=shop.owner.party_id)
    assert aside.order_reference == order.reference


def test_a_payment_of_nobodys_order_is_none_of_ours(shop) -> None:
    checkout = shop.checkout(shop.order(shop.offer(900)))
    pay(checkout)
    foreign = replace(truth_of(SandboxPayment.objects.get()), reference="x", checkout_id="y", external_id="z")
    assert apply_truth(account=shop.account, truth=foreign, at=LATER) is False
    assert shop.balance("assets:processor") == 0


def test_two_pages_both_paid_are_an_order_paid_and_a_credit(shop) -> None:
    order = shop.order(shop.offer(900))
    first = shop.checkout(order)
    second = shop.checkout(order, at=AT + timedelta(hours=1))
    assert first.pk != second.pk
    for checkout in (first, second):
        deliver(checkout, pay(checkout))
    assert shop.balance("liabilities:credit", shop.layla) == 900
    assert shop.books_agree()


def test_pressing_twice_gives_the_same_page(shop) -> None:
    order = shop.order(shop.offer(900))
    assert shop.checkout(order).pk == shop.checkout(order, at=AT + timedelta(minutes=5)).pk


def test_nobody_else_pays_sees_or_comes_back_for_an_order(shop, another_shop) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    elsewhere = another_shop("forest")
    for other in (shop.stranger, shop.treasurer, elsewhere.owner):
        with pytest.raises((errors.NoSuchGateway, till_errors.NoSuchOrder)):
            commerce.online.begin_checkout(
                order_id=order.id, account_id=shop.account.pk, by=other.party_id, language="en", at=AT
            )
        with pytest.raises(errors.NoSuchGateway):
            commerce.online.settle_return(reference=checkout.reference, by=other.party_id, query={}, at=AT)
        with pytest.raises(errors.NoSuchGateway):
            commerce.online.get_checkout(reference=checkout.reference, viewer=other.party_id)


def test_a_closed_account_is_offered_to_nobody_and_still_takes_what_is_under_way(shop) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    commerce.online.open_gateway(account_id=shop.account.pk, is_open=False, by=shop.owner.party_id, at=AT)
    assert commerce.online.list_ways_online(order_id=order.id, viewer=shop.layla.party_id) == []
    with pytest.raises(errors.NoSuchGateway):
        shop.checkout(order, at=AT + timedelta(hours=1))
    deliver(checkout, pay(checkout))
    assert shop.seen(order).status == "paid"


def test_play_money_settles_nothing_where_the_installation_does_not_allow_it(shop, settings) -> None:
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    news = pay(checkout)
    settings.PLAY_MONEY = False
    deliver(checkout, news)
    assert shop.seen(order).paid_minor == 0
    with pytest.raises(errors.PlayMoney):
        commerce.online.open_gateway(account_id=shop.account.pk, is_open=True, by=shop.owner.party_id, at=AT)
