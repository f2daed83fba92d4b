"""The treasury, and the budget of a month with the receipts of its costs."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.commerce.errors import CommerceError
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.once import once
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward import treasury_page
from diwan.web.steward.forms.treasury import BudgetForm, PaperForm


@require_safe
@in_community("see_cockpit")
def treasury(request: CommunityRequest) -> HttpResponse:
    return render(request, "pages/treasury/treasury.html", treasury_page.treasury(request))


@in_community("approve_money")
def budget_plan(request: CommunityRequest, period: str) -> HttpResponse:
    """Say what a month is meant to cost, and see which of its costs still lack a receipt."""
    facts = treasury_page.budget(request, period)
    view, names = facts["view"], treasury_page.plan_names(request, facts["view"])
    initial = {f"planned_{line.actual}": line.planned_minor for line in view.lines} | {"note": view.note}
    data = request.POST if request.method == "POST" else None
    form = BudgetForm(data, currency=request.community.currency, names=names, initial=initial)
    if form.does(
        lambda given: commerce.budget.plan_budget(
            community_id=request.community.pk,
            period=period,
            planned=form.planned(),
            note=given["note"],
            by=member_of(request).party_id,
            at=clock.now(),
        )
    ):
        messages.success(request, _("The budget is kept. Members see it once it is published."))
        return redirect("budget_plan", slug=request.community.slug, period=period)
    return form_page(request, "pages/treasury/budget_plan.html", form, **facts, names=names, paper=PaperForm())


@require_POST
@in_community("approve_money")
@once
def publication(request: CommunityRequest, period: str) -> HttpResponse:
    """Show the month's budget, and the receipts of its costs, to every member."""
    by = member_of(request).party_id
    try:
        commerce.budget.publish_budget(community_id=request.community.pk, period=period, by=by, at=clock.now())
    except CommerceError as refusal:
        messages.error(request, str(refusal))
        return redirect("budget_plan", slug=request.community.slug, period=period)
    messages.success(request, _("Published. Every member can see it now."))
    return redirect("budget_month", slug=request.community.slug, period=period)


@require_POST
@in_community("approve_money")
@once
def cost_papers(request: CommunityRequest, period: str, cost_id: int) -> HttpResponse:
    """Attach the receipt of one cost."""
    form = PaperForm(request.POST, request.FILES)
    facts = treasury_page.budget(request, period)
    if cost_id not in {cost.id for line in facts["view"].lines for cost in line.costs}:
        raise Http404
    scope, by = request.community.pk, member_of(request).party_id
    if form.does(
        lambda given: commerce.budget.attach_paper(
            cost_id=cost_id, community_id=scope, content=given["file"], by=by, at=clock.now()
        )
    ):
        messages.success(request, _("The receipt is attached."))
        return redirect("budget_plan", slug=request.community.slug, period=period)
    names = treasury_page.plan_names(request, facts["view"])
    shown = BudgetForm(None, currency=request.community.currency, names=names)
    facts |= {"form": shown, "names": names, "paper": form, "paper_of": cost_id}
    return render(request, "pages/treasury/budget_plan.html", facts, status=422)
