"""One batch: looked at by its hash, approved by another person, sent with proof, or given back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.kernel.text.bidi import isolate_ltr
from diwan.payouts import public as payouts
from diwan.payouts.errors import PayoutsError
from diwan.web.deeds import DeedForm, form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import payout_page
from diwan.web.steward.forms.payouts import ApprovalForm, FailureForm, SendingForm


@require_safe
@in_community("approve_money")
def batch(request: CommunityRequest, batch_id: int) -> HttpResponse:
    view = payout_page.find_batch(request, batch_id)
    return render(request, "pages/payouts/batch.html", payout_page.batch_facts(request, view))


@require_POST
@in_community("approve_money")
def approval(request: CommunityRequest, batch_id: int) -> HttpResponse:
    """Approve exactly what was looked at: the form carries the hash that was shown."""
    payout_page.find_batch(request, batch_id)
    form = ApprovalForm(request.POST)
    party = member_of(request).party_id
    if form.does(
        lambda given: payouts.approve_batch(batch_id=batch_id, batch_hash=given["hash"], by=party, at=clock.now())
    ):
        messages.success(request, _("Approved. Send the payments, then note the proof of each."))
        return redirect("payout_batch", slug=request.community.slug, batch_id=batch_id)
    return _refused(request, batch_id, form)


@require_POST
@in_community("approve_money")
def cancellation(request: CommunityRequest, batch_id: int) -> HttpResponse:
    """Throw a draft away: nothing was booked."""
    payout_page.find_batch(request, batch_id)
    form = DeedForm(request.POST)
    party = member_of(request).party_id
    if form.does(lambda given: payouts.cancel_batch(batch_id=batch_id, by=party, at=clock.now())):
        messages.success(request, _("The draft is gone. Every balance is as it was."))
        return redirect("payouts", slug=request.community.slug)
    return _refused(request, batch_id, form)


@require_POST
@in_community("approve_money")
def batch_file(request: CommunityRequest, batch_id: int, rail: str) -> HttpResponse:
    """The file of one way of paying, destinations in the clear; opening it leaves an audit line, so it is a POST."""
    view = payout_page.find_batch(request, batch_id)
    party = member_of(request).party_id
    try:
        file = payouts.export_batch(batch_id=batch_id, rail=rail, by=party, at=clock.now())
    except PayoutsError as refusal:
        facts = {**payout_page.batch_facts(request, view), "problem": str(refusal)}
        return render(request, "pages/payouts/batch.html", facts, status=422)
    if file.left_out:
        said = _("This file does not carry %(references)s; pay them another way.")
        messages.warning(request, said % {"references": isolate_ltr(", ".join(file.left_out))})
    name = f"{request.community.slug}-payouts-{view.number}.{file.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(file.content, content_type=file.media_type, headers=headers)


@in_community("approve_money")
def sending(request: CommunityRequest, batch_id: int, payout_id: int) -> HttpResponse:
    """Note that one payment was made, with its proof."""
    view, payout = payout_page.find_payout(request, batch_id, payout_id)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SendingForm(data, files, initial={"paid_from": "cash" if payout.method_kind == "cash" else "bank"})
    party = member_of(request).party_id
    if form.does(lambda given: payouts.mark_sent(payout_id=payout_id, by=party, at=clock.now(), **given)):
        messages.success(request, _("Noted. The payee has been told and can confirm that it arrived."))
        return redirect("payout_batch", slug=request.community.slug, batch_id=batch_id)
    facts = {"community": request.community, "batch": view, "payout": payout}
    return form_page(request, "pages/payouts/sending.html", form, **facts)


@in_community("approve_money")
def failure(request: CommunityRequest, batch_id: int, payout_id: int) -> HttpResponse:
    """One payment could not be sent, or came back: the money is on the payee's balance again."""
    view, payout = payout_page.find_payout(request, batch_id, payout_id)
    form = FailureForm(request.POST if request.method == "POST" else None)
    party = member_of(request).party_id
    if form.does(
        lambda given: payouts.mark_failed(payout_id=payout_id, reason=given["reason"], by=party, at=clock.now())
    ):
        messages.success(request, _("The money is back on the balance, and the payee knows why."))
        return redirect("payout_batch", slug=request.community.slug, batch_id=batch_id)
    facts = {"community": request.community, "batch": view, "payout": payout}
    return form_page(request, "pages/payouts/failure.html", form, **facts)


def _refused(request: CommunityRequest, batch_id: int, form: DeedForm) -> HttpResponse:
    view = payout_page.find_batch(request, batch_id)
    problem = next(iter(form.errors.values()))[0]
    facts = {**payout_page.batch_facts(request, view), "problem": problem}
    return render(request, "pages/payouts/batch.html", facts, status=422)
