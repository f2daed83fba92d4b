"""Stripe end to end, through its own library, against our fake: months of subscriptions, and books that reconcile."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from diwan.commerce import public as commerce
from diwan.commerce.gateways import errors
from diwan.commerce.gateways.models import GatewayPayment, GatewaySubscription, ProviderEvent
from diwan.kernel import outbound, outbox
from diwan.people import public as people

from .conftest import AT, Shop
from .fake_stripe.server import KEY, SECRET, FakeStripe
from .fake_stripe.shop import Shop as StripeSide

pytestmark = pytest.mark.django_db


class Both:
    """Our community and Stripe's side of it, and the wire between them."""

    def __init__(self, shop: Shop, fake: FakeStripe) -> None:
        self.shop, self.fake = shop, fake

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.fake.shop.now, UTC)

    def hear(self) -> None:
        self.fake.deliver(self.post)

    def post(self, body: bytes, headers: dict[str, str]) -> None:
        delivery = commerce.online.Delivery(body, headers, {}, self.now)
        commerce.online.take_in(token=self.shop.account.token, delivery=delivery)

    def buy(self, offer: commerce.OfferView, *, renews: bool = False, card: str = "ok") -> commerce.OrderView:
        """From the order to the hosted page and back, in the payer's browser."""
        order = self.shop.order(offer, at=self.now)
        checkout = self.shop.checkout(order, at=self.now, renews=renews)
        with closing(http.client.HTTPConnection(urlsplit(checkout.url).netloc)) as browser:
            browser.request("POST", urlsplit(checkout.url).path, body=f"card={card}")
            led_on = browser.getresponse()
            led_on.read()
        assert checkout.reference in led_on.headers["Location"]
        return order

    def intent(self, order: commerce.OrderView) -> str:
        return GatewayPayment.objects.filter(order=order.id).latest("pk").external_id

    def agree(self) -> commerce.online.RunView:
        """The daily comparison finds nothing, and the ledger holds what Stripe says it holds."""
        run = self.shop.reconcile(self.now)
        assert list(run.findings) == []
        assert run.provider_minor == run.books_minor
        return run


@pytest.fixture
def both(another_shop, settings) -> Iterator[Both]:
    settings.PLAY_MONEY = True
    with FakeStripe(StripeSide(now=AT)) as fake:
        settings.OUTBOUND_EXCEPTIONS = [fake.address]
        settings.GATEWAY_ADDRESSES = {"stripe": fake.address}
        shop = another_shop()
        shop.connect("stripe", secret_key=KEY, webhook_secret=SECRET)
        yield Both(shop, fake)


def test_a_single_payment_settles_with_stripes_own_fee(both) -> None:
    order = both.buy(both.shop.offer(12_500))
    both.hear()
    assert both.shop.seen(order).status == "paid"
    assert both.shop.balance("assets:processor") == 12_500 - (12_500 * 290 // 10_000 + 30)
    assert ProviderEvent.objects.count() == 3
    assert both.shop.books_agree()
    both.agree()


def test_a_declined_card_pays_nothing_and_the_page_takes_another(both) -> None:
    order = both.buy(both.shop.offer(12_500), card="declined")
    both.hear()
    assert both.shop.seen(order).paid_minor == 0
    both.fake.shop.finish(next(iter(both.fake.shop.all("checkout.session")))["id"])
    both.hear()
    assert both.shop.seen(order).status == "paid"


def test_a_subscription_renews_month_after_month(both) -> None:
    offer = both.shop.offer(1_000)
    both.buy(offer, renews=True)
    both.hear()
    both.fake.shop.advance(AT + timedelta(days=300), both.hear)
    orders = commerce.list_orders(membership_id=both.shop.layla.pk)
    assert [one.status for one in orders] == ["paid"] * 10
    assert both.shop.is_entitled(both.now)
    terms = commerce.list_subscriptions(community_id=both.shop.community.pk)
    assert len(terms) == 10
    assert both.shop.balance("assets:processor") == 10 * (1_000 - 59)
    assert GatewayPayment.objects.filter(subscription=GatewaySubscription.objects.get()).count() == 10
    both.agree()


def test_an_upgrade_collects_the_difference_and_renews_at_the_new_price(both) -> None:
    small = both.shop.offer(1_000)
    large = commerce.create_offer(
        community_id=both.shop.community.pk, slug="large", name_ar="كبيرة", name_en="Large", price_minor=3_000,
        interval="month", entitlement_key="large", by=both.shop.owner.party_id, at=AT,
    )  # fmt: skip
    both.buy(small, renews=True)
    both.hear()
    both.fake.shop.advance(AT + timedelta(days=15), both.hear)
    (renewal,) = commerce.online.list_renewals(membership_id=both.shop.layla.pk)
    assert not both.shop.is_entitled(both.now, key="large")
    change = {"subscription_id": renewal.id, "offer_id": large.id, "by": both.shop.layla.party_id, "at": both.now}
    commerce.online.change_plan_online(**change, key="up")
    both.hear()
    difference = 2_000 * 16 // 31
    assert set(GatewayPayment.objects.values_list("amount_minor", flat=True)) == {1_000, difference}
    assert both.shop.is_entitled(both.now, key="large")
    both.fake.shop.advance(AT + timedelta(days=40), both.hear)
    assert GatewayPayment.objects.latest("pk").amount_minor == 3_000
    assert both.shop.is_entitled(both.now, key="large")
    both.agree()


def test_a_card_that_fails_is_told_tried_again_and_a_new_one_saves_the_membership(both) -> None:
    both.buy(both.shop.offer(1_000), renews=True)
    both.hear()
    customer = both.fake.shop.all("customer")[0]
    customer["_card"] = "declined"
    both.fake.shop.advance(AT + timedelta(days=32), both.hear)
    (renewal,) = commerce.online.list_renewals(membership_id=both.shop.layla.pk)
    assert renewal.state == "past_due"
    assert commerce.online.card_desk(subscription_id=renewal.id, by=both.shop.layla.party_id).startswith(
        both.fake.address
    )
    notices = people.list_notices(membership_id=both.shop.layla.pk)
    assert "renewal_failed" in {one.kind for one in notices}
    customer["_card"] = "ok"
    both.fake.shop.advance(AT + timedelta(days=36), both.hear)
    (renewal,) = commerce.online.list_renewals(membership_id=both.shop.layla.pk)
    assert renewal.state == "active"
    assert both.shop.is_entitled(both.now)
    both.agree()


def test_a_card_that_never_works_again_ends_the_renewal(both) -> None:
    both.buy(both.shop.offer(1_000), renews=True)
    both.hear()
    both.fake.shop.all("customer")[0]["_card"] = "declined"
    both.fake.shop.advance(AT + timedelta(days=60), both.hear)
    assert commerce.online.list_renewals(membership_id=both.shop.layla.pk) == []
    assert not both.shop.is_entitled(both.now)
    assert both.shop.balance("assets:processor") == 941
    both.agree()


def test_whoever_lets_a_membership_run_out_is_not_charged_again(both) -> None:
    both.buy(both.shop.offer(1_000), renews=True)
    both.hear()
    (term,) = commerce.list_terms(membership_id=both.shop.layla.pk, at=both.now)
    commerce.decline_renewal(membership_id=both.shop.layla.pk, term_id=term.id, at=both.now)
    assert not both.fake.shop.all("subscription")[0]["cancel_at_period_end"], "told when the deed is done, not in it"
    outbox.deliver(at=both.now)
    assert both.fake.shop.all("subscription")[0]["cancel_at_period_end"]
    both.fake.shop.advance(AT + timedelta(days=60), both.hear)
    assert len(commerce.list_orders(membership_id=both.shop.layla.pk)) == 1
    both.agree()


def test_ending_a_renewal_takes_one_tap_and_what_was_paid_runs_on(both) -> None:
    both.buy(both.shop.offer(1_000), renews=True)
    both.hear()
    (renewal,) = commerce.online.list_renewals(membership_id=both.shop.layla.pk)
    with pytest.raises(errors.NoSuchGateway):
        commerce.online.end_renewal(subscription_id=renewal.id, by=both.shop.stranger.party_id, at=AT, key="no")
    commerce.online.end_renewal(subscription_id=renewal.id, by=both.shop.layla.party_id, at=both.now, key="end")
    assert both.shop.is_entitled(both.now)
    both.fake.shop.advance(AT + timedelta(days=60), both.hear)
    assert not both.shop.is_entitled(both.now)
    assert len(commerce.list_orders(membership_id=both.shop.layla.pk)) == 1


def test_refunds_ours_and_stripes_and_disputes_won_and_lost_and_payouts_reconcile(both) -> None:
    orders = [both.buy(both.shop.offer(10_000 + 100 * n, slug=f"o{n}")) for n in range(5)]
    both.hear()
    both.shop.refund(orders[0], 4_000)
    both.fake.shop.refund(both.intent(orders[1]), 2_500, {})
    won, lost = (both.fake.shop.dispute(both.intent(one)) for one in orders[2:4])
    both.hear()
    assert both.shop.balance("assets:disputed") == 10_200 + 10_300 + 2 * 1_500
    both.agree()
    both.fake.shop.decide(won["id"], "won")
    both.fake.shop.decide(lost["id"], "lost")
    both.hear()
    assert both.shop.balance("assets:disputed") == 0
    both.agree()
    there = both.shop.balance("assets:processor")
    both.fake.shop.pay_out(there, "usd")
    both.hear()
    both.agree()
    assert both.shop.balance("assets:bank") == 0
    both.fake.shop.advance(AT + timedelta(days=3), both.hear)
    assert (both.shop.balance("assets:processor"), both.shop.balance("assets:bank")) == (0, there)
    both.agree()
    assert both.shop.books_agree()


def test_news_that_never_came_are_found_by_the_comparison(both) -> None:
    order = both.buy(both.shop.offer(1_000), renews=True)
    both.fake.shop.advance(AT + timedelta(days=40))
    intents = [one["id"] for one in both.fake.shop.all("payment_intent")]
    both.fake.shop.refund(intents[0], 300, {})
    commerce.online.reconcile(account_id=both.shop.account.pk, at=both.now, since=AT - timedelta(days=1))
    assert both.shop.seen(order).status == "paid"
    assert both.shop.balance("assets:processor") == 2 * 941 - 300
    both.agree()


def test_an_amount_stripe_cannot_carry_is_refused_before_anything_is_sent(another_shop, both) -> None:
    kuwait = another_shop("kuwait", "KWD")
    kuwait.connect("stripe", secret_key=KEY, webhook_secret=SECRET)
    before = len(both.fake.requests)
    with pytest.raises(errors.UnfitAmount):
        kuwait.checkout(kuwait.order(kuwait.offer(12_505)))
    assert len(both.fake.requests) == before
    kuwait.checkout(kuwait.order(kuwait.offer(12_500)))
    assert both.fake.shop.all("checkout.session")[-1]["amount_total"] == 12_500


def test_a_payment_settled_in_another_currency_keeps_stripes_rate(both) -> None:
    both.fake.shop.fx = {"usd": ("aed", 36_725, 10_000)}
    order = both.buy(both.shop.offer(10_000))
    both.hear()
    kept = GatewayPayment.objects.get(order=order.id)
    assert (kept.settled_currency, kept.settled_minor, kept.rate) == ("AED", 36_725, "3.6725")
    assert kept.fee_minor == 320


def test_stripe_being_down_changes_nothing_and_a_wrong_key_is_said_in_words(both) -> None:
    order = both.shop.order(both.shop.offer(1_000))
    both.fake.is_down = True
    with pytest.raises(errors.ProviderDown):
        both.shop.checkout(order)
    both.fake.is_down = False
    both.shop.connect("stripe", secret_key="sk_test_wrong", webhook_secret=SECRET)
    assert not commerce.online.check_gateway(account_id=both.shop.account.pk, by=both.shop.owner.party_id, at=AT)
    seen = commerce.online.get_gateway(account_id=both.shop.account.pk, by=both.shop.owner.party_id)
    assert "Invalid API Key" in seen.trouble
    assert "wrong" not in seen.trouble


def test_stripes_signature_is_proved_on_the_raw_bytes(both) -> None:
    both.buy(both.shop.offer(1_000))
    body, headers = both.fake.signed(both.fake.shop.events[0])
    for wrong in ((body + b" ", headers), (body, {}), (body, {"stripe-signature": "t=1,v1=ab"})):
        with pytest.raises(errors.Forged):
            both.post(*wrong)
    both.fake.shop.now += 301
    with pytest.raises(errors.Stale):
        both.post(body, headers)


def test_the_library_goes_nowhere_but_where_the_outbound_client_lets_it(both, settings) -> None:
    settings.OUTBOUND_EXCEPTIONS = []
    with pytest.raises(errors.ProviderDown):
        both.shop.checkout(both.shop.order(both.shop.offer(1_000)))
    with pytest.raises(outbound.Forbidden):
        outbound.send("GET", both.fake.address, headers={})


def test_the_library_and_the_fake_share_idempotency_keys_transfers_and_prices(both) -> None:
    import stripe

    client = stripe.StripeClient(KEY, base_addresses={"api": both.fake.address})
    wish = {"amount": 100, "currency": "usd", "destination": "acct_1"}
    one = client.v1.transfers.create(wish, {"idempotency_key": "k"})
    assert client.v1.transfers.create(wish, {"idempotency_key": "k"}).id == one.id
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.transfers.create({**wish, "amount": 101}, {"idempotency_key": "k"})
    assert client.v1.balance.retrieve().available[0].amount == -100
