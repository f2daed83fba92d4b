"""Making, changing and calling off an event."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.member.views.tickets import find_event
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.tickets import CallOffForm, EventForm, NewEventForm


@in_community("moderate")
def new_event(request: CommunityRequest) -> HttpResponse:
    form = NewEventForm(request.POST if request.method == "POST" else None, currency=request.community.currency)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.tickets.plan_event(
            community_id=request.community.pk, spec=form.spec(), tiers=form.tiers(), by=party, at=clock.now()
        )
    ):
        return redirect("event", slug=request.community.slug, event_id=form.answer)
    return form_page(request, "pages/tickets/editor.html", form, community=request.community, event=None)


@in_community("moderate")
def edit_event(request: CommunityRequest, event_id: int) -> HttpResponse:
    view = find_event(request, event_id)
    names = ("title_ar", "title_en", "about", "place", "starts_at", "ends_at", "sales_from", "sales_until")
    initial = {name: getattr(view, name) for name in names}
    initial |= {"capacity": str(view.capacity), "tax": str(view.tax_bp // 100)}
    form = EventForm(request.POST if request.method == "POST" else None, initial=initial)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.tickets.change_event(event_id=view.id, spec=form.spec(), by=party, at=clock.now())
    ):
        messages.success(request, _("Changed. Calendars that took the old file need the new one."))
        return redirect("event", slug=request.community.slug, event_id=view.id)
    return form_page(request, "pages/tickets/editor.html", form, community=request.community, event=view)


@in_community("moderate")
def cancellation(request: CommunityRequest, event_id: int) -> HttpResponse:
    """Call it off: every ticket is void, and all that was paid goes back."""
    view = find_event(request, event_id)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    party = member_of(request).party_id
    if form.does(
        lambda given: commerce.tickets.cancel_event(
            event_id=view.id, reason=given["reason"], by=party, at=clock.now(), key=given["key"]
        )
    ):
        messages.success(request, _("Called off. Everybody with a ticket has been told."))
        return redirect("event", slug=request.community.slug, event_id=view.id)
    return form_page(request, "pages/tickets/cancellation.html", form, community=request.community, event=view)
