from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diwan.kernel import clock
from diwan.people import public as people
from diwan.people.errors import InvitationOver
from diwan.web.visitor.forms.names import refusal_to_join


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation: who invites, into what. Accepting needs an account; the link survives signing up."""
    found = people.find_invitation(token=token) if token.isprintable() else None
    if found is None:
        raise Http404
    if request.method == "POST":
        return _accept(request, token)
    facts = {"invitation": found, "is_open": found.is_open(clock.now()), "community": found.community}
    return render(request, "pages/people/invitation.html", facts)


def _accept(request: HttpRequest, token: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    found = people.find_invitation(token=token)
    refusal = refusal_to_join(request.user, found.community) if found else ""
    if refusal:
        messages.error(request, refusal)
        return redirect("profile")
    try:
        membership = people.accept_invitation(token=token, person=request.user, at=clock.now())
    except InvitationOver:
        return redirect("invitation", token=token)
    return redirect("beginning" if membership.is_active else "feed", slug=membership.community.slug)
