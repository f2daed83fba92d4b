from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import rules, till
from diwan.commerce.errors import OwnPayment
from diwan.commerce.invoicing.actions.document import (
    document_sale,
    sale_of_order,
    sale_of_receipt,
    write_credit_note,
    write_invoice,
)
from diwan.commerce.invoicing.actions.set_billing_details import checked
from diwan.commerce.invoicing.enums import Series
from diwan.commerce.invoicing.errors import NothingToInvoice, NotOpenToChange
from diwan.commerce.invoicing.models import Invoice
from diwan.commerce.invoicing.queries.invoices import InvoiceView, get_invoice, row_for
from diwan.commerce.models import Receipt
from diwan.kernel import audit
from diwan.people import public as people


def put_on_company(
    *, invoice_id: int, name: str, tax_number: str, address: str, country: str, by: UUID, at: datetime
) -> InvoiceView:
    """Issue an invoice again on a company's name: the old one is credited whole, the new one says the same amounts.

    By its payer or a keeper. A second request with the same company gives the invoice that stands. Raises
    NoSuchInvoice, NameNeeded, BadTaxNumber, NotOpenToChange (partly credited, or on another company's name already).
    """
    buyer = checked(name=name, tax_number=tax_number, address=address, country=country)
    with transaction.atomic():
        row = row_for(invoice_id=invoice_id, viewer=by)
        till.hold(community_id=row.community_id)
        sale = sale_of_order(row.order_id) if row.order_id else sale_of_receipt(row.receipt_id or 0)
        standing = [one for one in sale.documents if one.series == Series.INVOICE][-1]
        if standing.buyer == buyer:
            return get_invoice(invoice_id=standing.pk, viewer=by)
        if row.series != Series.INVOICE or row.pk != standing.pk or row.buyer or row.corrections.exists():
            raise NotOpenToChange
        write_credit_note(of=row, gross_minor=row.gross_minor, tax_minor=row.tax_minor, at=at)
        new = write_invoice(sale=sale, gross_minor=row.gross_minor, tax_minor=row.tax_minor, buyer=buyer, at=at)
        _note(new, "invoice_put_on_company", by, at)
    return get_invoice(invoice_id=new.pk, viewer=by)


def invoice_receipt(*, receipt_id: int, by: UUID, at: datetime) -> InvoiceView:
    """Issue the invoice of a receipt recorded without an order (a tip, a sponsor's payment), by a keeper, once.

    Raises NothingToInvoice, OwnPayment, people.errors.NotAllowed.
    """
    receipt = Receipt.objects.filter(pk=receipt_id, order=None).first()
    if receipt is None:
        raise NothingToInvoice
    keeper = rules.require_keeper(community_id=receipt.community_id, by=by)
    payer = people.get_membership_by_party(community_id=receipt.community_id, party=receipt.payer)
    if payer is not None and rules.same_person(keeper, payer):
        raise OwnPayment
    with transaction.atomic():
        till.hold(community_id=receipt.community_id)
        new = document_sale(sale=sale_of_receipt(receipt_id), at=at)
        if new is None:
            raise NothingToInvoice
        _note(new, "invoice_issued", by, at)
    return get_invoice(invoice_id=new.pk, viewer=by)


def _note(invoice: Invoice, action: str, by: UUID, at: datetime) -> None:
    audit.record(
        scope=invoice.community_id,
        actor=str(by),
        action=action,
        object_ref=f"invoice:{invoice.pk}",
        at=at,
        detail={"code": invoice.code, "gross_minor": invoice.gross_minor},
    )
