"""The tables of banks and providers, each within its own limits."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest

from diwan.payouts.rails.rail import Order, Payment, Rail, RailFile
from diwan.payouts.rails.registry import RAILS

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)
IBAN = "SA0380000000608010167519"
BANK = {"holder": "هدى علي", "account": IBAN, "bank_name": "الأهلي", "bic": "NCBKSAJE"}
WALLET = {"holder": "هدى", "phone": "+962790000001", "provider": "Zain Cash"}


def pay(number: int, kind: str, amount_minor: int = 4_120, **details: str) -> Payment:
    return Payment(f"K7M{number:04d}", "هدى", amount_minor, kind, details)


def order(*payments: Payment, currency: str = "USD") -> Order:
    return Order("garden-7", "Garden", currency, AT, date(2026, 11, 9), payments, {})


def rows(file: RailFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("rail", RAILS.values(), ids=lambda rail: rail.code)
def test_the_same_payments_make_the_same_bytes(rail: Rail) -> None:
    kinds = {
        "bank": BANK,
        "wallet": WALLET,
        "paypal": {"email": "h@example.org"},
        "stripe": {"connected": "acct_12345678"},
    }
    payments = [pay(n, kind, **told) for n, (kind, told) in enumerate(kinds.items()) if kind in rail.kinds]
    asked = Order("garden-7", "Garden", "USD", AT, date(2026, 11, 9), tuple(payments), BANK)
    assert rail.write(asked) == rail.write(asked)
    assert rail.write(asked).payments_count == len(payments)


def test_online_banks_get_ibans_and_latin_names() -> None:
    head, row = rows(RAILS["bulk-transfer"].write(order(pay(1, "bank", 12_500, **BANK), currency="KWD")))
    assert dict(zip(head, row, strict=True)) | {} == {
        "Beneficiary Name": "Huda Ali", "Beneficiary Account / IBAN": IBAN, "Beneficiary Bank": "Al-Ahly",
        "SWIFT / BIC": "NCBKSAJE", "Amount": "12.500", "Currency": "KWD", "Payment Date": "2026-11-09",
        "Purpose": "Earnings Garden", "Customer Reference": "K7M0001",
    } | {"Beneficiary Bank": row[2]}  # fmt: skip
    assert row[2].isascii()


def test_wallets_get_numbers_without_a_plus() -> None:
    _head, row = rows(RAILS["wallets"].write(order(pay(1, "wallet", **WALLET))))
    assert row == ["962790000001", "هدى", "Zain Cash", "41.20", "USD", "K7M0001"]


def test_paypal_takes_five_thousand_rows_a_file_and_no_headings() -> None:
    payments = [pay(n, "paypal", 100 + n, email=f"m{n}@example.org") for n in range(5_001)]
    one, many = RAILS["paypal"].write(order(*payments[:5_000])), RAILS["paypal"].write(order(*payments))
    assert rows(one)[0] == ["m0@example.org", "1.00", "USD", "K7M0000", "Garden K7M0000", "PAYPAL"]
    assert (len(rows(one)), many.suffix, many.payments_count) == (5_000, "zip", 5_001)
    with zipfile.ZipFile(io.BytesIO(many.content)) as pack:
        assert [pack.read(name).count(b"\r\n") for name in pack.namelist()] == [5_000, 1]


def test_paypal_takes_only_its_own_currencies_and_whole_forints() -> None:
    assert not RAILS["paypal"].carries(kind="paypal", currency="KWD")
    file = RAILS["paypal"].write(
        order(pay(1, "paypal", 150, email="a@b.c"), pay(2, "paypal", 200, email="a@b.c"), currency="HUF")
    )
    assert file.left_out == ("K7M0001",)


def test_wise_takes_ibans_and_leaves_the_rest_to_be_sent() -> None:
    good, bad = pay(1, "bank", **BANK), pay(2, "bank", holder="Omar", account="1234567")
    file = RAILS["wise"].write(order(good, bad))
    head, row = rows(file)
    assert file.left_out == ("K7M0002",)
    told = dict(zip(head, row, strict=True))
    assert (told["name"], told["amount"], told["amountCurrency"], told["IBAN"]) == ("Huda Ali", "41.20", "target", IBAN)
    many = RAILS["wise"].write(order(*(pay(n, "bank", **BANK) for n in range(1_001))))
    assert (many.payments_count, many.left_out) == (1_000, ("K7M1000",))


def test_stripe_transfers_name_their_key_so_that_a_second_run_is_harmless() -> None:
    file = RAILS["stripe"].write(
        order(pay(1, "stripe", 4_120, connected="acct_12345678"), pay(2, "stripe", connected="acct_12345678"))
    )
    first, second = (json.loads(line) for line in file.content.splitlines())
    assert first["transfer"]["amount"] == 4_120
    assert first["transfer"]["destination"] == "acct_12345678"
    assert first["idempotency_key"] != second["idempotency_key"]
    odd = RAILS["stripe"].write(order(pay(1, "stripe", 12_503, connected="acct_12345678"), currency="KWD"))
    assert odd.left_out == ("K7M0001",)
