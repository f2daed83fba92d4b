"""Files for the accountant, by month, by year or by any two days."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.web.jinja import reader_of
from diwan.web.papers.exports import SHAPES, Stretch
from diwan.web.printing.answer import file_answer
from diwan.web.scope import CommunityRequest, in_community
from diwan.web.steward import documents_page
from diwan.web.steward.forms.tax import StretchForm


@require_safe
@in_community("audit")
def exports(request: CommunityRequest) -> HttpResponse:
    """Which days, and in which shape."""
    form = StretchForm(request.GET or None, initial=documents_page.this_year(request))
    start, last = documents_page.stretch_of(request, form)
    facts = {"community": request.community, "form": form, "start": start, "last": last, "shapes": SHAPES}
    return render(request, "pages/invoices/exports.html", facts | documents_page.quick_stretches(request))


@require_safe
@in_community("audit")
def export(request: CommunityRequest, shape: str) -> HttpResponse:
    """One file; the days stand in the address (`start`, `end`: the last day is part of it)."""
    chosen = SHAPES.get(shape)
    if chosen is None:
        raise Http404
    form = StretchForm(request.GET or None, initial=documents_page.this_year(request))
    start, last = documents_page.stretch_of(request, form)
    of = Stretch(request.community, start, last + timedelta(days=1), reader_of(request).is_rtl)
    return file_answer(chosen.write(of), f"{of.name}.{chosen.ending}", chosen.kind)
