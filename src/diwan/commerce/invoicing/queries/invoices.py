"""Documents as their payer and the keepers of the till see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from diwan.commerce import rules
from diwan.commerce.invoicing.actions.write_document import digest_of
from diwan.commerce.invoicing.enums import Series
from diwan.commerce.invoicing.errors import NoSuchInvoice
from diwan.commerce.invoicing.models import Invoice
from diwan.commerce.invoicing.tlv import simplified_invoice
from diwan.commerce.invoicing.vat import country_of
from diwan.kernel.text.money import plain_amount
from diwan.people import public as people


@dataclass(frozen=True, slots=True)
class InvoiceSide:
    """A seller or a company that buys, as it stands on the document."""

    name_ar: str
    name_en: str
    address: str
    number: str
    country: str

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en


@dataclass(frozen=True, slots=True)
class Correction:
    """A credit note of an invoice. `refund_id` is the case it follows from, None for one that changes the name only."""

    id: int
    code: str
    gross_minor: int
    refund_id: int | None


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """A document; amounts in minor units of `currency`, positive for a credit note too.

    `list_minor` is the price before discounts. `payer_name` is how the payer is called today: it stands beside the
    document, not on it. `qr` is the text of the QR code the seller's country asks for, or ''.
    """

    id: int
    community_id: int
    code: str
    is_credit_note: bool
    issued_at: datetime
    issued_date: date
    payer: UUID
    payer_name: str
    seller: InvoiceSide
    buyer: InvoiceSide | None
    title_ar: str
    title_en: str
    quantity: int
    list_minor: int
    net_minor: int
    tax_minor: int
    gross_minor: int
    tax_bp: int
    tax_note: str
    law: str
    currency: str
    paid_from: str
    order_id: int | None
    order_reference: str
    corrects_id: int | None
    corrects_code: str
    corrections: tuple[Correction, ...]
    refund_id: int | None
    qr: str
    digest: str

    @property
    def is_tax_invoice(self) -> bool:
        """Whether the seller is registered: only then may it be called a tax invoice."""
        return bool(self.seller.number)

    @property
    def sign(self) -> int:
        return -1 if self.is_credit_note else 1

    def title_in(self, language: str) -> str:
        return self.title_ar if language == "ar" else self.title_en


@dataclass(frozen=True, slots=True)
class SeriesState:
    """How a series stands: its latest number, the numbers that are missing, the documents whose digest is wrong."""

    series: str
    latest: int
    missing: tuple[int, ...]
    broken: tuple[str, ...]


def get_invoice(*, invoice_id: int, viewer: UUID) -> InvoiceView:
    """A document, for its payer and the keepers. Raises NoSuchInvoice also for one the viewer may not see."""
    return _views([row_for(invoice_id=invoice_id, viewer=viewer)])[0]


def list_invoices(
    *, community_id: int, start: date | None = None, end: date | None = None, payer: UUID | None = None
) -> list[InvoiceView]:
    """Documents of `start` ≤ day < `end`, newest first; of one payer, or of all (for the keepers)."""
    rows = Invoice.objects.filter(community=community_id).order_by("-issued_at", "-pk")
    if start is not None:
        rows = rows.filter(issued_date__gte=start)
    if end is not None:
        rows = rows.filter(issued_date__lt=end)
    if payer is not None:
        rows = rows.filter(payer=payer)
    return _views(list(rows.select_related("order", "corrects")))


def invoices_of_order(*, order_id: int, viewer: UUID) -> list[InvoiceView]:
    """The documents of an order, oldest first. Raises errors.NoSuchOrder."""
    rules.get_visible_order(order_id=order_id, viewer=viewer)
    return _views(list(Invoice.objects.filter(order=order_id).select_related("order", "corrects").order_by("pk")))


def check_series(*, community_id: int) -> list[SeriesState]:
    """Every series of a community, looked through from its first number."""
    return [state for series in Series if (state := _state(community_id, series)).latest]


def row_for(*, invoice_id: int, viewer: UUID) -> Invoice:
    """For other actions. Raises NoSuchInvoice."""
    row = Invoice.objects.select_related("community", "order", "corrects").filter(pk=invoice_id).first()
    who = people.get_membership_by_party(community_id=row.community_id, party=viewer) if row else None
    if row is None or who is None or not (row.payer == viewer or people.can(who, rules.QUEUE)):
        raise NoSuchInvoice
    return row


def _state(community_id: int, series: Series) -> SeriesState:
    rows = list(Invoice.objects.filter(community=community_id, series=series).order_by("number"))
    latest = rows[-1].number if rows else 0
    missing = set(range(1, latest + 1)) - {row.number for row in rows}
    before, broken = "", []
    for row in rows:
        if row.previous_digest != before or row.digest != digest_of(row):
            broken.append(row.code)
        before = row.digest
    return SeriesState(series, latest, tuple(sorted(missing)), tuple(broken))


def _views(rows: Sequence[Invoice]) -> list[InvoiceView]:
    if not rows:
        return []
    names = people.party_names(community_id=rows[0].community_id, parties=[row.payer for row in rows])
    corrections = _corrections(row.pk for row in rows)
    return [_view(row, names.get(row.payer, ""), corrections.get(row.pk, ())) for row in rows]


def _corrections(ids: Iterable[int]) -> dict[int, tuple[Correction, ...]]:
    found: dict[int, tuple[Correction, ...]] = {}
    for row in Invoice.objects.filter(corrects__in=list(ids)).order_by("pk"):
        if row.corrects_id is not None:
            one = Correction(row.pk, row.code, row.gross_minor, row.refund_id)
            found[row.corrects_id] = (*found.get(row.corrects_id, ()), one)
    return found


def _view(row: Invoice, name: str, corrections: tuple[Correction, ...]) -> InvoiceView:
    return InvoiceView(
        id=row.pk,
        community_id=row.community_id,
        code=row.code,
        is_credit_note=row.series == Series.CREDIT_NOTE,
        issued_at=row.issued_at,
        issued_date=row.issued_date,
        payer=row.payer,
        payer_name=name,
        seller=InvoiceSide(**row.seller),
        buyer=_buyer(row.buyer),
        title_ar=row.title_ar,
        title_en=row.title_en,
        quantity=row.quantity,
        list_minor=row.list_minor,
        net_minor=row.gross_minor - row.tax_minor,
        tax_minor=row.tax_minor,
        gross_minor=row.gross_minor,
        tax_bp=row.tax_bp,
        tax_note=row.tax_note,
        law=row.law,
        currency=row.currency,
        paid_from=row.paid_from,
        order_id=row.order_id,
        order_reference=row.order.reference if row.order else "",
        corrects_id=row.corrects_id,
        corrects_code=row.corrects.code if row.corrects else "",
        corrections=corrections,
        refund_id=row.refund_id,
        qr=_qr(row),
        digest=row.digest,
    )


def _buyer(said: dict[str, str]) -> InvoiceSide | None:
    return InvoiceSide(said["name"], said["name"], said["address"], said["number"], said["country"]) if said else None


def _qr(row: Invoice) -> str:
    if not row.seller["number"] or not country_of(row.seller["country"]).has_qr:
        return ""
    return simplified_invoice(
        seller=row.seller["name_ar"],
        number=row.seller["number"],
        issued=row.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        gross=plain_amount(row.gross_minor, row.currency),
        tax=plain_amount(row.tax_minor, row.currency),
    )
