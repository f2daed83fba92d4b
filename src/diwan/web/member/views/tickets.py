"""Events, buying tickets, and one's own tickets with their codes."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.kernel.text.reader import current_reader
from diwan.people import public as people
from diwan.web.addresses import url
from diwan.web.deeds import form_page
from diwan.web.drawing.qr import qr
from diwan.web.member.forms.tickets import SaleForm
from diwan.web.member.splits import split_of
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("read")
def events(request: CommunityRequest) -> HttpResponse:
    """What is to come, and what was."""
    at = clock.now()
    found = commerce.tickets.list_events(community_id=request.community.pk, at=at)
    facts = {
        "community": request.community,
        "ahead": [one for one in found if one.ends_at > at],
        "over": [one for one in found if one.ends_at <= at],
        "may_host": people.can(request.membership, "moderate"),
    }
    return render(request, "pages/tickets/events.html", facts)


@require_safe
@in_community("read")
def event(request: CommunityRequest, event_id: int) -> HttpResponse:
    view = find_event(request, event_id)
    return _event_page(request, view, _form(request, view))


@require_POST
@in_community("read")
def sale(request: CommunityRequest, event_id: int) -> HttpResponse:
    """Take places; the key in the form makes a second press the same order."""
    view = find_event(request, event_id)
    form = _form(request, view, request.POST)
    if not form.does(
        lambda given: commerce.tickets.buy_tickets(
            tier_id=given["tier"],
            quantity=given["quantity"],
            method=given.get("method", ""),
            by=member_of(request).party_id,
            at=clock.now(),
            key=given["key"],
        )
    ):
        return _event_page(request, view, form)
    return redirect("own_tickets", slug=request.community.slug)


@require_safe
@in_community("read")
def event_file(request: CommunityRequest, event_id: int) -> HttpResponse:
    """The event for a calendar on a phone."""
    view = find_event(request, event_id)
    text = commerce.tickets.calendar_file(
        event=view,
        language=current_reader().language,
        url=request.build_absolute_uri(url("event", slug=request.community.slug, event_id=view.id)),
        host=request.get_host(),
        at=clock.now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="event-{view.id}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@in_community("read")
def own_tickets(request: CommunityRequest) -> HttpResponse:
    """One's own tickets, each with its code; made to be printed."""
    sales = commerce.tickets.list_own_tickets(
        community_id=request.community.pk, party=member_of(request).party_id, at=clock.now()
    )
    drawn = [
        (one, [(ticket, _drawn(request, ticket.token), _spaced(ticket.token)) for ticket in one.tickets])
        for one in sales
    ]
    return render(request, "pages/tickets/own.html", {"community": request.community, "sales": drawn})


def find_event(request: CommunityRequest, event_id: int) -> commerce.tickets.EventView:
    """An event of this community; 404 for any other."""
    try:
        return commerce.tickets.get_event(event_id=event_id, community_id=request.community.pk, at=clock.now())
    except commerce.tickets.NoSuchEvent as error:
        raise Http404 from error


def _drawn(request: CommunityRequest, token: str) -> Any:
    """The code leads to the page at the door, with whatever camera it is read."""
    return qr(request.build_absolute_uri(url("ticket_check", slug=request.community.slug, token=token)))


def _spaced(token: str) -> str:
    return "-".join(token[place : place + 4] for place in range(0, len(token), 4))


def _form(request: CommunityRequest, view: commerce.tickets.EventView, data: object = None) -> SaleForm:
    methods = commerce.list_till_methods(community_id=request.community.pk)
    return SaleForm(data, event=view, methods=methods)


def _event_page(request: CommunityRequest, view: commerce.tickets.EventView, form: SaleForm) -> HttpResponse:
    facts = {
        "community": request.community,
        "event": view,
        "about": gathering.render(view.about),
        "may_host": people.can(request.membership, "moderate"),
        "slices": split_of(community=request.community, kind="ticket", amount_minor=_cheapest(view), to=None),
        "counts": commerce.tickets.door_counts(event_id=view.id),
        "has_methods": not view.tiers
        or "method" not in form.fields
        or bool(getattr(form.fields["method"], "choices", ())),
    }
    return form_page(request, "pages/tickets/event.html", form, **facts)


def _cheapest(view: commerce.tickets.EventView) -> int:
    """The least that is paid for a ticket, free ones left out (minor units)."""
    return min((tier.price_minor for tier in view.tiers if tier.price_minor), default=0)
