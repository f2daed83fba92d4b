"""The door of an event, on a phone: a code is scanned or typed, and its holder is let in once."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.web.deeds import KeyedForm, form_page
from diwan.web.scope import CommunityRequest, in_community, member_of


@require_safe
@in_community("moderate")
def door(request: CommunityRequest) -> HttpResponse:
    """Where a code is typed; one that is ours leads on to its ticket."""
    at, typed = clock.now(), request.GET.get("code", "").strip()[:60]
    facts = {"community": request.community, "typed": typed, "refused": ""}
    if typed:
        try:
            found = commerce.tickets.look_at_ticket(
                community_id=request.community.pk, token=typed, by=member_of(request).party_id
            )
            return redirect("ticket_check", slug=request.community.slug, token=found.token)
        except commerce.tickets.NoSuchTicket as error:
            facts["refused"] = str(error)
    ahead = [one for one in commerce.tickets.list_events(community_id=request.community.pk, at=at) if one.ends_at > at]
    counts = [(one, commerce.tickets.door_counts(event_id=one.id)) for one in ahead[:5]]
    return render(
        request, "pages/tickets/door.html", {**facts, "events": counts}, status=422 if facts["refused"] else 200
    )


@in_community("moderate")
def ticket_check(request: CommunityRequest, token: str) -> HttpResponse:
    """One ticket: let its holder in, or see when it was used."""
    scope, party = request.community.pk, member_of(request).party_id
    form = KeyedForm(request.POST if request.method == "POST" else None)
    let_in = form.does(
        lambda given: commerce.tickets.check_in(
            community_id=scope, token=token, by=party, at=clock.now(), key=given["key"]
        )
    )
    try:
        ticket = commerce.tickets.look_at_ticket(community_id=scope, token=token, by=party)
    except commerce.tickets.NoSuchTicket as error:
        raise Http404 from error
    facts = {"community": request.community, "ticket": ticket, "let_in": let_in, "fresh": KeyedForm()}
    return form_page(request, "pages/tickets/check.html", form, **facts)
