"""From which account bank files pay, and what the bank says happened: read first, applied by a person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.payouts.enums import StatementFormat
from diwan.web.deeds import DeedForm, form_page
from diwan.web.once import once
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import payout_page
from diwan.web.steward.forms.payouts import SourceForm, StatementForm


@in_community("approve_money")
def source(request: CommunityRequest) -> HttpResponse:
    """The community's own account: kept sealed, shown masked, written into bank files."""
    form = SourceForm(request.POST if request.method == "POST" else None)
    if form.does(
        lambda given: payouts.set_source(
            community_id=request.community.pk,
            details=form.details(),
            takes_arabic=given["takes_arabic"],
            by=member_of(request).party_id,
            at=clock.now(),
        )
    ):
        messages.success(request, _("Bank files pay from this account from now on."))
        return redirect("payouts", slug=request.community.slug)
    kept = payouts.get_source(community_id=request.community.pk)
    return form_page(request, "pages/payouts/source.html", form, community=request.community, kept=kept)


@in_community("approve_money")
def statements(request: CommunityRequest) -> HttpResponse:
    """Read a file of the bank's; nothing is booked by it."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = StatementForm(*given)
    scope, by = request.community.pk, member_of(request).party_id
    if form.does(
        lambda given: payouts.read_statement(community_id=scope, content=given["file"], by=by, at=clock.now())
    ):
        return redirect("payout_statement", slug=request.community.slug, statement_id=form.answer)
    kept = payouts.list_statements(community_id=scope)
    facts = {"community": request.community, "statements": kept, "format_words": dict(StatementFormat.choices)}
    return form_page(request, "pages/payouts/statements.html", form, **facts)


@require_safe
@in_community("approve_money")
def statement(request: CommunityRequest, statement_id: int) -> HttpResponse:
    view = payout_page.find_statement(request, statement_id)
    return render(request, "pages/payouts/statement.html", payout_page.statement_facts(request, view))


@require_POST
@in_community("approve_money")
@once
def application(request: CommunityRequest, statement_id: int) -> HttpResponse:
    """Write down what the statement says of our payments."""
    view = payout_page.find_statement(request, statement_id)
    form, party = DeedForm(request.POST), member_of(request).party_id
    if form.does(lambda given: payouts.apply_statement(statement_id=statement_id, by=party, at=clock.now())):
        messages.success(request, _("Written down. Payees whose money came back have been told."))
        return redirect("payout_statement", slug=request.community.slug, statement_id=statement_id)
    facts = {**payout_page.statement_facts(request, view), "problem": form.non_field_errors()[0]}
    return render(request, "pages/payouts/statement.html", facts, status=422)
