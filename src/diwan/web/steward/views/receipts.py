"""The owner's review: one tap to approve, one to confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.commerce.enums import OPEN
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import till_page
from diwan.web.steward.forms.till import RejectionForm


@require_safe
@in_community("see_orders")
def receipts(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/steward/receipts.html", till_page.queue(request))


@in_community("approve_money")
def approval(request: CommunityRequest, order_id: int) -> HttpResponse:
    """Say how much arrived. The order's own key makes two treasurers who tap at once approve once."""
    order = till_page.find_order(request, order_id)
    form = till_page.approval_form(order, request.POST if request.method == "POST" else None)
    if form.does(
        lambda given: commerce.approve_payment(
            order_id=order.id,
            amount_minor=given["amount"],
            by=member_of(request).party_id,
            at=clock.now(),
            key=given["key"],
            as_extra=order.status not in OPEN and form.initial["key"] == given["key"],
        )
    ):
        messages.success(request, _("It is in the books, and the payer has been told."))
        return redirect("receipts", slug=request.community.slug)
    return form_page(request, "pages/steward/approval.html", form, community=request.community, order=order)


@in_community("approve_money")
def rejection(request: CommunityRequest, order_id: int) -> HttpResponse:
    """Say that the receipt does not show the payment; the order stays open for another."""
    order = till_page.find_order(request, order_id)
    form = RejectionForm(_unprefixed(request, order_id) if request.method == "POST" else None)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.reject_payment(order_id=order.id, reason=given["reason"], by=party, at=clock.now())
    ):
        messages.success(request, _("The payer has been told why, and can send another receipt."))
        return redirect("receipts", slug=request.community.slug)
    return form_page(request, "pages/steward/rejection.html", form, community=request.community, order=order)


def _unprefixed(request: CommunityRequest, order_id: int) -> dict[str, str]:
    """The reason, from the queue's own form or from the page of one order."""
    return {"reason": request.POST.get("reason") or request.POST.get(f"no{order_id}-reason", "")}
