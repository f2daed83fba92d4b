"""What providers deliver: forged, stale, twice, in any order, unknown, or while they do not answer."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from diwan.commerce import public as commerce
from diwan.commerce.gateways import errors
from diwan.commerce.gateways.models import GatewayAccount, GatewayDispute, ProviderEvent
from diwan.commerce.gateways.sandbox.provider import PROVIDER

from .conftest import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=2)
sandbox = commerce.online.sandbox


@pytest.fixture
def paid(shop):
    """An order whose payment the sandbox knows and we do not yet, and the delivery that tells."""
    order = shop.order(shop.offer(900))
    checkout = shop.checkout(order)
    return shop, order, checkout, sandbox.pay(external_id=checkout.external_id, at=LATER)


def test_a_forged_delivery_is_refused_counted_and_not_kept(paid) -> None:
    shop, order, _checkout, news = paid
    for wrong in (
        replace(news, headers={}),
        replace(news, headers={"sandbox-signature": "t=1,v1="}),
        replace(news, body=news.body + b" "),
        replace(news, headers={"sandbox-signature": news.headers["sandbox-signature"][:-1] + "g"}),
    ):
        with pytest.raises(errors.Forged):
            commerce.online.take_in(token=shop.account.token, delivery=wrong)
    assert ProviderEvent.objects.count() == 0
    assert GatewayAccount.objects.get().refused_count == 4
    assert shop.seen(order).paid_minor == 0


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_stale_delivery_is_refused_however_well_it_is_signed(paid, minutes) -> None:
    shop, _order, _checkout, news = paid
    with pytest.raises(errors.Stale):
        commerce.online.take_in(token=shop.account.token, delivery=replace(news, at=LATER + timedelta(minutes=minutes)))


def test_another_accounts_delivery_does_not_open_ours(paid, another_shop) -> None:
    shop, _order, _checkout, news = paid
    other = another_shop("forest")
    other.connect("sandbox")
    with pytest.raises(errors.Forged):
        commerce.online.take_in(token=other.account.token, delivery=news)
    with pytest.raises(errors.NoSuchGateway):
        commerce.online.take_in(token="no-such-word", delivery=news)
    assert commerce.online.list_provider_events(account_id=shop.account.pk, by=shop.owner.party_id) == []


def test_an_unknown_event_is_kept_with_its_raw_body_and_does_nothing(paid) -> None:
    shop, order, checkout, _news = paid
    strange = sandbox.tell(checkout.external_id, "payment.pondered", "ev-1", LATER)
    commerce.online.take_in(token=shop.account.token, delivery=strange)
    kept = ProviderEvent.objects.get()
    assert (kept.state, kept.kind) == ("unknown", "payment.pondered")
    assert "pondered" in kept.body
    assert shop.seen(order).paid_minor == 0


def test_while_the_provider_is_silent_nothing_is_kept_and_the_next_delivery_settles(paid, monkeypatch) -> None:
    shop, order, _checkout, news = paid

    def silent(*_asked):
        raise errors.ProviderDown(provider="sandbox")

    with monkeypatch.context() as patch:
        patch.setattr(type(PROVIDER), "fetch_payment", silent)
        with pytest.raises(errors.ProviderDown):
            commerce.online.take_in(token=shop.account.token, delivery=news)
    assert ProviderEvent.objects.count() == 0
    commerce.online.take_in(token=shop.account.token, delivery=news)
    assert shop.seen(order).status == "paid"


def test_an_effect_that_fails_takes_its_event_with_it(paid, monkeypatch) -> None:
    shop, order, _checkout, news = paid
    with monkeypatch.context() as patch:
        patch.setattr("diwan.commerce.gateways.actions.apply_truth._follow", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            commerce.online.take_in(token=shop.account.token, delivery=news)
    assert ProviderEvent.objects.count() == 0
    assert shop.seen(order).paid_minor == 0
    commerce.online.take_in(token=shop.account.token, delivery=news)
    assert shop.seen(order).status == "paid"


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_any_repetition_end_in_the_same_books(shop, seed) -> None:
    order = shop.order(shop.offer(10_000))
    checkout = shop.checkout(order)
    own = checkout.external_id
    news = [sandbox.pay(external_id=own, at=LATER)]
    news.append(sandbox.give_back(external_id=own, amount_minor=2_000, key="a", at=LATER))
    news.append(sandbox.dispute(external_id=own, state="open", at=LATER))
    news.append(sandbox.dispute(external_id=own, state="lost", at=LATER))
    deck = news * 4
    random.Random(seed).shuffle(deck)
    for one in deck:
        commerce.online.take_in(token=shop.account.token, delivery=one)
    assert ProviderEvent.objects.count() == 4
    assert GatewayDispute.objects.get().state == "lost"
    assert shop.balance("assets:disputed") == 0
    assert shop.balance("assets:processor") == -290 - 500
    assert shop.books_agree()
