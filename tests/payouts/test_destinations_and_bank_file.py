import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection

from diwan.kernel.models import AuditLine
from diwan.kernel.text.csv_cells import safe_text
from diwan.payouts import errors
from diwan.payouts import public as payouts
from diwan.payouts.destinations import checked, mask
from diwan.payouts.rails.bank_csv.file import write
from diwan.payouts.rails.rail import Order, Payment

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)
IBAN = "SA0380000000608010167519"


@pytest.mark.parametrize(
    ("kind", "details", "tidy"),
    [
        (
            "bank",
            {"holder": " هدى  علي ", "account": "sa03 8000 0000 6080 1016 7519"},
            {"holder": "هدى علي", "account": IBAN},
        ),
        ("bank", {"holder": "H", "account": "١٢٣٤٥٦٧"}, {"holder": "H", "account": "1234567"}),
        ("wallet", {"holder": "H", "phone": "+٩٦٥ 5000-0000"}, {"holder": "H", "phone": "+96550000000"}),
        (
            "bank",
            {"holder": "هدى", "account": IBAN, "bic": "ncbk sa je", "latin": "Huda Ali"},
            {"holder": "هدى", "account": IBAN, "bic": "NCBKSAJE", "latin": "Huda Ali"},
        ),
        ("stripe", {"connected": "acct_1032D82eZvKYlo2C"}, {"connected": "acct_1032D82eZvKYlo2C"}),
        ("paypal", {"email": "h@example.org"}, {"email": "h@example.org"}),
        ("cash", {"note": "at the office"}, {"note": "at the office"}),
    ],
)
def test_a_destination_is_tidied_as_people_type_it(kind: str, details: dict, tidy: dict) -> None:
    assert checked(kind, details) == tidy


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        ("bank", {"holder": "H", "account": "SA0380000000608010167518"}),
        ("bank", {"holder": "H", "account": "SA03"}),
        ("bank", {"holder": "H", "account": "XX0380000000608010167519"}),
        ("bank", {"holder": "H", "account": "KW0380000000608010167519"}),
        ("bank", {"holder": "H", "account": IBAN, "bic": "NOBANK"}),
        ("bank", {"holder": "H", "account": IBAN, "latin": "هدى"}),
        ("stripe", {"connected": "1032D82eZvKYlo2C"}),
        ("bank", {"account": IBAN}),
        ("bank", {"holder": "H", "account": IBAN, "pin": "1234"}),
        ("wallet", {"holder": "H", "phone": "call me"}),
        ("paypal", {"email": "h at example"}),
        ("cash", {}),
        ("crypto", {"address": "0x0"}),
    ],
)
def test_a_destination_that_cannot_be_right_is_refused(kind: str, details: dict) -> None:
    with pytest.raises(errors.BadMethod):
        checked(kind, details)


def test_a_mask_says_enough_for_its_owner_and_too_little_for_a_thief() -> None:
    assert mask("bank", {"account": IBAN}) == "…7519"
    assert mask("paypal", {"email": "huda@example.org"}) == "h…@example.org"
    assert mask("cash", {"note": "second floor"}) == ""


@pytest.mark.django_db
def test_no_table_holds_a_destination_in_the_clear(desk) -> None:
    desk.bank(desk.huda)
    with connection.cursor() as cursor:
        told = ("kernel_auditline", "people_notice", "kernel_outboxmessage")
        for table in ("payouts_method", "payouts_methoddetails", *told):
            cursor.execute(f"SELECT * FROM {table}")
            assert "608010167519" not in repr(cursor.fetchall()), table
    assert payouts.get_method(membership_id=desk.huda.pk).mask == "…7519"
    assert payouts.get_method(membership_id=desk.stranger.pk) is None


@pytest.mark.django_db
def test_the_bank_file_has_what_is_still_to_be_sent_and_opening_it_is_written_down(another_desk) -> None:
    desk = another_desk("kuwait", currency="KWD")
    for who, amount in ((desk.huda, 12_500), (desk.omar, 750)):
        desk.owe(who, amount)
        desk.bank(who)
    batch = desk.draft()
    with pytest.raises(errors.BatchClosed):
        payouts.export_batch(batch_id=batch.id, by=desk.owner.party_id, at=AT)
    desk.approve(batch)
    text = payouts.export_batch(batch_id=batch.id, by=desk.owner.party_id, at=AT).content.decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert sorted((row["amount"], row["currency"], row["destination"]) for row in rows) == [
        ("0.750", "KWD", IBAN),
        ("12.500", "KWD", IBAN),
    ]
    payouts.mark_sent(payout_id=batch.payouts[0].id, proof="FT1", by=desk.owner.party_id, at=AT)
    assert payouts.export_batch(batch_id=batch.id, by=desk.owner.party_id, at=AT).content.count(b"\r\n") == 2
    assert AuditLine.objects.filter(action="payout_batch_exported", actor=str(desk.owner.party_id)).count() == 2


EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200f=1", "＝1", "|calc", "%0A")


@pytest.mark.parametrize("evil", EVIL)
def test_a_name_that_is_a_formula_stays_text(evil: str) -> None:
    payment = Payment("K7M2QD", evil, 5, "bank", {"holder": evil, "account": "12345"})
    text = write(Order("garden-1", "Garden", "JPY", AT, AT.date(), (payment,), {})).content.decode()
    cells = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1]
    assert cells[1] == cells[5] == f"'{evil}"
    assert cells[2] == "5"


def test_ordinary_names_are_left_alone() -> None:
    for name in ("هدى علي", "O'Neil, Anne-Marie", "", 'a "quoted" name'):
        assert safe_text(name) == name
