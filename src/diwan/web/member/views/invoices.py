"""One's own documents: what was paid in writing, on a company's name if one asks, and what went back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.member import invoice_page
from diwan.web.member.forms.invoices import BillingForm, CompanyForm
from diwan.web.papers.invoice import invoice_pdf
from diwan.web.papers.language import language_of
from diwan.web.printing.answer import pdf_answer
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("read")
def invoices(request: CommunityRequest) -> HttpResponse:
    """Every document and every case of the reader's own, and the years in which they earned."""
    return render(request, "pages/invoices/mine.html", invoice_page.mine(request))


@require_safe
@in_community("read")
def invoice(request: CommunityRequest, invoice_id: int) -> HttpResponse:
    """A document as it was issued, for its payer and the keepers of the till."""
    view = _find(request, invoice_id)
    return render(request, "pages/invoices/invoice.html", invoice_page.facts(request, view))


@require_safe
@in_community("read")
def pdf(request: CommunityRequest, invoice_id: int, language: str) -> HttpResponse:
    """The same on paper, in the language of the address."""
    view = _find(request, invoice_id)
    content = invoice_pdf(view=view, community=request.community, language=language_of(language))
    return pdf_answer(content, f"{request.community.slug}-{view.code}-{language}.pdf")


@in_community("read")
def company(request: CommunityRequest, invoice_id: int) -> HttpResponse:
    """Ask for the invoice on a company's name: the old one is credited, a new one issued."""
    view = _find(request, invoice_id)
    form = CompanyForm(request.POST if request.method == "POST" else None, initial=_known(request))
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.put_on_company(invoice_id=view.id, **form.details(given), by=party, at=clock.now())
    ):
        messages.success(request, _("The new invoice is here, and a credit note for the old one beside it."))
        return redirect("invoice", slug=request.community.slug, invoice_id=form.answer.id)
    return form_page(request, "pages/invoices/company.html", form, community=request.community, view=view)


@in_community("read")
def billing(request: CommunityRequest) -> HttpResponse:
    """The company one buys for, from the next document on; emptied, it is forgotten."""
    form = BillingForm(request.POST if request.method == "POST" else None, initial=_known(request))
    member = member_of(request)
    if form.does(
        lambda given: commerce.set_billing_details(membership_id=member.pk, **form.details(given), at=clock.now())
    ):
        messages.success(request, _("Kept. The next invoice says it."))
        return redirect("invoices", slug=request.community.slug)
    return form_page(request, "pages/invoices/billing.html", form, community=request.community)


def _known(request: CommunityRequest) -> dict[str, str]:
    kept = commerce.billing_details(membership_id=member_of(request).pk)
    return {"name": kept.name, "tax_number": kept.tax_number, "address": kept.address, "country": kept.country}


def _find(request: CommunityRequest, invoice_id: int) -> commerce.InvoiceView:
    try:
        view = commerce.get_invoice(invoice_id=invoice_id, viewer=member_of(request).party_id)
    except commerce.NoSuchInvoice as error:
        raise Http404 from error
    return view
