"""The Fair Close desk: months, and the rite of one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.web.scope import CommunityRequest, in_community
from diwan.web.steward import close_page


@require_safe
@in_community("close_period")
def periods(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/close/periods.html", close_page.month_list(request))


@require_safe
@in_community("close_period")
def period(request: CommunityRequest, period: str) -> HttpResponse:
    """One month: its stages, what each showed, and who gets less."""
    return render(request, "pages/close/period.html", {**close_page.rite(request, period), "problem": ""})
