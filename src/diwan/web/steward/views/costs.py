from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import till_page
from diwan.web.steward.forms.till import CostForm


@in_community("approve_money")
def costs(request: CommunityRequest) -> HttpResponse:
    """Write down what running the community cost; a month already shared takes nothing in any more."""
    names = till_page.cost_names(request)
    data = request.POST if request.method == "POST" else None
    form = CostForm(data, currency=request.community.currency, names=names)
    if form.does(lambda given: _record(request, given)):
        messages.success(request, _("The cost is in the books. It is paid before the month is shared."))
        return redirect("costs", slug=request.community.slug)
    facts = {"community": request.community, "names": names, "rows": till_page.recorded_costs(request)}
    return form_page(request, "pages/steward/costs.html", form, **facts)


def _record(request: CommunityRequest, given: Any) -> int:
    return commerce.record_cost(
        community_id=request.community.pk,
        actual=given["actual"],
        amount_minor=given["amount"],
        paid_from=given["paid_from"],
        date=given["date"],
        note=given["note"],
        by=member_of(request).party_id,
        at=clock.now(),
        key=given["key"],
    )
