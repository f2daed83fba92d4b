"""What a sponsor opens with a signed address: their own deals, counted, and nothing of anybody else's."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from diwan.kernel import clock
from diwan.kernel.text.reader import Language
from diwan.promotion import public as promotion
from diwan.web.counted_words import METHOD
from diwan.web.papers.campaign import campaign_pdf
from diwan.web.printing.answer import pdf_answer
from diwan.web.sponsor_address import page_behind


@require_safe
@never_cache
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Every deal of the sponsor, newest first."""
    found = _page(token)
    return render(request, "pages/promotion/sponsor_page.html", {"page": found, "token": token})


@require_safe
@never_cache
def report(request: HttpRequest, token: str, campaign_id: int) -> HttpResponse:
    """One deal: what was counted, what was removed, what was promised, what was paid."""
    found = _page(token)
    facts = {"page": found, "token": token, "report": _report(found, campaign_id), "community": found.community}
    return render(request, "pages/promotion/sponsor_report.html", {**facts, "method_words": METHOD})


@require_safe
def paper(request: HttpRequest, token: str, campaign_id: int, language: str) -> HttpResponse:
    """The same report on paper, in the language of the address."""
    if language not in ("ar", "en"):
        raise Http404
    found = _page(token)
    written: Language = "ar" if language == "ar" else "en"
    content = campaign_pdf(
        report=_report(found, campaign_id), community=found.community, language=written, at=clock.now()
    )
    return pdf_answer(content, f"{found.community.slug}-campaign-{campaign_id}-{language}.pdf")


@require_safe
@never_cache
def rows(request: HttpRequest, token: str, campaign_id: int) -> HttpResponse:
    """The raw rows the report was counted from, for whoever wants to count again."""
    campaign = _campaign(_page(token), campaign_id)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["day", "placement", "what", "viewer", "verdict", "repeats"])
    for row in promotion.raw_rows(campaign=campaign):
        writer.writerow([row.day, row.placement_id, row.what, row.viewer, row.verdict, row.repeat_count])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="campaign-{campaign.pk}-rows.csv"'
    return response


def _page(token: str) -> promotion.SponsorPage:
    found = page_behind(token) if token.isprintable() else None
    if found is None:
        raise Http404
    return found


def _campaign(page: promotion.SponsorPage, campaign_id: int) -> promotion.Campaign:
    campaign = promotion.find_own_campaign(page=page, campaign_id=campaign_id) if campaign_id < 2**63 else None
    if campaign is None:
        raise Http404
    return campaign


def _report(page: promotion.SponsorPage, campaign_id: int) -> promotion.Report:
    return promotion.campaign_report(campaign=_campaign(page, campaign_id))
