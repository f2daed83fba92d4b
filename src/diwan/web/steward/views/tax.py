"""The owner's side of documents: what was issued, how the community is taxed, which money went back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.papers.invoice import title_of
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import documents_page
from diwan.web.steward.forms.tax import TaxForm


@require_safe
@in_community("see_orders")
def documents(request: CommunityRequest) -> HttpResponse:
    """A month of documents, what they come to for the tax office, and whether a number is missing."""
    facts = documents_page.month(request, request.GET.get("month", ""))
    return render(request, "pages/invoices/documents.html", {**facts, "title_of": title_of})


@in_community("approve_money")
def tax(request: CommunityRequest) -> HttpResponse:
    """Who sells here in the eyes of the tax office; the table says the rate."""
    today = documents_page.today(request)
    standing = commerce.tax_standing(community_id=request.community.pk, day=today)
    form = TaxForm(request.POST if request.method == "POST" else None, initial=TaxForm.known(standing))
    who: dict[str, Any] = {"community_id": request.community.pk, "by": member_of(request).party_id, "at": clock.now()}
    if form.does(lambda given: commerce.set_tax_standing(**who, **form.standing(given))):
        messages.success(request, _("Kept. Documents say it from now on, and what is on sale follows the rate."))
        return redirect("tax", slug=request.community.slug)
    facts = {"standing": standing, "countries": commerce.list_tax_countries(day=today)}
    return form_page(request, "pages/invoices/tax.html", form, community=request.community, **facts)


@require_safe
@in_community("see_orders")
def cases(request: CommunityRequest) -> HttpResponse:
    """Every refund and every amount a provider took back, newest first."""
    found = commerce.list_cases(community_id=request.community.pk)
    return render(request, "pages/invoices/cases.html", {"community": request.community, "cases": found})
