"""An invoice or a credit note, in words and on paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import PaidFrom
from diwan.kernel.text.dates import format_day
from diwan.kernel.text.money import format_money
from diwan.kernel.text.numbers import format_number, format_percent
from diwan.kernel.text.reader import Language, Reader
from diwan.people import public as people
from diwan.web.papers.language import written_in
from diwan.web.printing import document as said
from diwan.web.printing.render import render

SIMPLIFIED_IN = ("SA",)


def invoice_pdf(*, view: commerce.InvoiceView, community: people.Community, language: Language) -> bytes:
    """The document as a PDF in that language: the same bytes whoever asks, as long as the payer's name stays."""
    with written_in(language) as reader:
        return render(_paper(view, community, reader))


def document_title(view: commerce.InvoiceView) -> str:
    """What the document calls itself, by its kind and by who issues it."""
    if view.is_credit_note:
        return _("Tax credit note") if view.is_tax_invoice else _("Credit note")
    if not view.is_tax_invoice:
        return _("Invoice and receipt")
    simplified = view.seller.country in SIMPLIFIED_IN and view.buyer is None
    return _("Simplified tax invoice") if simplified else _("Tax invoice")


def tax_label(view: commerce.InvoiceView, reader: Reader) -> str:
    """The line of the tax: with its rate where there is one."""
    if not view.tax_minor:
        return _("Tax")
    return _("Tax %(rate)s") % {"rate": format_percent(view.tax_bp, reader)}


def tax_note(view: commerce.InvoiceView) -> str:
    """Why there is this much tax, with the law where one is named."""
    note = str(commerce.TaxNote(view.tax_note).label)
    return f"{note} ({view.law})" if view.law and view.tax_minor else note


def title_of(view: commerce.InvoiceView, language: str) -> str:
    """What was sold; a receipt written without words is called a payment."""
    return view.title_in(language) or _("A payment")


def _paper(view: commerce.InvoiceView, community: people.Community, reader: Reader) -> said.Document:
    return said.Document(
        title=f"{document_title(view)} {view.code}",
        language=reader.language,
        made_at=view.issued_at,
        blocks=tuple(_blocks(view, community, reader)),
        foot=_("%(community)s, %(code)s") % {"community": community.name_in(reader.language), "code": view.code},
    )


def _blocks(view: commerce.InvoiceView, community: people.Community, reader: Reader) -> Iterator[said.Block]:
    facts = [(_("Number"), view.code), (_("Date"), format_day(view.issued_date, reader))]
    if view.corrects_code:
        facts.append((_("Corrects"), view.corrects_code))
    if view.order_reference:
        facts.append((_("Order number"), view.order_reference))
    name = community.name_in(reader.language)
    yield said.Masthead(document_title(view), name, community.slug, tuple(facts))
    yield said.Parties(((_("From"), _lines(view.seller, reader)), (_("To"), _buyer(view, reader))))
    yield _table(view, reader)
    yield said.Totals(tuple(_sums(view, reader)))
    yield said.Paragraph(tax_note(view), "quiet")
    if view.paid_from and not view.is_credit_note:
        how = str(PaidFrom(view.paid_from).label)
        yield said.Paragraph(_("Paid in full. How: %(how)s.") % {"how": how}, "quiet")
    if view.qr:
        yield said.Code(
            view.qr, _("The seller, the tax number, the time and the amounts, as the tax office reads them.")
        )


def _lines(side: commerce.InvoiceSide, reader: Reader) -> tuple[str, ...]:
    number = _("Tax number %(number)s") % {"number": side.number} if side.number else ""
    return tuple(line for line in (side.name_in(reader.language), side.address, number) if line)


def _buyer(view: commerce.InvoiceView, reader: Reader) -> tuple[str, ...]:
    return _lines(view.buyer, reader) if view.buyer else (view.payer_name,)


def _table(view: commerce.InvoiceView, reader: Reader) -> said.Table:
    columns = (
        said.Column(_("What"), 6),
        said.Column(_("Quantity"), 2, is_figure=True),
        said.Column(_("Amount"), 3, is_figure=True),
    )
    what = title_of(view, reader.language)
    rows = [said.Row((what, format_number(view.quantity, reader), _money(view.list_minor, view, reader)))]
    off = view.list_minor - view.gross_minor
    if off:
        rows.append(said.Row((_("Discount"), "", _money(-off, view, reader))))
    return said.Table(columns, tuple(rows))


def _sums(view: commerce.InvoiceView, reader: Reader) -> Iterator[tuple[str, str]]:
    if view.tax_minor:
        yield _("Before tax"), _money(view.net_minor, view, reader)
        yield tax_label(view, reader), _money(view.tax_minor, view, reader)
    yield _("Given back") if view.is_credit_note else _("Total"), _money(view.gross_minor, view, reader)


def _money(minor: int, view: commerce.InvoiceView, reader: Reader) -> str:
    return format_money(minor, view.currency, reader)
