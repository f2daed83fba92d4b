"""Documents follow receipts: whatever an order's receipts hold and its documents do not say yet is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Sum

from diwan.commerce import till
from diwan.commerce.enums import EarningStatus
from diwan.commerce.invoicing.actions.write_document import write_document
from diwan.commerce.invoicing.enums import Series
from diwan.commerce.invoicing.models import Invoice
from diwan.commerce.invoicing.parts import Part, buyer_of, seller_of, tax_words
from diwan.commerce.models import Earning, Order, Receipt
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class Sale:
    """What documents are about: an order with its receipts, or a receipt recorded without one."""

    community: people.Community
    order: Order | None
    receipts: Sequence[Receipt]

    @property
    def subject(self) -> dict[str, Any]:
        return {"order": self.order} if self.order else {"receipt": self.receipts[0]}

    @property
    def documents(self) -> list[Invoice]:
        return list(Invoice.objects.filter(**self.subject).order_by("pk"))


def order_paid(*, order_id: int, at: datetime, **_facts: object) -> None:
    """Hears `commerce.order_paid`: an invoice for what its receipts hold."""
    document_sale(sale=sale_of_order(order_id), at=at)


def receipts_changed(
    *, order_id: int | None, receipt_id: int, at: datetime, refund_id: int | None = None, **_facts: object
) -> None:
    """Hears `commerce.receipts_changed`: a credit note after a refund, an invoice after held money was let go."""
    sale = sale_of_order(order_id) if order_id else sale_of_receipt(receipt_id)
    if refund_id and not sale.documents:
        return  # sold before there were documents
    if order_id or sale.documents:
        document_sale(sale=sale, at=at, refund_id=refund_id)


def sale_of_order(order_id: int) -> Sale:
    order = Order.objects.select_related("community", "membership").get(pk=order_id)
    return Sale(order.community, order, list(Receipt.objects.filter(order=order).order_by("pk")))


def sale_of_receipt(receipt_id: int) -> Sale:
    receipt = Receipt.objects.select_related("community").get(pk=receipt_id)
    return Sale(receipt.community, None, [receipt])


def document_sale(*, sale: Sale, at: datetime, refund_id: int | None = None) -> Invoice | None:
    """Write the invoice or credit note that is missing; None when the documents say what the receipts hold."""
    till.hold(community_id=sale.community.pk)
    documents = sale.documents
    gross = sum(one.gross_minor - one.refunded_minor for one in sale.receipts)
    more = gross - sum(one.sign * one.gross_minor for one in documents)
    taxed = _tax_held(sale.receipts) - sum(one.sign * one.tax_minor for one in documents)
    if more > 0:
        return write_invoice(sale=sale, gross_minor=more, tax_minor=taxed, buyer=_buyer(sale), at=at)
    if more < 0:
        return write_credit_note(of=_latest(documents), gross_minor=-more, tax_minor=-taxed, at=at, refund_id=refund_id)
    return None


def write_invoice(*, sale: Sale, gross_minor: int, tax_minor: int, buyer: Part, at: datetime) -> Invoice:
    """An invoice over a part of a sale or all of it. For other actions."""
    order, receipt = sale.order, sale.receipts[0]
    seller, day = seller_of(sale.community), till.local_date(zone=sale.community.timezone, at=at)
    words = tax_words(seller=seller, buyer=buyer, tax_minor=tax_minor, day=day)
    is_whole = order is not None and gross_minor == order.due_minor
    return write_document(
        community=sale.community,
        series=Series.INVOICE,
        at=at,
        **sale.subject,
        payer=receipt.payer,
        seller=seller,
        buyer=buyer,
        **_titles(order),
        quantity=order.quantity if order and is_whole else 1,
        list_minor=max(order.list_minor, gross_minor) if order and is_whole else gross_minor,
        gross_minor=gross_minor,
        tax_minor=tax_minor,
        tax_bp=order.tax_bp if order else _rate_of(receipt),
        tax_note=words.note,
        law=words.law,
        paid_from=receipt.paid_into,
    )


def write_credit_note(
    *, of: Invoice, gross_minor: int, tax_minor: int, at: datetime, refund_id: int | None = None
) -> Invoice:
    """A credit note over a part of an invoice or all of it, in the invoice's own words. For other actions."""
    same = ("order", "receipt", "payer", "seller", "buyer", "title_ar", "title_en", "tax_bp", "tax_note", "law")
    return write_document(
        community=of.community,
        series=Series.CREDIT_NOTE,
        at=at,
        **{name: getattr(of, name) for name in same},
        corrects=of,
        refund_id=refund_id,
        list_minor=gross_minor,
        gross_minor=gross_minor,
        tax_minor=tax_minor,
        paid_from=of.paid_from,
    )


def _titles(order: Order | None) -> dict[str, str]:
    """What was sold. A title that names a person, and a note somebody typed, stay off what can never be erased."""
    if order is None or order.to is not None:
        return {"title_ar": "", "title_en": ""}
    return {"title_ar": order.title_ar, "title_en": order.title_en}


def _tax_held(receipts: Sequence[Receipt]) -> int:
    """The tax in what the receipts still hold: of months earned, closed and to come."""
    live = Earning.objects.filter(receipt__in=receipts).exclude(status=EarningStatus.WITHDRAWN)
    return int(live.aggregate(tax=Sum("tax_minor", default=0))["tax"])


def _latest(documents: Sequence[Invoice]) -> Invoice:
    """The invoice a credit note belongs to: the latest that is not wholly credited."""
    invoices = [one for one in documents if one.series == Series.INVOICE]
    return invoices[-1]


def _buyer(sale: Sale) -> Part:
    """The company the latest invoice names, else the one the member buys for."""
    named = [one.buyer for one in sale.documents if one.series == Series.INVOICE]
    if named:
        return dict(named[-1])
    return buyer_of(sale.order.membership_id) if sale.order else {}


def _rate_of(receipt: Receipt) -> int:
    """The rate a recorded receipt was taxed at, from its own amounts."""
    net = receipt.gross_minor - receipt.tax_minor
    return receipt.tax_minor * 10_000 // net if net else 0
