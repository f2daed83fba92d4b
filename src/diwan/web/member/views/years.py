"""An earner's year: what was earned, corrected, paid out, held and carried, equal to the books."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.web.papers import year as paper
from diwan.web.papers.language import language_of
from diwan.web.printing.answer import pdf_answer
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("read")
def year(request: CommunityRequest, year: int) -> HttpResponse:
    view = _view(request, year)
    facts = {
        "community": request.community,
        "view": view,
        "sums": paper.sum_of(view),
        "stands": paper.stands_of(view),
        "kinds": paper.kinds_of(view),
    }
    return render(request, "pages/invoices/year.html", facts)


@require_safe
@in_community("read")
def pdf(request: CommunityRequest, year: int, language: str) -> HttpResponse:
    """The same on paper, in the language of the address."""
    content = paper.year_pdf(
        view=_view(request, year),
        community=request.community,
        name=member_of(request).person.display_name,
        language=language_of(language),
        at=clock.now(),
    )
    return pdf_answer(content, f"{request.community.slug}-{year}-{language}.pdf")


def _view(request: CommunityRequest, year: int) -> distribution.YearView:
    if not 2000 <= year <= 2200:
        raise Http404
    return distribution.year_of(community_id=request.community.pk, party=member_of(request).party_id, year=year)
