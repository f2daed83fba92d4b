"""Business banks refuse a whole file for one wrong letter: ours is valid against the standard's own schema."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sepaxml
import xmlschema

from diwan.payouts.rails.iso20022.file import NAMESPACE, write
from diwan.payouts.rails.rail import Order, Payment

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)
IBAN = "SA0380000000608010167519"
PAYER = {"holder": "بستان المعرفة", "account": "JO94CBJO0010000000000131000302", "bic": "CBJOJOAX"}


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd")


def payment(number: int = 1, amount_minor: int = 4_120, **details: str) -> Payment:
    where = {"holder": "هدى علي", "account": IBAN, **details}
    return Payment(f"K7M2{number:02d}", "Huda", amount_minor, "bank", where)


def order(*payments: Payment, currency: str = "SAR", takes_arabic: bool = False) -> Order:
    return Order("garden-7", "Garden of knowledge", currency, AT, date(2026, 11, 9), payments, PAYER, takes_arabic)


def texts(content: bytes, tag: str) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(content).iter(f"{{{NAMESPACE}}}{tag}")]


@pytest.mark.parametrize("currency", ["SAR", "KWD", "JPY", "EUR"])
def test_the_file_is_valid_against_the_schema_in_any_currency(currency: str) -> None:
    file = write(order(payment(1), payment(2, 7), payment(3, bic="NCBKSAJE"), currency=currency, takes_arabic=True))
    schema().validate(file.content.decode())
    assert file.payments_count == 3


def test_the_schema_would_notice_a_wrong_file() -> None:
    broken = write(order(payment())).content.replace(b"<PmtMtd>TRF</PmtMtd>", b"")
    assert not schema().is_valid(broken.decode())


def test_sums_are_exact_and_kuwait_has_three_decimals() -> None:
    content = write(order(payment(1, 12_500), payment(2, 1), currency="KWD")).content
    assert texts(content, "InstdAmt") == ["12.500", "0.001"]
    assert texts(content, "CtrlSum") == ["12.501", "12.501"]
    assert texts(content, "NbOfTxs") == ["2", "2"]


def test_arabic_names_are_latin_and_kept_in_the_remark_only_where_the_bank_takes_it() -> None:
    plain, kept = write(order(payment())).content, write(order(payment(), takes_arabic=True)).content
    assert texts(plain, "Nm")[-1] == texts(kept, "Nm")[-1] == "Huda Ali"
    assert texts(plain, "Ustrd") == ["K7M201 Garden of knowledge"]
    assert texts(kept, "Ustrd") == ["K7M201 Garden of knowledge هدى علي"]
    assert plain.isascii()


def test_the_payees_own_spelling_wins() -> None:
    assert texts(write(order(payment(latin="Houda Aly"))).content, "Nm")[-1] == "Houda Aly"


def test_an_account_that_is_no_iban_is_named_as_what_it_is() -> None:
    content = write(order(payment(account="1234567"))).content
    schema().validate(content.decode())
    assert texts(content, "IBAN") == [PAYER["account"]]
    assert "1234567" in texts(content, "Id")


def test_a_name_that_cannot_be_written_is_left_out_and_named() -> None:
    file = write(order(payment(1), payment(2, holder="李小龍")))
    assert (file.payments_count, file.left_out) == (1, ("K7M202",))
    schema().validate(file.content.decode())


def test_markup_in_a_name_stays_a_name() -> None:
    content = write(order(payment(holder="Bob & <Amt>Sons</Amt>"), takes_arabic=True)).content
    schema().validate(content.decode())
    assert len(texts(content, "Amt")) == 1


def test_the_same_payments_carry_the_same_message_id_and_others_another() -> None:
    one, two = write(order(payment(1))).content, write(order(payment(1), payment(2))).content
    assert one == write(order(payment(1))).content
    assert texts(one, "MsgId") != texts(two, "MsgId")
    assert all(len(text) <= 35 for text in texts(two, "MsgId"))
