"""Where exactly each till receives: accounts, aliases, numbers, places."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.bank import PayAddressForm


@in_community("approve_money")
def pay_addresses(request: CommunityRequest) -> HttpResponse:
    form = PayAddressForm(request.POST if request.method == "POST" else None)
    here: dict[str, Any] = {"community_id": request.community.pk, "by": member_of(request).party_id, "at": clock.now()}
    if form.does(lambda given: commerce.set_pay_address(**here, **given)):
        messages.success(request, _("Payers see it from now on. The change is in the audit line."))
        return redirect("pay_addresses", slug=request.community.slug)
    facts = {
        "community": request.community,
        "addresses": commerce.list_pay_addresses(community_id=request.community.pk),
    }
    return form_page(request, "pages/tills/addresses.html", form, **facts)


@require_POST
@in_community("approve_money")
def closure(request: CommunityRequest, address_id: int) -> HttpResponse:
    by, at = member_of(request).party_id, clock.now()
    commerce.close_pay_address(community_id=request.community.pk, address_id=address_id, by=by, at=at)
    messages.success(request, _("Nobody is sent there any more. The change is in the audit line."))
    return redirect("pay_addresses", slug=request.community.slug)
