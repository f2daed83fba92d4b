"""Disputes about services: who decides, on what ground, and what is published about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.member import booking_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.services import AgreementForm, DecisionForm, RefusalForm, TermsForm


@require_safe
@in_community("moderate")
def disputes(request: CommunityRequest) -> HttpResponse:
    """What waits for a decision, then what was decided; nothing of the reader's own."""
    found = commerce.services.list_disputed(
        community_id=request.community.pk, viewer=member_of(request).party_id, at=clock.now()
    )
    facts = {
        "community": request.community,
        "waiting": [one for one in found if one.status == commerce.services.BookingStatus.DISPUTED],
        "decided": [one for one in found if one.status != commerce.services.BookingStatus.DISPUTED],
        "terms": commerce.services.terms_of(community_id=request.community.pk),
    }
    return render(request, "pages/services/disputes.html", facts)


@in_community("moderate")
def decision(request: CommunityRequest, booking_id: int) -> HttpResponse:
    """Say how the held money is shared out; large sums wait for a second person."""
    booking = _disputed(request, booking_id)
    form = DecisionForm(request.POST if request.method == "POST" else None, currency=booking.currency)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.services.decide_dispute(
            booking_id=booking.id, released_minor=given["released"], reason=given["reason"], text=given["text"],
            by=party, at=clock.now(), key=given["key"],
        )
    ):  # fmt: skip
        messages.success(request, _("It is written down. Both sides are told when it is carried out."))
        return redirect("booking", slug=request.community.slug, booking_id=booking.id)
    terms = commerce.services.terms_of(community_id=request.community.pk)
    facts = {"community": request.community, "booking": booking, "terms": terms}
    return form_page(request, "pages/services/decision.html", form, **facts)


@in_community("moderate")
def agreement(request: CommunityRequest, booking_id: int) -> HttpResponse:
    """Agree to a proposal, after reading it."""
    booking = _disputed(request, booking_id)
    if booking.dispute is None or booking.dispute.released_minor is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = AgreementForm(data, initial={"content": booking.dispute.content_hash})
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.services.agree_to_decision(
            booking_id=booking.id, content_hash=given["content"], by=party, at=clock.now(), key=given["key"]
        )
    ):
        messages.success(request, _("Carried out. Both sides have been told."))
        return redirect("booking", slug=request.community.slug, booking_id=booking.id)
    return form_page(request, "pages/services/agreement.html", form, **_proposal(request, booking))


@in_community("moderate")
def refusal(request: CommunityRequest, booking_id: int) -> HttpResponse:
    """Not agree to a proposal; the dispute waits again."""
    booking = _disputed(request, booking_id)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.services.decline_decision(
            booking_id=booking.id, text=given["text"], by=party, at=clock.now(), key=given["key"]
        )
    ):
        messages.success(request, _("The proposal is declined. The dispute waits for another."))
        return redirect("booking", slug=request.community.slug, booking_id=booking.id)
    return form_page(request, "pages/services/refusal.html", form, **_proposal(request, booking))


@in_community("change_plan")
def terms(request: CommunityRequest) -> HttpResponse:
    """How long a delivery waits, from which amount two decide, and the tax inside."""
    known, currency = commerce.services.terms_of(community_id=request.community.pk), request.community.currency
    initial = {
        "term_days": str(known.term_days), "two_from": known.two_from_minor, "tax": str(known.tax_bp // 100),
    }  # fmt: skip
    form = TermsForm(request.POST if request.method == "POST" else None, currency=currency, initial=initial)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.services.set_terms(
            community_id=request.community.pk, term_days=given["term_days"], two_from_minor=given["two_from"],
            tax_bp=given["tax"] * 100, by=party, at=clock.now(),
        )
    ):  # fmt: skip
        messages.success(request, _("Published. What is booked already keeps its term."))
        return redirect("services", slug=request.community.slug)
    return form_page(request, "pages/services/terms.html", form, community=request.community)


def _disputed(request: CommunityRequest, booking_id: int) -> commerce.services.BookingView:
    """A disputed booking of others; a steward decides nothing about one of their own."""
    booking = booking_page.find_booking(request, booking_id)
    if booking.side != "steward":
        raise PermissionDenied
    return booking


def _proposal(request: CommunityRequest, booking: commerce.services.BookingView) -> dict[str, Any]:
    words = dict(commerce.services.DisputeReason.choices)
    return {"community": request.community, "booking": booking, "reason_words": words}
