"""A case: money that went back, with its whole story, for its payer and the keepers of the till."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.web.member import case_page
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("read")
def case(request: CommunityRequest, case_id: int) -> HttpResponse:
    try:
        view = commerce.get_case(case_id=case_id, viewer=member_of(request).party_id)
    except commerce.NoSuchCase as error:
        raise Http404 from error
    return render(request, "pages/invoices/case.html", case_page.facts(request, view))
