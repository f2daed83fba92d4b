"""Where a member wants to be paid, and what was paid to them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.payouts.enums import MethodKind
from diwan.payouts.errors import NoSuchPayout, PayoutsError
from diwan.web.deeds import form_page
from diwan.web.member import payout_page
from diwan.web.member.forms.payout_method import PayoutMethodForm
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("read")
def payout_method(request: CommunityRequest) -> HttpResponse:
    """Set or change the destination; a change is told by mail and waits before money follows it."""
    asked = (request.POST if request.method == "POST" else request.GET).get("kind", MethodKind.BANK)
    kind = asked if asked in MethodKind.values else MethodKind.BANK
    form = PayoutMethodForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.does(
        lambda given: payouts.set_method(
            membership_id=member_of(request).pk, kind=kind, details=form.details(), at=clock.now()
        )
    ):
        messages.success(request, _("We will pay you there. We also sent you a letter about it."))
        return redirect("payout_method", slug=request.community.slug)
    return form_page(request, "pages/payouts/method.html", form, **payout_page.mine(request, kind))


@require_POST
@in_community("read")
def confirmation(request: CommunityRequest, payout_id: int) -> HttpResponse:
    """“It arrived”, from the person it was sent to."""
    try:
        payouts.confirm_receipt(payout_id=payout_id, by=member_of(request).party_id, at=clock.now())
    except NoSuchPayout as error:
        raise Http404 from error
    except PayoutsError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thank you. The books now know that it arrived."))
    return redirect("payout_method", slug=request.community.slug)


@require_safe
@in_community("read")
def proof(request: CommunityRequest, payout_id: int) -> HttpResponse:
    """The photo that shows a payment was made: for its payee and the keepers of the till."""
    try:
        path = payouts.get_proof_photo(payout_id=payout_id, viewer=member_of(request).party_id)
    except NoSuchPayout as error:
        raise Http404 from error
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": "inline"}
    return HttpResponse(path.read_bytes(), content_type="image/webp", headers=headers)
