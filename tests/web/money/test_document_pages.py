"""Pages of documents: what a payer, a keeper and somebody else see; on paper and as files."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from diwan.commerce import public as commerce
from diwan.web.printing.workbook import Sheet, csv_bytes, workbook

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
FORMULA = '=HYPERLINK("https://canary.invalid","pay")'


def paid(house, who: str = "layla", price_minor: int = 600) -> commerce.OrderView:
    order = house.order(who, price_minor)
    return commerce.approve_payment(
        order_id=order.id, amount_minor=price_minor, by=house.owner.party_id, at=NOW, key=f"paid-{who}-{price_minor}"
    )


def registered(house) -> None:
    commerce.set_tax_standing(
        community_id=house.community.pk, country="SA", is_registered=True, number="310122393500003",
        legal_name_ar="بستان السطوح", legal_name_en="Rooftop LLC", address="Olaya 1", by=house.owner.party_id, at=NOW,
    )  # fmt: skip


def invoice_of(house) -> commerce.InvoiceView:
    return commerce.list_invoices(community_id=house.community.pk)[-1]


def test_a_payer_reads_the_invoice_and_takes_it_along_in_both_languages(house) -> None:
    registered(house)
    paid(house)
    view, browser = invoice_of(house), house.client("layla")
    page = browser.get(house.url(f"invoices/{view.id}/")).content.decode()
    for said in ("Simplified tax invoice", "INV-000001", "Rooftop LLC", "310122393500003", "qr-frame", "M/113"):
        assert said in page
    assert "INV-000001" in browser.get(house.url("invoices/")).content.decode()
    for language in ("ar", "en"):
        answer = browser.get(house.url(f"invoices/{view.id}/{language}.pdf"))
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert browser.get(house.url(f"invoices/{view.id}/fr.pdf")).status_code == 404


def test_nobody_else_reads_it(house, neighbours) -> None:
    paid(house)
    view = invoice_of(house)
    for rest in (f"invoices/{view.id}/", f"invoices/{view.id}/en.pdf", f"invoices/{view.id}/company/"):
        assert house.client("huda").get(house.url(rest)).status_code == 404
        assert neighbours.client("owner").get(neighbours.url(rest)).status_code == 404


def test_a_company_is_named_by_a_form_that_says_what_is_wrong(house) -> None:
    paid(house)
    view, browser = invoice_of(house), house.client("layla")
    there = house.url(f"invoices/{view.id}/company/")
    wrong = browser.post(there, {"name": "Acme", "tax_number": "1", "country": "SA", "address": ""})
    assert wrong.status_code == 422
    assert "310122393500003" in wrong.content.decode()
    right = browser.post(there, {"name": "Acme", "tax_number": "", "country": "", "address": "King Road"}, follow=True)
    assert "Acme" in right.content.decode()
    codes = [one.code for one in commerce.list_invoices(community_id=house.community.pk)]
    assert sorted(codes) == ["CRN-000001", "INV-000001", "INV-000002"]


def test_the_company_one_buys_for_is_kept_and_forgotten(house) -> None:
    browser = house.client("layla")
    browser.post(house.url("invoices/company/"), {"name": "Acme", "tax_number": "", "country": "", "address": ""})
    assert "Acme" in browser.get(house.url("invoices/")).content.decode()
    browser.post(house.url("invoices/company/"), {"name": "", "tax_number": "", "country": "", "address": ""})
    assert "Acme" not in browser.get(house.url("invoices/")).content.decode()


def test_a_refund_is_a_page_with_its_story_for_the_payer_and_the_keepers(house) -> None:
    order = paid(house)
    commerce.refund_payment(
        payment_id=order.payments[0].id, amount_minor=250, by=house.owner.party_id, at=NOW,
        reason="The workshop was moved", key="r",
    )  # fmt: skip
    (case,) = commerce.list_cases(community_id=house.community.pk)
    there = house.url(f"cases/{case.id}/")
    for who in ("layla", "treasurer"):
        page = house.client(who).get(there).content.decode()
        for said in ("The workshop was moved", "Partly refunded", "Owner of garden", "CRN-000001"):
            assert said in page
    assert house.client("huda").get(there).status_code == 404
    assert "Layla of garden" in house.client("owner").get(house.url("cases/")).content.decode()


def test_the_owner_says_how_the_community_is_taxed_and_sells_at_that_rate(house) -> None:
    browser = house.client("owner")
    house.offer(11_500)
    form = {"country": "SA", "is_registered": "on", "number": "310122393500003", "legal_name_ar": "بستان",
            "legal_name_en": "Garden", "address": "", "own_rate": "0"}  # fmt: skip
    assert browser.post(house.url("tax/"), {**form, "number": "12"}).status_code == 422
    assert browser.post(house.url("tax/"), form).status_code == 302
    order = commerce.place_order(
        community_id=house.community.pk, membership_id=house.layla.pk, method="bank", at=NOW, key="o",
        offer_id=commerce.list_offers(community_id=house.community.pk)[0].id,
    )  # fmt: skip
    commerce.approve_payment(order_id=order.id, amount_minor=11_500, by=house.owner.party_id, at=NOW, key="a")
    assert invoice_of(house).tax_minor == 1_500
    page = browser.get(house.url("documents/")).content.decode()
    assert "No number is missing" in page
    assert "15.00" in page


def test_a_year_is_told_even_where_nothing_was_earned_and_no_year_is_out_of_reach(house) -> None:
    browser = house.client("huda")
    assert browser.get(house.url(f"years/{NOW.year}/")).status_code == 200
    for year in (0, 1, 1999, 9999, 10_000_000):
        assert browser.get(house.url(f"years/{year}/")).status_code == 404


@pytest.mark.parametrize("shape", ["workbook", "journal", "documents", "hledger", "beancount"])
def test_the_accountant_gets_the_books_in_every_shape(house, shape: str) -> None:
    paid(house)
    answer = house.client("treasurer").get(house.url(f"exports/{shape}/"))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert f"garden-{NOW.year}-01-01" in answer["Content-Disposition"]
    assert house.client("steward").get(house.url(f"exports/{shape}/")).status_code == 403
    assert house.client("treasurer").get(house.url("exports/other/")).status_code == 404


def test_days_that_cannot_be_read_are_this_year_and_say_so(house) -> None:
    browser = house.client("owner")
    page = browser.get(house.url("exports/?start=2026-12-31&end=2026-01-01")).content.decode()
    assert "The first day comes before the last." in page
    assert browser.get(house.url("exports/journal/?start=x&end=0001-01-01")).status_code == 200


def test_a_stretch_of_days_holds_its_own_entries_after_what_stood_before(house) -> None:
    paid(house)
    browser = house.client("owner")
    before = browser.get(house.url("exports/journal/?start=2001-01-01&end=2001-12-31")).content.decode()
    assert len(before.splitlines()) == 1
    later = browser.get(house.url("exports/journal/?start=2199-01-01&end=2199-12-31")).content.decode()
    assert "opening_balances" in later
    assert "payment_received" not in later
    debit, credit = 0, 0
    for line in later.splitlines()[1:]:
        cells = line.split(",")
        debit, credit = debit + round(float(cells[5]) * 100), credit + round(float(cells[6]) * 100)
    assert debit == credit == 600


def test_no_cell_of_a_workbook_or_a_table_is_a_formula() -> None:
    sheet = Sheet("Journal", ("What",), [(FORMULA,), ("+1",), ("@SUM(1)",)])
    with zipfile.ZipFile(io.BytesIO(workbook((sheet,), decimals=2, is_rtl=True))) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "HYPERLINK" in archive.read("xl/sharedStrings.xml").decode()
        assert not [name for name in archive.namelist() if "_rels/sheet1" in name]
    assert "<f>" not in page
    assert 'rightToLeft="1"' in page
    lines = csv_bytes(sheet).decode("utf-8-sig").splitlines()
    assert all(line.lstrip('"').startswith("'") for line in lines[1:])


def test_the_same_table_is_the_same_file() -> None:
    sheet = Sheet("A", ("x",), [("y",)])
    assert workbook((sheet,), decimals=3, is_rtl=False) == workbook((sheet,), decimals=3, is_rtl=False)
