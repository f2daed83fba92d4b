"""Messages as the providers' own documentation prints them: our reading of them, and of their signatures."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from diwan.commerce.gateways.answers import json_number, moment
from diwan.commerce.gateways.enums import Mode, PaymentState
from diwan.commerce.gateways.errors import Forged
from diwan.commerce.gateways.moyasar.provider import PROVIDER as MOYASAR
from diwan.commerce.gateways.paymob.provider import signed_text
from diwan.commerce.gateways.protocol import Account, Delivery
from diwan.commerce.gateways.tap.provider import PROVIDER as TAP

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
# https://developers.paymob.com/…/hmac-transaction-callback prints this string for its sample callback.
PAYMOB_STRING = (
    "1000002024-06-13T11:33:44.592345EGPfalsefalse1920364654097558truefalsefalsefalsetruefalse217503754302852false"
    "2346MasterCardcardtrue"
)
PAYMOB_SAMPLE = {
    "amount_cents": 100000, "created_at": "2024-06-13T11:33:44.592345", "currency": "EGP", "error_occured": False,
    "has_parent_transaction": False, "id": 192036465, "integration_id": 4097558, "is_3d_secure": True,
    "is_auth": False, "is_capture": False, "is_refunded": False, "is_standalone_payment": True, "is_voided": False,
    "order": {"id": 217503754}, "owner": 302852, "pending": False,
    "source_data": {"pan": "2346", "sub_type": "MasterCard", "type": "card"}, "success": True,
}  # fmt: skip
# https://github.com/moyasar/moyasar-php, tests/raw-responses/invoice/invoice.json (shortened).
MOYASAR_PAYMENT = {
    "id": "ae5e8c6a-1622-45a5-b7ca-9ead69be722e", "status": "paid", "amount": 7000, "fee": 325, "currency": "SAR",
    "refunded": 0, "refunded_at": None, "description": "Food Delivery Payment", "amount_format": "70.00 SAR",
    "invoice_id": "915fc838-f2c6-46ec-be44-4a93c9500f5f", "ip": None, "created_at": "2019-07-09T17:38:05.431Z",
    "updated_at": "2019-07-09T17:38:11.050Z", "source": {"type": "creditcard", "company": "visa"},
}  # fmt: skip


def test_paymobs_own_example_gives_paymobs_own_string() -> None:
    assert signed_text(PAYMOB_SAMPLE) == PAYMOB_STRING


def test_moyasars_payment_is_read_with_its_fee_and_without_metadata() -> None:
    account = Account(1, "moyasar", Mode.TEST, {"secret_key": "sk_test_x"})
    truth = MOYASAR._truth(account, MOYASAR_PAYMENT)
    assert (truth.state, truth.amount_minor, truth.fee_minor, truth.refunded_minor) == (PaymentState.PAID, 7000, 325, 0)
    assert (truth.checkout_id, truth.reference) == ("inv_915fc838-f2c6-46ec-be44-4a93c9500f5f", "")


@pytest.mark.parametrize(
    ("currency", "amount", "written"), [("KWD", 1, "1.000"), ("SAR", 1, "1.00"), ("KWD", 12.5, "12.500")]
)
def test_tap_hashes_the_currencys_own_decimals(currency: str, amount: float, written: str) -> None:
    """https://developers.tap.company/docs/webhook: the amount is rounded as ISO 4217 says before it is hashed."""
    said = {
        "id": "chg_LV01G4120210907t5C80211396", "object": "charge", "live_mode": False, "amount": amount,
        "currency": currency, "status": "CAPTURED", "reference": {"gateway": "123456789", "payment": "4521232412"},
        "transaction": {"created": "1631005200000"},
    }  # fmt: skip
    text = (
        f"x_idchg_LV01G4120210907t5C80211396x_amount{written}x_currency{currency}x_gateway_reference123456789"
        "x_payment_reference4521232412x_statusCAPTUREDx_created1631005200000"
    )
    account = Account(1, "tap", Mode.TEST, {"secret_key": "sk_test_XKokBfNWv6FIYuTMg5sLPjhJ"})
    proof = hmac.new(b"sk_test_XKokBfNWv6FIYuTMg5sLPjhJ", text.encode(), hashlib.sha256).hexdigest()
    [event] = TAP.read_event(account, Delivery(json.dumps(said).encode(), {"hashstring": proof}, {}, AT))
    assert (event.id, event.external_id) == (
        "chg_LV01G4120210907t5C80211396:CAPTURED",
        "chg_LV01G4120210907t5C80211396",
    )
    with pytest.raises(Forged):
        TAP.read_event(account, Delivery(json.dumps(said).encode(), {"hashstring": proof[::-1]}, {}, AT))


def test_no_secret_proves_nothing() -> None:
    empty = Account(1, "moyasar", Mode.TEST, {})
    body = json.dumps({"id": "1", "type": "payment_paid", "secret_token": "", "live": False, "data": {"id": "x"}})
    with pytest.raises(Forged):
        MOYASAR.read_event(empty, Delivery(body.encode(), {}, {}, AT))


def test_amounts_go_out_as_the_very_digits_they_have() -> None:
    for units in (1, 10, 12_345, 99_999_999_999, 10**12):
        written = f"{Decimal(units) / 1000:.3f}"
        assert Decimal(json.dumps(json_number(written))) == Decimal(units) / 1000


def test_instants_are_read_in_either_form() -> None:
    assert moment("2026-10-05T09:00:00Z") == moment("1791190800000") == AT
    assert moment("2026-10-05T09:00:00") == AT
    assert moment("yesterday") is moment(None) is moment("9" * 40) is None
