"""Where a member wants to be paid, and what was paid to them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.payouts.enums import MethodKind
from diwan.payouts.errors import NoSuchDonation, NoSuchPayout, PayoutsError
from diwan.web import fresh_proof
from diwan.web.deeds import form_page
from diwan.web.member import payout_page
from diwan.web.member.forms.payout_method import DonationForm, IdentityCodeForm, PayoutMethodForm
from diwan.web.once import once
from diwan.web.scope import CommunityRequest, in_community, member_of


@in_community("read")
def payout_method(request: CommunityRequest) -> HttpResponse:
    """Set or change the destination, with fresh proof of who one is; what is typed without it is thrown away."""
    kind = _kind(request)
    is_fresh = fresh_proof.is_fresh(request)
    if request.method == "POST" and not is_fresh:
        messages.warning(request, _("Nothing was changed. Show first that it is still you, then fill it in again."))
        return redirect(with_kind("payout_identity", request, kind))
    form = PayoutMethodForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.does(
        lambda given: payouts.set_method(
            membership_id=member_of(request).pk, kind=kind, details=form.details(), at=clock.now()
        )
    ):
        messages.success(request, _("We will pay you there. We also sent you a letter about it."))
        return redirect("payout_method", slug=request.community.slug)
    facts = {**payout_page.mine(request, kind), "is_fresh": is_fresh}
    return form_page(request, "pages/payouts/method.html", form, **facts)


@in_community("read")
def identity(request: CommunityRequest) -> HttpResponse:
    """Prove that it is still oneself: by what the account has, or by a code that we mail."""
    kind = _kind(request)
    after = f"{with_kind('payout_method', request, kind)}#destination"
    if fresh_proof.is_fresh(request):
        return redirect(after)
    elsewhere = fresh_proof.way_by_account(request, after)
    if elsewhere:
        return redirect(elsewhere)
    form = IdentityCodeForm(request.POST if request.POST.get("code") else None)
    if form.is_bound and form.is_valid():
        if fresh_proof.takes_code(request, form.cleaned_data["code"]):
            return redirect(after)
        form.add_error("code", _("This is not the code we sent last, or its time is over."))
    elif request.method == "POST":
        fresh_proof.send_code(request, member_of(request))
    facts = {"community": request.community, "kind": kind, "is_sent": fresh_proof.is_code_sent(request)}
    return form_page(request, "pages/payouts/identity.html", form, **facts)


@require_POST
@in_community("read")
@once
def donation(request: CommunityRequest) -> HttpResponse:
    """Leave what is payable, or part of it, to the common pot."""
    form = DonationForm(request.POST, currency=request.community.currency)
    if form.does(
        lambda given: payouts.donate(
            membership_id=member_of(request).pk, amount_minor=given["amount"], at=clock.now(), key=given["key"]
        )
    ):
        messages.success(request, _("Thank you. It is in the common pot; you can take it back until the next batch."))
        return redirect("payout_method", slug=request.community.slug)
    kind = MethodKind.BANK
    facts = {**payout_page.mine(request, kind), "is_fresh": fresh_proof.is_fresh(request), "gift": form}
    shown = PayoutMethodForm(None, kind=kind)
    return render(request, "pages/payouts/method.html", {**facts, "form": shown}, status=422)


@require_POST
@in_community("read")
@once
def donation_withdrawal(request: CommunityRequest, donation_id: int) -> HttpResponse:
    """Take a gift back, while no batch was approved since."""
    party, key = member_of(request).party_id, f"withdrawal:{donation_id}"
    try:
        payouts.withdraw_donation(donation_id=donation_id, by=party, at=clock.now(), key=key)
    except NoSuchDonation as error:
        raise Http404 from error
    except PayoutsError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is yours again."))
    return redirect("payout_method", slug=request.community.slug)


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


def _kind(request: CommunityRequest) -> str:
    asked = (request.POST if request.method == "POST" else request.GET).get("kind", MethodKind.BANK)
    return asked if asked in MethodKind.values else MethodKind.BANK


def with_kind(name: str, request: CommunityRequest, kind: str) -> str:
    """The address of a page of this community, with the kind of destination in it."""
    return f"{reverse(name, kwargs={'slug': request.community.slug})}?kind={kind}"
