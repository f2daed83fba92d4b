"""One contract for every provider of the Arab countries, each against a fake that follows its public documentation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from diwan.commerce import public as commerce
from diwan.commerce.errors import TooMuchRefunded
from diwan.commerce.gateways import errors
from diwan.commerce.gateways.accounts import opened
from diwan.commerce.gateways.actions.refund_online import ask_again
from diwan.commerce.gateways.actions.take_in import TakenIn
from diwan.commerce.gateways.models import Checkout, GatewayAccount, GatewayRefund, ProviderEvent
from diwan.commerce.gateways.registry import get_provider

from .conftest import AT, Shop, found
from .fakes import moyasar, paymob, paytabs, tap
from .fakes.server import Answer, Asked, serving

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=2)
FAKES: dict[str, Any] = {
    "moyasar": (moyasar.Moyasar, moyasar), "paytabs": (paytabs.PayTabs, paytabs), "paymob": (paymob.Paymob, paymob),
    "tap": (tap.Tap, tap),
}  # fmt: skip


@dataclass
class Stall:
    """A shop that takes money through one provider, and that provider's fake."""

    name: str
    shop: Shop
    fake: Any
    currency: str
    fee: int | None

    def sell(self, price_minor: int = 12_500, slug: str = "") -> tuple[commerce.OrderView, Checkout]:
        order = self.shop.order(self.shop.offer(price_minor, slug=slug))
        return order, self.shop.checkout(order)

    def sold(self, price_minor: int = 12_500) -> tuple[commerce.OrderView, str]:
        """An order paid through the provider and settled by its event."""
        order, checkout = self.sell(price_minor)
        payment = self.fake.pay(checkout.external_id)
        self.hear(payment)
        return order, payment

    def hear(self, payment: str, kind: str = "payment_paid", at: Any = LATER) -> TakenIn:
        return commerce.online.take_in(token=self.shop.account.token, delivery=self.fake.news(payment, at, kind))

    def refund_kind(self) -> str:
        return "payment_refunded" if self.name == "moyasar" else "refund"


@pytest.fixture(params=FAKES)
def stall(request: pytest.FixtureRequest, db: None) -> Iterator[Stall]:
    made, module = FAKES[request.param]
    fake = made()
    with serving(fake) as address:
        where = {"OUTBOUND_EXCEPTIONS": [address], "GATEWAY_ADDRESSES": {request.param: address}}
        with override_settings(PLAY_MONEY=True, **where):
            shop = found(currency=module.CURRENCY)
            shop.connect(request.param, **module.SETTINGS)
            yield Stall(request.param, shop, fake, module.CURRENCY, module.FEE)


def test_the_test_button_tells_a_good_key_from_a_bad_one(stall: Stall) -> None:
    by = stall.shop.owner.party_id
    assert commerce.online.check_gateway(account_id=stall.shop.account.pk, by=by, at=AT)
    stall.fake.answer = lambda asked: (401, {"message": "no"})
    assert not commerce.online.check_gateway(account_id=stall.shop.account.pk, by=by, at=AT)


def test_the_payer_is_sent_to_the_providers_page_with_exactly_the_amount(stall: Stall) -> None:
    _order, checkout = stall.sell(12_500)
    assert checkout.url.startswith(("https://", "http://127.0.0.1"))
    sent = json.dumps([asked.body for asked in stall.fake.asked])
    amount = {"moyasar": '"amount": 12500,', "paymob": '"amount": 12500,', "tap": '"amount": 12.5,'}
    assert amount.get(stall.name, '"cart_amount": 12.5,') in sent
    assert checkout.reference in sent
    assert '"cvc"' not in sent
    assert '"pan"' not in sent


def test_an_event_settles_the_order_once_however_often_it_comes(stall: Stall) -> None:
    order, checkout = stall.sell()
    payment = stall.fake.pay(checkout.external_id)
    news = stall.fake.news(payment, LATER)
    token = stall.shop.account.token
    times = [replace(news, at=LATER + timedelta(hours=hours)) for hours in range(3)]
    counts = [commerce.online.take_in(token=token, delivery=one) for one in times]
    assert [one.new_count for one in counts] == [1, 0, 0]
    seen = stall.shop.seen(order)
    assert (seen.status, seen.paid_minor, len(seen.payments)) == ("paid", 12_500, 1)
    assert stall.shop.is_entitled(LATER + timedelta(days=1))
    assert stall.shop.balance("assets:processor") == 12_500 - (stall.fee or 0)
    assert stall.shop.books_agree()


def test_the_payers_return_settles_what_the_provider_says_and_nothing_else(stall: Stall) -> None:
    order, checkout = stall.sell()
    back = {"reference": checkout.reference, "by": order.payer, "at": LATER}
    lie = {"status": "paid", "respStatus": "A", "success": "true", "id": "1", "tap_id": "x", "tranRef": "!"}
    commerce.online.settle_return(query={**lie, "id": ""}, **back)
    assert stall.shop.seen(order).paid_minor == 0
    stall.fake.pay(checkout.external_id)
    commerce.online.settle_return(query={}, **back)
    assert stall.shop.seen(order).status == "paid"


def test_a_payment_that_failed_is_not_paid_and_another_try_is(stall: Stall) -> None:
    order, checkout = stall.sell()
    failed = stall.fake.fail(checkout.external_id)
    stall.hear(failed, "payment_failed")
    assert stall.shop.seen(order).paid_minor == 0
    again = stall.fake.pay(checkout.external_id)
    stall.hear(again)
    assert stall.shop.seen(order).status == "paid"


def test_forged_deliveries_are_refused_counted_and_not_kept(stall: Stall) -> None:
    order, checkout = stall.sell()
    payment = stall.fake.pay(checkout.external_id)
    forged = stall.fake.forged(stall.fake.news(payment, LATER))
    for wrong in forged:
        with pytest.raises(errors.Forged):
            commerce.online.take_in(token=stall.shop.account.token, delivery=wrong)
    assert len(forged) >= 4
    assert ProviderEvent.objects.count() == 0
    assert GatewayAccount.objects.get().refused_count == len(forged)
    assert stall.shop.seen(order).paid_minor == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'{"id": 1e999}', b"\xff\xfe", b"[" * 5000])
def test_what_is_no_message_is_refused(stall: Stall, body: bytes) -> None:
    _order, checkout = stall.sell()
    news = replace(stall.fake.news(stall.fake.pay(checkout.external_id), LATER), body=body)
    with pytest.raises((errors.Forged, errors.Unreadable)):
        commerce.online.take_in(token=stall.shop.account.token, delivery=news)


def test_less_than_what_was_asked_settles_nothing_and_waits_for_a_person(stall: Stall) -> None:
    order, checkout = stall.sell()
    stall.hear(stall.fake.pay(checkout.external_id, amount=12_400))
    checkout.refresh_from_db()
    assert (stall.shop.seen(order).paid_minor, checkout.state) == (0, "aside")
    assert "12400" in checkout.trouble


def test_another_currency_settles_nothing(stall: Stall) -> None:
    order, checkout = stall.sell()
    stall.hear(stall.fake.pay(checkout.external_id, currency="USD", amount=12_500))
    checkout.refresh_from_db()
    assert (stall.shop.seen(order).paid_minor, checkout.state) == (0, "aside")


def test_a_payment_of_the_other_mode_settles_nothing(stall: Stall) -> None:
    order, checkout = stall.sell()
    stall.fake.live = True
    payment = stall.fake.pay(checkout.external_id)
    if stall.name == "moyasar":
        with pytest.raises(errors.Forged):
            stall.hear(payment)
    else:
        stall.hear(payment)
    assert stall.shop.seen(order).paid_minor == 0


def test_test_money_is_not_taken_where_play_money_is_forbidden(stall: Stall) -> None:
    order, checkout = stall.sell()
    payment = stall.fake.pay(checkout.external_id)
    with override_settings(PLAY_MONEY=False):
        stall.hear(payment)
    assert stall.shop.seen(order).paid_minor == 0


def test_money_of_nobodys_order_changes_nothing(stall: Stall) -> None:
    order, checkout = stall.sell()
    payment = stall.fake.pay(checkout.external_id)
    Checkout.objects.update(reference="another", external_id="another")
    stall.hear(payment)
    assert (stall.shop.seen(order).paid_minor, stall.shop.balance("assets:processor")) == (0, 0)


def test_a_part_goes_back_through_the_provider_then_the_rest(stall: Stall) -> None:
    order, payment = stall.sold()
    stall.shop.refund(order, 2_500, key="first", at=LATER)
    stall.shop.refund(order, 10_000, key="second", at=LATER)
    assert stall.shop.seen(order).payments[0].refunded_minor == 12_500
    stall.hear(payment, stall.refund_kind(), LATER + timedelta(minutes=1))
    assert stall.shop.seen(order).payments[0].refunded_minor == 12_500
    assert stall.shop.balance("assets:processor") == -(stall.fee or 0)
    assert stall.shop.books_agree()


def test_an_answer_lost_on_the_way_back_gives_the_money_back_once(stall: Stall) -> None:
    order, _payment = stall.sold()
    truthful = stall.fake.answer
    stall.fake.answer = lambda asked: _lost(asked, truthful(asked))
    with pytest.raises(errors.ProviderDown):
        stall.shop.refund(order, 2_500)
    stall.fake.answer = truthful
    assert (_gone_there(stall), GatewayRefund.objects.get().state) == (2_500, "waiting")
    assert ask_again(at=LATER) == 1
    assert GatewayRefund.objects.get().state == "done"
    assert stall.shop.seen(order).payments[0].refunded_minor == 2_500
    assert _gone_there(stall) == 2_500


def _lost(asked: Asked, answer: Answer) -> Answer:
    """The refund is made, and whoever asked for it does not hear so."""
    is_refund = asked.path.endswith(("/refund", "/refunds"))
    is_refund |= isinstance(asked.body, dict) and asked.body.get("tran_type") == "refund"
    return (502, {}) if is_refund else answer


def _gone_there(stall: Stall) -> int:
    fake = stall.fake
    if stall.name == "moyasar":
        return sum(one["refunded"] for one in fake.payments.values())
    if stall.name == "tap":
        return round(sum(one["amount"] for one in fake.refunds.values()) * 1000)
    if stall.name == "paymob":
        return sum(one["refunded_amount_cents"] for one in fake.rows.values())
    return round(sum(float(one["cart_amount"]) for one in fake.rows.values() if one["tran_type"] == "Refund") * 1000)


def test_a_refund_made_at_the_provider_is_heard_of(stall: Stall) -> None:
    order, payment = stall.sold()
    stall.fake.refund_there(payment, 2_500)
    stall.hear(payment, stall.refund_kind())
    assert stall.shop.seen(order).payments[0].refunded_minor == 2_500
    assert stall.shop.books_agree()


def test_what_went_back_behind_our_back_is_heard_of_before_more_is_given(stall: Stall) -> None:
    order, payment = stall.sold()
    stall.fake.refund_there(payment, 12_000)
    with pytest.raises(TooMuchRefunded):
        stall.shop.refund(order, 2_500)
    assert stall.shop.seen(order).payments[0].refunded_minor == 12_000
    stall.shop.refund(order, 500)
    assert (_gone_there(stall), stall.shop.seen(order).payments[0].refunded_minor) == (12_500, 12_500)


def test_an_event_that_was_lost_is_found_by_the_daily_comparison(stall: Stall) -> None:
    orders = [stall.sell(1_000 + number, slug=f"o{number}") for number in range(3)]
    for _order, checkout in orders:
        stall.fake.pay(checkout.external_id)
    run = stall.shop.reconcile(AT + timedelta(days=1))
    assert [one["kind"] for one in run.findings] == ["settled"] * 3
    assert {stall.shop.seen(order).status for order, _checkout in orders} == {"paid"}


def test_a_silent_provider_changes_nothing_and_the_event_is_taken_in_when_it_comes_again(stall: Stall) -> None:
    order, checkout = stall.sell()
    payment = stall.fake.pay(checkout.external_id)
    stall.fake.down = True
    with pytest.raises(errors.ProviderDown):
        stall.hear(payment)
    assert (ProviderEvent.objects.count(), stall.shop.seen(order).paid_minor) == (0, 0)
    stall.fake.down = False
    stall.hear(payment)
    assert stall.shop.seen(order).status == "paid"


@pytest.mark.parametrize("external_id", ["../secrets", "chg_../..", "1/../2", "", "x" * 400, "order_../1", "inv_../1"])
def test_an_id_that_is_none_is_never_part_of_an_address(stall: Stall, external_id: str) -> None:
    asked = len(stall.fake.asked)
    with pytest.raises(errors.ProviderRefused):
        get_provider(stall.name).fetch_payment(opened(stall.shop.account), external_id)
    assert not any(".." in one.path for one in stall.fake.asked[asked:])
