"""Documents: numbered without gaps, true to the receipts, written once, seen by those they concern."""

from base64 import b64decode
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diwan.commerce import public as commerce
from diwan.commerce.errors import TooMuchRefunded
from diwan.commerce.invoicing import errors, vat
from diwan.commerce.invoicing.tlv import encoded
from diwan.commerce.models import Earning, Invoice, Receipt
from diwan.people import errors as people_errors

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=UTC)


def documents(till, who=None) -> list[commerce.InvoiceView]:
    """Oldest first."""
    found = commerce.list_invoices(community_id=till.community.pk, payer=who.party_id if who else None)
    return sorted(found, key=lambda one: one.id)


def register(till, country="SA", number="310122393500003", **more) -> None:
    words = {"legal_name_ar": "بستان السطوح", "legal_name_en": "Rooftop Garden LLC", "address": "Rainbow Street 12"}
    commerce.set_tax_standing(
        community_id=till.community.pk, country=country, is_registered=bool(number), number=number,
        by=till.owner.party_id, at=AT, **{**words, **more},
    )  # fmt: skip


def test_a_paid_order_has_its_invoice_at_once_and_an_unpaid_one_has_none(till) -> None:
    order = till.order(till.offer(5_000))
    till.approve(order, 2_000)
    assert documents(till) == []
    till.approve(order, 3_000)
    (invoice,) = documents(till)
    assert (invoice.code, invoice.gross_minor, invoice.tax_minor) == ("INV-000001", 5_000, 0)
    assert (invoice.payer, invoice.order_reference) == (till.layla.party_id, order.reference)
    assert invoice.tax_note == "not_registered"
    assert not invoice.is_tax_invoice


def test_numbers_have_no_gaps_even_where_a_deed_fails(till, another_till) -> None:
    other = another_till("other")
    offer = till.offer(5_000)
    for month in range(3):
        order = till.order(offer, at=AT + timedelta(days=31 * month))
        with transaction.atomic():
            till.approve(order, 5_000, key=f"lost-{month}")
            transaction.set_rollback(True)
        till.approve(order, 5_000, at=AT + timedelta(days=31 * month))
    order = other.order(other.offer(100))
    other.approve(order, 100)
    assert [one.code for one in documents(till)] == ["INV-000001", "INV-000002", "INV-000003"]
    assert [one.code for one in documents(other)] == ["INV-000001"]
    (state,) = commerce.check_series(community_id=till.community.pk)
    assert (state.latest, state.missing, state.broken) == (3, (), ())


def test_the_chain_is_whole_whatever_zone_the_moment_was_written_in(till) -> None:
    at = AT.astimezone(ZoneInfo("Asia/Riyadh"))
    till.approve(till.order(till.offer(5_000), at=at), 5_000, at=at)
    (state,) = commerce.check_series(community_id=till.community.pk)
    assert state.broken == ()


def test_a_document_cannot_be_changed_or_removed(till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.update(gross_minor=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.all().delete()


def test_a_registered_seller_names_the_tax_inside_the_price(till) -> None:
    till_offer = till.offer(11_500)
    register(till)
    order = till.order(till_offer)
    till.approve(order, 11_500)
    (invoice,) = documents(till)
    assert (invoice.net_minor, invoice.tax_minor, invoice.tax_bp) == (10_000, 1_500, 1_500)
    assert (invoice.tax_note, invoice.seller.number) == ("charged", "310122393500003")
    assert "M/113" in invoice.law


def test_what_is_put_on_sale_later_has_the_rate_too_and_placed_orders_keep_theirs(till) -> None:
    before = till.order(till.offer(11_500))
    register(till)
    later = commerce.create_offer(
        community_id=till.community.pk, slug="later", name_ar="ك", name_en="Later", price_minor=2_300,
        interval="month", by=till.owner.party_id, at=AT,
    )  # fmt: skip
    till.approve(before, 11_500)
    till.approve(till.order(later), 2_300)
    assert [one.tax_minor for one in documents(till)] == [0, 300]


def test_the_code_of_a_saudi_invoice_holds_its_five_fields(till) -> None:
    register(till)
    till.approve(till.order(till.offer(11_500, tax_bp=1_500)), 11_500)
    raw = b64decode(documents(till)[0].qr)
    fields = []
    while raw:
        fields.append((raw[0], raw[2 : 2 + raw[1]].decode()))
        raw = raw[2 + raw[1] :]
    assert fields == [
        (1, "بستان السطوح"), (2, "310122393500003"), (3, "2026-10-05T09:00:00Z"), (4, "115.00"), (5, "15.00"),
    ]  # fmt: skip


def test_the_public_example_of_the_code() -> None:
    """The worked example of the tax office's guide."""
    fields = ("Bobs Records", "310122393500003", "2022-04-25T15:30:00Z", "1000.00", "150.00")
    assert encoded(fields) == (
        "AQxCb2JzIFJlY29yZHMCDzMxMDEyMjM5MzUwMDAwMwMUMjAyMi0wNC0yNVQxNTozMDowMFoEBzEwMDAuMDAFBjE1MC4wMA=="
    )


def test_a_name_too_long_for_the_code_is_cut_between_letters() -> None:
    raw = b64decode(encoded(["ب" * 200]))
    assert (raw[1], raw[2:].decode()) == (254, "ب" * 127)


def test_a_refund_brings_a_credit_note_tied_to_its_invoice(till) -> None:
    order = till.order(till.offer(5_750, tax_bp=1_500))
    till.approve(order, 5_750)
    till.refund(order, 2_750)
    invoice, note = documents(till)
    assert (note.code, note.corrects_id, note.gross_minor) == ("CRN-000001", invoice.id, 2_750)
    assert note.tax_minor == 750 - 391
    assert [one.code for one in documents(till)[0].corrections] == ["CRN-000001"]
    (case,) = commerce.list_cases(community_id=till.community.pk)
    assert (case.id, case.credit_notes) == (note.refund_id, ((note.id, "CRN-000001"),))


def test_an_overpayment_sent_back_changes_no_document(till) -> None:
    order = till.order(till.offer(5_000))
    till.approve(order, 6_000)
    till.refund(order, 1_000)
    assert [one.code for one in documents(till)] == ["INV-000001"]


def test_a_tip_is_invoiced_when_somebody_asks_and_once(till) -> None:
    receipt = till.receipt(2_000, note="For the seedlings")
    assert documents(till) == []
    made = commerce.invoice_receipt(receipt_id=receipt, by=till.owner.party_id, at=AT)
    assert (made.gross_minor, made.title_en) == (2_000, "")  # what somebody typed can be erased
    with pytest.raises(errors.NothingToInvoice):
        commerce.invoice_receipt(receipt_id=receipt, by=till.owner.party_id, at=AT)
    commerce.refund_receipt(
        receipt_id=receipt, amount_minor=500, by=till.owner.party_id, at=AT, reason="too much", key="r"
    )
    assert [one.gross_minor for one in documents(till)] == [2_000, 500]


def test_a_tip_nobody_asked_an_invoice_for_goes_back_without_a_document(till) -> None:
    receipt = till.receipt(2_000)
    commerce.refund_receipt(
        receipt_id=receipt, amount_minor=500, by=till.owner.party_id, at=AT, reason="too much", key="r"
    )
    assert documents(till) == []


COMPANY = {"name": "Acme Trading", "tax_number": "310999999900003", "address": "King Road 1", "country": "SA"}


def test_a_company_gets_its_name_on_a_new_invoice_and_the_old_one_is_credited_whole(till) -> None:
    order = till.order(till.offer(11_500, tax_bp=1_500))
    till.approve(order, 11_500)
    (first,) = documents(till)
    asked = {**COMPANY, "invoice_id": first.id, "by": till.layla.party_id, "at": NOVEMBER}
    new = commerce.put_on_company(**asked)
    assert commerce.put_on_company(**asked).id == new.id
    assert [one.code for one in documents(till)] == ["INV-000001", "CRN-000001", "INV-000002"]
    assert new.buyer is not None
    assert (new.buyer.name_en, new.gross_minor, new.tax_minor) == ("Acme Trading", 11_500, 1_500)
    assert sum(one.sign * one.tax_minor for one in documents(till)) == 1_500
    with pytest.raises(errors.NotOpenToChange):
        commerce.put_on_company(**{**asked, "name": "Another"})


def test_a_partly_credited_invoice_keeps_its_name(till) -> None:
    order = till.order(till.offer(5_000))
    till.approve(order, 5_000)
    till.refund(order, 1_000)
    first = documents(till)[0]
    with pytest.raises(errors.NotOpenToChange):
        commerce.put_on_company(invoice_id=first.id, **COMPANY, by=till.layla.party_id, at=AT)


def test_the_company_a_member_buys_for_stands_on_the_next_invoice(till) -> None:
    commerce.set_billing_details(membership_id=till.layla.pk, **COMPANY, at=AT)
    till.approve(till.order(till.offer(5_000)), 5_000)
    (invoice,) = documents(till)
    assert invoice.buyer is not None
    assert invoice.buyer.number == "310999999900003"
    commerce.set_billing_details(membership_id=till.layla.pk, name="", tax_number="", address="", country="", at=AT)
    assert commerce.billing_details(membership_id=till.layla.pk).name == ""


@pytest.mark.parametrize(
    ("country", "number"),
    [("SA", "410122393500003"), ("SA", "31012239350000"), ("AE", "123456789012345"), ("OM", "1100012345"), ("BH", "1")],
)
def test_a_number_that_cannot_be_is_refused(till, country, number) -> None:
    with pytest.raises(errors.BadTaxNumber):
        register(till, country, number)


def test_nobody_but_a_keeper_says_how_the_community_is_taxed(till) -> None:
    with pytest.raises(people_errors.NotAllowed):
        commerce.set_tax_standing(
            community_id=till.community.pk, country="SA", is_registered=False, number="", legal_name_ar="",
            legal_name_en="", address="", by=till.layla.party_id, at=AT,
        )  # fmt: skip


def test_a_stranger_cannot_see_or_rename_a_document(till, another_till) -> None:
    till.approve(till.order(till.offer(5_000)), 5_000)
    (invoice,) = documents(till)
    assert commerce.get_invoice(invoice_id=invoice.id, viewer=till.layla.party_id) == invoice
    assert commerce.get_invoice(invoice_id=invoice.id, viewer=till.treasurer.party_id) == invoice
    for nobody in (till.stranger, another_till("other").owner):
        with pytest.raises(commerce.NoSuchInvoice):
            commerce.get_invoice(invoice_id=invoice.id, viewer=nobody.party_id)
        with pytest.raises(commerce.NoSuchInvoice):
            commerce.put_on_company(invoice_id=invoice.id, **COMPANY, by=nobody.party_id, at=AT)
    assert documents(till, till.stranger) == []


def test_a_month_of_documents_adds_up_to_a_tax_return(till) -> None:
    taxed, free = till.offer(11_500, tax_bp=1_500), till.offer(1_000, slug="free-of-tax")
    order = till.order(taxed)
    till.approve(order, 11_500)
    till.approve(till.order(free), 1_000)
    till.refund(order, 2_300)
    report = commerce.tax_report(community_id=till.community.pk, start=date(2026, 10, 1), end=date(2026, 11, 1))
    assert [(line.rate_bp, line.tax_minor, line.gross_minor) for line in report] == [
        (1_500, 1_200, 9_200),
        (0, 0, 1_000),
    ]
    assert (report[0].invoice_count, report[0].credit_note_count) == (1, 1)
    assert commerce.tax_report(community_id=till.community.pk, start=date(2026, 11, 1), end=date(2026, 12, 1)) == []


@pytest.mark.parametrize(
    ("code", "day", "bp"),
    [
        ("SA", date(2020, 6, 30), 500), ("SA", date(2020, 7, 1), 1_500), ("AE", date(2026, 1, 1), 500),
        ("BH", date(2021, 12, 31), 500), ("BH", date(2022, 1, 1), 1_000), ("OM", date(2021, 4, 15), None),
        ("OM", date(2021, 4, 16), 500), ("EG", date(2017, 6, 30), 1_300), ("EG", date(2026, 1, 1), 1_400),
        ("JO", date(2026, 1, 1), 1_600), ("MA", date(2026, 1, 1), 2_000), ("TN", date(2026, 1, 1), 1_900),
        ("KW", date(2026, 1, 1), None), ("QA", date(2026, 1, 1), None), ("FR", date(2026, 1, 1), None),
    ],
)  # fmt: skip
def test_the_rate_of_a_country_on_a_day(code: str, day: date, bp: int | None) -> None:
    rate = vat.rate_on(vat.country_of(code), day)
    assert (rate.bp if rate else None) == bp


def test_every_row_of_the_table_names_its_law_and_an_example_that_fits() -> None:
    for country in vat.COUNTRIES.values():
        assert all(rate.law and 0 < rate.bp < 10_000 for rate in country.rates)
        assert vat.is_number_of(country, country.example)
        assert list(country.rates) == sorted(country.rates, key=lambda rate: rate.since)


def test_the_rate_of_a_country_the_table_does_not_know_is_the_owners(till) -> None:
    offer = till.offer(12_000)
    register(till, "XX", "GB123456789", own_rate_bp=2_000)
    till.approve(till.order(offer), 12_000)
    assert documents(till)[0].tax_minor == 2_000


DEEDS = st.lists(
    st.tuples(st.sampled_from(["buy", "year", "back", "close"]), st.integers(1, 9_999), st.integers(0, 5)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_bought_and_given_back_documents_hold_what_receipts_hold(till, deeds) -> None:
    """Gross and tax, for every order, to the unit; numbers whole; the chain unbroken."""
    with transaction.atomic():
        _live_through(till, deeds)
        for receipt in Receipt.objects.filter(community=till.community):
            rows = Invoice.objects.filter(order=receipt.order_id)
            live = Earning.objects.filter(receipt=receipt).exclude(status="withdrawn")
            assert sum(row.sign * row.gross_minor for row in rows) == receipt.gross_minor - receipt.refunded_minor
            assert sum(row.sign * row.tax_minor for row in rows) == sum(one.tax_minor for one in live)
        for state in commerce.check_series(community_id=till.community.pk):
            assert (state.missing, state.broken) == ((), ())
        transaction.set_rollback(True)


def _live_through(till, deeds) -> None:
    orders, month = [], 0
    for place, (what, amount, which) in enumerate(deeds):
        at = AT + timedelta(days=31 * month, minutes=place)
        if what in ("buy", "year"):
            offer = till.offer(amount, "month" if what == "buy" else "year", slug=f"o-{place}", tax_bp=1_500)
            order = till.order(offer, at=at)
            till.approve(order, amount, at=at)
            orders.append(order)
        elif what == "back" and orders:
            try:
                till.refund(orders[which % len(orders)], amount, at=at)
            except TooMuchRefunded:
                continue
        elif what == "close":
            till.close(f"{2026 + (9 + month) // 12}-{(9 + month) % 12 + 1:02d}", at=at)
            month += 1
