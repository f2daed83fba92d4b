"""A deal with a sponsor, from the first word to the last payment."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.promotion import public as promotion
from diwan.web.scope import CommunityRequest, in_community, member_of, spaces_of
from diwan.web.steward.forms.promotion import (
    CampaignForm,
    DeliverableForm,
    EndingForm,
    PaymentForm,
    PlacementForm,
    ProofForm,
)
from diwan.web.steward.promotion_page import campaign_facts, deed_page, members_part, promotion_refusals, trail_of

_DEAL = gettext_lazy("Days, price and rules. Until somebody agrees to it, it can be changed and nobody sees it.")


@in_community("see_cockpit")
@promotion_refusals
def new_campaign(request: CommunityRequest, sponsor_id: int) -> HttpResponse:
    sponsor = promotion.get_sponsor(viewer=member_of(request), sponsor_id=sponsor_id)
    form = CampaignForm(request.POST or None, currency=request.community.currency)
    if form.does(
        lambda given: promotion.draft_campaign(
            by=member_of(request), sponsor_id=sponsor.pk, at=clock.now(), **_deal(given)
        )
    ):
        return _to(request, form.answer.pk)
    return deed_page(
        request, form, title=_("A new deal"), button=_("Keep the draft"), trail=trail_of(request), lead=str(_DEAL),
    )  # fmt: skip


@in_community("see_cockpit")
@require_safe
@promotion_refusals
def campaign(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    """The whole deal on one page."""
    return render(request, "pages/promotion/campaign.html", campaign_facts(request, campaign_id))


@in_community("see_cockpit")
@promotion_refusals
def edit_campaign(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    """Only what nobody agreed to yet can be changed."""
    held = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id).campaign
    initial = {
        "title": held.title, "starts": held.starts_date, "ends": held.ends_date, "price": held.price_minor,
        "tax": held.tax_bp // 100, "brand_rules": held.brand_rules,
    }  # fmt: skip
    form = CampaignForm(request.POST or None, currency=request.community.currency, initial=initial)
    if form.does(lambda given: promotion.edit_campaign(by=member_of(request), campaign_id=campaign_id, **_deal(given))):
        return _to(request, campaign_id)
    return deed_page(
        request, form, title=_("Change the deal"), button=_("Keep it"), trail=trail_of(request, held), lead=str(_DEAL),
    )  # fmt: skip


@in_community("approve_money")
@require_POST
@promotion_refusals
def campaign_agreement(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    """Agree; the members' part is what the plan that holds now lets reach them."""
    held = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id).campaign
    reach = members_part(request, held)
    promotion.agree_campaign(
        by=member_of(request), campaign_id=campaign_id, members_minor=reach.members_minor, plan_hash=reach.plan_hash,
        at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Agreed. From its first day it is shown, with its price."))
    return _to(request, campaign_id)


@in_community("see_cockpit")
@promotion_refusals
def new_placement(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    held = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id).campaign
    form = PlacementForm(request.POST or None, spaces=spaces_of(request), reads=request.LANGUAGE_CODE)
    if form.does(lambda given: promotion.add_placement(by=member_of(request), campaign_id=held.pk, **_where(given))):
        return _to(request, campaign_id)
    return deed_page(
        request, form, title=_("Where it is shown"), button=_("Show it there"), trail=trail_of(request, held),
        lead=_("By what is talked about: a space, a tag, a language. Who reads is never asked."),
    )  # fmt: skip


@in_community("see_cockpit")
@require_POST
@promotion_refusals
def placement_withdrawal(request: CommunityRequest, placement_id: int) -> HttpResponse:
    row = promotion.withdraw_placement(by=member_of(request), placement_id=placement_id, at=clock.now())
    return _to(request, row.campaign_id)


@in_community("see_cockpit")
@promotion_refusals
def new_deliverable(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    held = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id).campaign
    form = DeliverableForm(request.POST or None)
    if form.does(lambda given: promotion.add_deliverable(by=member_of(request), campaign_id=held.pk, **given)):
        return _to(request, campaign_id)
    return deed_page(request, form, title=_("A promise"), button=_("Promise it"), trail=trail_of(request, held))


@in_community("see_cockpit")
@promotion_refusals
def deliverable_proof(request: CommunityRequest, campaign_id: int, deliverable_id: int) -> HttpResponse:
    held = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id)
    promise = promotion.promise_of(view=held, deliverable_id=deliverable_id)
    form = ProofForm(request.POST or None)
    if form.does(
        lambda given: promotion.prove_deliverable(
            by=member_of(request), deliverable_id=promise.pk, at=clock.now(), **given
        )
    ):
        return _to(request, campaign_id)
    return deed_page(
        request, form, title=promise.title, button=_("It is done"), trail=trail_of(request, held.campaign),
        lead=_("The sponsor sees the proof on their page."),
    )  # fmt: skip


@in_community("approve_money")
@promotion_refusals
def sponsor_payment(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    """Money arrived: deferred today, earned day by day over the campaign."""
    view = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id)
    initial = {"amount": view.open_minor, "received": clock.now().date()}
    form = PaymentForm(request.POST or None, currency=request.community.currency, initial=initial)
    if form.does(
        lambda given: promotion.record_sponsor_payment(
            by=member_of(request), campaign_id=campaign_id, amount_minor=given["amount"], fee_minor=given["fee"] or 0,
            paid_into=given["paid_into"], received=given["received"], at=clock.now(), key=given["key"],
        )
    ):  # fmt: skip
        messages.success(request, _("The payment is in the books. Each month earns its days of it."))
        return _to(request, campaign_id)
    return deed_page(
        request, form, title=_("A payment arrived"), button=_("Write it down"), trail=trail_of(request, view.campaign),
        then=[
            _("It is a debt of ours first: the sponsor has paid for days that are still to come."),
            _("Each month earns the days it delivered; the plan shares them, one eligible reader, one voice."),
            _("What is not delivered goes back to the unit."),
        ],
    )  # fmt: skip


@in_community("approve_money")
@promotion_refusals
def campaign_ending(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    """End early: what was paid for days that do not come goes back."""
    view = promotion.get_campaign(viewer=member_of(request), campaign_id=campaign_id)
    form = EndingForm(request.POST or None)
    if form.does(
        lambda given: promotion.end_campaign(
            by=member_of(request), campaign_id=campaign_id, last=given["last"], reason=given["reason"], at=clock.now(),
            key=given["key"],
        )
    ):  # fmt: skip
        messages.success(request, _("The deal is over. What was not delivered is in the books as going back."))
        return _to(request, campaign_id)
    return deed_page(
        request, form, title=_("End this deal early"), button=_("End it"), trail=trail_of(request, view.campaign),
        then=[
            _("From the next page on it is shown to nobody."),
            _("The part of each payment that was for days not delivered goes back to the sponsor."),
            _("A month already shared stays as it was published. It is worked out again without this payment, and the "
              "difference becomes new entries."),
        ], is_grave=True,
    )  # fmt: skip


def _to(request: CommunityRequest, campaign_id: int) -> HttpResponse:
    return redirect("campaign", slug=request.community.slug, campaign_id=campaign_id)


def _deal(given: Any) -> dict[str, Any]:
    return {
        "title": given["title"], "starts": given["starts"], "ends": given["ends"], "price_minor": given["price"],
        "tax_bp": (given["tax"] or 0) * 100, "brand_rules": given["brand_rules"],
    }  # fmt: skip


def _where(given: Any) -> dict[str, Any]:
    return {("space_id" if name == "space" else name): value for name, value in given.items()}
