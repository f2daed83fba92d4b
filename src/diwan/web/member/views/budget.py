"""The published budget and its receipts."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.people import public as people
from diwan.web.scope import CommunityRequest, in_community
from diwan.web.steward import treasury_page

_TYPES = {"webp": ("image/webp", "inline"), "pdf": ("application/pdf", "attachment")}


@require_safe
@in_community("read")
def budget(request: CommunityRequest) -> HttpResponse:
    """The newest published month; where none is, a page that says so."""
    months = commerce.budget.list_published(community_id=request.community.pk)
    if months:
        return redirect("budget_month", slug=request.community.slug, period=months[0])
    facts = {
        "community": request.community,
        "is_keeper": people.can(request.membership, "approve_money"),
        "month": treasury_page.this_month(request),
    }
    return render(request, "pages/treasury/no_budget.html", facts)


@require_safe
@in_community("read")
def budget_month(request: CommunityRequest, period: str) -> HttpResponse:
    return render(request, "pages/treasury/budget.html", treasury_page.budget(request, period))


@require_safe
@in_community("read")
def cost_paper(request: CommunityRequest, paper_id: int) -> HttpResponse:
    """A receipt: a picture to look at, or a PDF that is only ever a download."""
    is_keeper = people.can(request.membership, "approve_money")
    try:
        path = commerce.budget.get_paper(paper_id=paper_id, community_id=request.community.pk, is_keeper=is_keeper)
    except commerce.budget.NoSuchPaper as error:
        raise Http404 from error
    media_type, shown = _TYPES[path.suffix.removeprefix(".")]
    name = f'{shown}; filename="receipt-{paper_id}{path.suffix}"'
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": name}
    return HttpResponse(path.read_bytes(), content_type=media_type, headers=headers)
