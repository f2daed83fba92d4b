from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import till_page
from diwan.web.steward.forms.till import RefundForm


@in_community("approve_money")
def refund(request: CommunityRequest, order_id: int, payment_id: int) -> HttpResponse:
    """Give money back, after saying what that does to months already shared."""
    order, payment = _payment(request, order_id, payment_id)
    left = payment.amount_minor - payment.refunded_minor
    data = request.POST if request.method == "POST" else None
    form = RefundForm(data, currency=order.currency, initial={"amount": left})
    if form.does(lambda given: _give_back(request, order, payment_id, given)):
        messages.success(request, _done(payment_id, order))
        return redirect("order", slug=request.community.slug, order_id=order.id)
    facts = {"community": request.community, "order": order, "payment": payment, "left_minor": left}
    return form_page(request, "pages/steward/refund.html", form, **facts)


def _done(payment_id: int, order: commerce.OrderView) -> str:
    if payment_id in commerce.online.online_payments(order_id=order.id):
        return _("The provider gives it back, and it is in the books.")
    return _("It is in the books. Send the money back now, the way it came.")


def _give_back(request: CommunityRequest, order: commerce.OrderView, payment_id: int, given: Any) -> commerce.OrderView:
    """What came through a provider goes back through it; anything else the keeper sends back by hand."""
    is_online = payment_id in commerce.online.online_payments(order_id=order.id)
    refund = commerce.online.refund_online if is_online else commerce.refund_payment
    return refund(
        payment_id=payment_id,
        amount_minor=given["amount"],
        by=member_of(request).party_id,
        at=clock.now(),
        reason=given["reason"],
        key=given["key"],
    )


def _payment(
    request: CommunityRequest, order_id: int, payment_id: int
) -> tuple[commerce.OrderView, commerce.PaymentView]:
    order = till_page.find_order(request, order_id)
    found = next((one for one in order.payments if one.id == payment_id), None)
    if found is None:
        raise Http404
    return order, found
