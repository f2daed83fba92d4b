"""The payout desk: balances due, drafting a batch, the terms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.payouts import public as payout_room
from diwan.web.deeds import DeedForm, form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import payout_page
from diwan.web.steward.forms.payouts import TermsForm


@require_safe
@in_community("approve_money")
def payouts(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/payouts/desk.html", payout_page.desk(request))


@require_POST
@in_community("approve_money")
def draft(request: CommunityRequest) -> HttpResponse:
    """Draft a batch of everything that can be paid now. There is one draft at a time, so twice is refused in words."""
    form = DeedForm(request.POST)
    party = member_of(request).party_id
    if form.does(lambda given: payout_room.draft_batch(community_id=request.community.pk, by=party, at=clock.now())):
        messages.success(request, _("The batch is drafted. Nothing leaves before another person has approved it."))
        return redirect("payout_batch", slug=request.community.slug, batch_id=form.answer.id)
    facts = {**payout_page.desk(request), "problem": form.non_field_errors()[0]}
    return render(request, "pages/payouts/desk.html", facts, status=422)


@in_community("approve_money")
def terms(request: CommunityRequest) -> HttpResponse:
    """The smallest payment, and the step the bank pays in."""
    kept = payout_room.get_terms(community_id=request.community.pk)
    initial = {"minimum": kept.minimum_minor, "quantum": kept.quantum_minor, "year_limit": kept.year_limit_minor}
    data = request.POST if request.method == "POST" else None
    form = TermsForm(data, currency=request.community.currency, initial=initial)
    if form.does(
        lambda given: payout_room.set_terms(
            community_id=request.community.pk,
            minimum_minor=given["minimum"],
            quantum_minor=given["quantum"],
            year_limit_minor=given["year_limit"],
            by=member_of(request).party_id,
            at=clock.now(),
        )
    ):
        messages.success(request, _("The new terms hold from the next batch."))
        return redirect("payouts", slug=request.community.slug)
    return form_page(request, "pages/payouts/terms.html", form, community=request.community)
