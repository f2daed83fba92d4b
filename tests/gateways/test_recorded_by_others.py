"""What Stripe really sent to others (recorded by dj-stripe, MIT; copies in recorded/): read, kept, never guessed."""

import json
from pathlib import Path
from typing import Any

import pytest

from diwan.commerce import public as commerce
from diwan.commerce.gateways.enums import DisputeState, PaymentState, RefundState
from diwan.commerce.gateways.errors import Unreadable
from diwan.commerce.gateways.models import ProviderEvent
from diwan.commerce.gateways.stripe import reading

from .conftest import AT
from .fake_stripe.server import KEY, SECRET

RECORDED = Path(__file__).parent / "recorded"


def said(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


def test_a_recorded_payment_is_read_with_its_charges_own_fee() -> None:
    charge = said("charge_ch_fakefakefakefakefake0001")
    charge["balance_transaction"] = said("balance_transaction_txn_fake_ch_fakefakefakefakefake0001")
    intent = said("payment_intent_pi_fakefakefakefakefake0001") | {"latest_charge": charge}
    truth = reading.payment(intent, refunds=(), disputes=(), reference="", subscription="", session="")
    assert (truth.state, truth.amount_minor, truth.currency, truth.mode) == (PaymentState.PAID, 2_000, "USD", "test")
    assert truth.fee_minor == 88


def test_recorded_disputes_are_read_with_what_stripe_charged_and_gave_back() -> None:
    withdrawn = reading.dispute(said("dispute_dp_fakefakefakefake01"), "USD")
    assert (withdrawn.state, withdrawn.amount_minor, withdrawn.reason) == (DisputeState.OPEN, 1_000, "fraudulent")
    reinstated = reading.dispute(said("dispute_dp_funds_reinstated_full"), "USD")
    assert reinstated.external_id == withdrawn.external_id
    assert reinstated.amount_minor == 1_000


def test_an_amount_in_a_form_stripe_never_promised_is_not_guessed_at() -> None:
    with pytest.raises(Unreadable):
        reading.payout(said("payout_custom_card"))


def test_a_refund_that_still_waits_is_not_money_yet() -> None:
    waiting = reading.refund({"id": "re_1", "amount": 5, "status": "requires_action"}, "USD")
    assert waiting.state == RefundState.WAITING


@pytest.mark.django_db
def test_a_recorded_event_of_another_kind_is_kept_and_does_nothing(another_shop, settings) -> None:
    import stripe

    settings.PLAY_MONEY = True
    shop = another_shop()
    account = shop.connect("stripe", secret_key=KEY, webhook_secret=SECRET)
    body = (RECORDED / "event_account_updated_standard.json").read_text(encoding="utf-8")
    header = stripe.WebhookSignature.generate_signature_header(body, SECRET, timestamp=int(AT.timestamp()))
    delivery = commerce.online.Delivery(body.encode(), {"stripe-signature": header}, {}, AT)
    commerce.online.take_in(token=account.token, delivery=delivery)
    kept = ProviderEvent.objects.get()
    assert (kept.kind, kept.state, kept.body) == ("account.updated", "unknown", body)


@pytest.mark.django_db
def test_all_recorded_objects_in_an_envelope_are_taken_in_without_a_crash(shared_dir, another_shop, settings) -> None:
    import stripe

    settings.PLAY_MONEY = True
    settings.OUTBOUND_EXCEPTIONS, settings.GATEWAY_ADDRESSES = [], {"stripe": "https://stripe.invalid"}
    account = another_shop().connect("stripe", secret_key=KEY, webhook_secret=SECRET)
    count = 0
    for path in sorted((shared_dir / "data" / "stripe-webhook-fixtures").glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))
        envelope = about if about.get("object") == "event" else _envelope(path.stem, about)
        body = json.dumps(envelope | {"id": f"evt_{path.stem}"})
        header = stripe.WebhookSignature.generate_signature_header(body, SECRET, timestamp=int(AT.timestamp()))
        delivery = commerce.online.Delivery(body.encode(), {"stripe-signature": header}, {}, AT)
        commerce.online.take_in(token=account.token, delivery=delivery)
        count += 1
    assert count == ProviderEvent.objects.count() > 50


def _envelope(name: str, about: Any) -> dict[str, Any]:
    return {"object": "event", "type": f"recorded.{name}", "data": {"object": about}, "created": int(AT.timestamp())}
