"""Refunds through the provider, disputes of payers' banks, and the daily comparison that finds what was lost."""

from datetime import timedelta

import pytest

from diwan.commerce import errors as till_errors
from diwan.commerce import public as commerce
from diwan.commerce.gateways import errors
from diwan.commerce.gateways.actions.refund_online import ask_again
from diwan.commerce.gateways.models import GatewayRefund
from diwan.commerce.gateways.sandbox.models import SandboxPayment
from diwan.commerce.gateways.sandbox.provider import PROVIDER
from diwan.people.errors import NotAllowed

from .conftest import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=2)
TOMORROW = AT + timedelta(days=1)
sandbox = commerce.online.sandbox


@pytest.fixture
def paid(shop):
    order = shop.order(shop.offer(10_000))
    checkout = shop.checkout(order)
    news = sandbox.pay(external_id=checkout.external_id, at=LATER)
    sandbox.deliver(delivery=news, external_id=checkout.external_id)
    return shop, order, checkout.external_id


def tell(own: str, delivery) -> None:
    sandbox.deliver(delivery=delivery, external_id=own)


def test_a_refund_goes_back_at_the_provider_and_then_in_the_books(paid) -> None:
    shop, order, own = paid
    shop.refund(order, 4_000)
    shop.refund(order, 4_000)
    assert list(SandboxPayment.objects.get().refunded.values()) == [4_000]
    assert shop.seen(order).payments[0].refunded_minor == 4_000
    assert shop.balance("assets:processor") == 10_000 - 290 - 4_000
    tell(own, sandbox.tell(own, "payment.refunded", "late-news", LATER))
    assert shop.balance("assets:processor") == 10_000 - 290 - 4_000
    assert shop.is_entitled(LATER)
    shop.refund(order, 6_000, key="rest")
    assert not shop.is_entitled(LATER)
    assert shop.books_agree()


def test_no_more_goes_back_than_is_left_and_nobody_without_the_till_gives_back(paid) -> None:
    shop, order, _own = paid
    with pytest.raises(till_errors.TooMuchRefunded):
        shop.refund(order, 10_001)
    payment = shop.seen(order).payments[0].id
    for who, refusal in ((shop.stranger, till_errors.NoSuchOrder), (shop.layla, NotAllowed)):
        with pytest.raises(refusal):
            commerce.online.refund_online(
                payment_id=payment, amount_minor=1, by=who.party_id, at=AT, reason="mine", key=f"{who.pk}"
            )
    assert SandboxPayment.objects.get().refunded == {}


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_key(paid, monkeypatch) -> None:
    shop, order, _own = paid
    really = type(PROVIDER).refund

    def lost(self, account, request):
        really(self, account, request)
        raise errors.ProviderDown(provider="sandbox")

    with monkeypatch.context() as patch:
        patch.setattr(type(PROVIDER), "refund", lost)
        with pytest.raises(errors.ProviderDown):
            shop.refund(order, 4_000)
    assert GatewayRefund.objects.get().state == "waiting"
    assert shop.balance("assets:processor") == 10_000 - 290
    assert ask_again(at=LATER) == 1
    assert ask_again(at=LATER) == 0
    assert shop.balance("assets:processor") == 10_000 - 290 - 4_000
    assert list(SandboxPayment.objects.get().refunded.values()) == [4_000]


def test_a_refund_whose_answer_was_lost_is_the_one_its_event_tells_of(paid, monkeypatch) -> None:
    shop, order, own = paid
    really = type(PROVIDER).refund

    def lost(self, account, request):
        really(self, account, request)
        raise errors.ProviderDown(provider="sandbox")

    monkeypatch.setattr(type(PROVIDER), "refund", lost)
    with pytest.raises(errors.ProviderDown):
        shop.refund(order, 4_000)
    tell(own, sandbox.tell(own, "payment.refunded", "news", LATER))
    assert GatewayRefund.objects.get().state == "done"
    assert shop.balance("assets:processor") == 10_000 - 290 - 4_000


def test_what_the_provider_refuses_to_give_back_moves_nothing(paid, monkeypatch) -> None:
    shop, order, _own = paid

    def no(*_asked):
        raise errors.ProviderRefused(provider="sandbox", why="too late")

    monkeypatch.setattr(type(PROVIDER), "refund", no)
    with pytest.raises(errors.ProviderRefused):
        shop.refund(order, 4_000)
    assert GatewayRefund.objects.get().state == "failed"
    assert shop.balance("assets:processor") == 10_000 - 290
    assert shop.is_entitled(LATER)


def test_a_dispute_marks_the_money_and_a_won_one_frees_it(paid) -> None:
    shop, _order, own = paid
    tell(own, sandbox.dispute(external_id=own, state="open", at=LATER))
    assert (shop.balance("assets:disputed"), shop.balance("assets:processor")) == (10_500, -790)
    (case,) = commerce.online.list_disputes(community_id=shop.community.pk, by=shop.owner.party_id)
    assert case.state == "open"
    with pytest.raises(till_errors.TooMuchRefunded):
        shop.refund(_order, 1)
    tell(own, sandbox.dispute(external_id=own, state="won", at=LATER))
    assert (shop.balance("assets:disputed"), shop.balance("assets:processor")) == (0, 9_710)
    assert shop.is_entitled(LATER)
    assert shop.books_agree()


def test_a_lost_dispute_takes_the_money_and_its_fee_is_a_loss(paid) -> None:
    shop, _order, own = paid
    tell(own, sandbox.dispute(external_id=own, state="open", at=LATER))
    tell(own, sandbox.dispute(external_id=own, state="lost", at=LATER))
    assert (shop.balance("assets:disputed"), shop.balance("assets:processor")) == (0, -790)
    assert shop.balance("expenses:losses") == 500 + 290
    assert not shop.is_entitled(LATER)
    assert shop.books_agree()


def test_the_comparison_finds_a_payment_whose_news_were_lost(shop) -> None:
    order = shop.order(shop.offer(10_000))
    own = shop.checkout(order).external_id
    sandbox.pay(external_id=own, at=LATER)
    run = shop.reconcile(TOMORROW)
    assert [(one["kind"], one["amount_minor"]) for one in run.findings] == [("settled", 10_000)]
    assert shop.seen(order).status == "paid"
    assert run.provider_minor == run.books_minor == 9_710
    assert list(shop.reconcile(TOMORROW + timedelta(days=1)).findings) == []


def test_the_comparison_finds_a_refund_made_on_the_providers_own_pages(paid) -> None:
    shop, order, own = paid
    sandbox.give_back(external_id=own, amount_minor=2_500, key="theirs", at=LATER)
    assert [one["kind"] for one in shop.reconcile(TOMORROW).findings] == ["changed"]
    assert shop.seen(order).payments[0].refunded_minor == 2_500


def test_the_comparison_says_what_it_cannot_make_good(paid) -> None:
    shop, _order, own = paid
    SandboxPayment.objects.filter(external_id=own).update(fee_minor=0)
    (found,) = shop.reconcile(TOMORROW).findings
    assert (found["kind"], found["amount_minor"]) == ("difference", 290)
    SandboxPayment.objects.filter(external_id=own).delete()
    kinds = {one["kind"] for one in shop.reconcile(TOMORROW).findings}
    assert kinds == {"missing", "difference"}


def test_a_silent_provider_is_a_finding_and_no_crash(paid, monkeypatch) -> None:
    shop, _order, _own = paid

    def silent(*_asked):
        raise errors.ProviderDown(provider="sandbox")

    monkeypatch.setattr(type(PROVIDER), "list_payments", silent)
    assert [one["kind"] for one in shop.reconcile(TOMORROW).findings] == ["silent"]


def test_secrets_are_sealed_never_shown_again_and_kept_when_left_empty(shop) -> None:
    view = commerce.online.get_gateway(account_id=shop.account.pk, by=shop.owner.party_id)
    assert view.kept == {"signing_secret"}
    assert "signing_secret" not in view.values
    before = shop.account.sealed
    shop.connect("sandbox", signing_secret="")
    assert commerce.online.get_gateway(account_id=shop.account.pk, by=shop.owner.party_id).kept == {"signing_secret"}
    made = commerce.online.connect_gateway(
        community_id=shop.community.pk, provider="sandbox", mode="test", values={}, by=shop.owner.party_id, at=AT
    )
    assert made.made == {}
    assert before
    for who in (shop.layla, shop.stranger):
        with pytest.raises(NotAllowed):
            commerce.online.list_gateways(community_id=shop.community.pk, by=who.party_id)
