from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from diwan.commerce import public as commerce
from diwan.kernel import clock
from diwan.people import public as people
from diwan.web.money_words import parts_by_tone
from diwan.web.scope import CommunityRequest, in_community, viewer_of
from diwan.web.visitor.forms.names import refusal_to_join
from diwan.web.visitor.opening import members_part
from diwan.web.visitor.shop_window import latest_books, this_week, told


def home(request: HttpRequest) -> HttpResponse:
    """The front door: straight into the only community, or the list of the public ones and of one's own."""
    public = list(people.list_communities())
    mine = list(people.list_communities(person_id=request.user.pk)) if request.user.is_authenticated else []
    if len(mine) == 1:
        return redirect("feed", slug=mine[0].slug)
    if len(public) == 1 and not mine:
        return redirect("welcome", slug=public[0].slug)
    return render(request, "pages/visitor/home.html", {"communities": mine or public, "are_mine": bool(mine)})


@in_community(visitors=True)
def welcome(request: CommunityRequest) -> HttpResponse:
    """A community's shop window: what it is for, last month's pot, what is talked about, what membership costs."""
    community = request.community
    if not community.is_public and request.membership is None:
        raise Http404
    books, document = latest_books(community.pk)
    headline, lead = told(community, get_language() or "ar")
    facts = {
        "community": community,
        "headline": headline,
        "lead": lead,
        "books": books,
        "parts": parts_by_tone(books.destinations) if books else [],
        "members_bp": members_part(document) if document else 0,
        "talk": this_week(community.pk, viewer=viewer_of(request)),
        "offers": commerce.list_offers(community_id=community.pk),
        "member_count": people.member_count(community_id=community.pk),
    }
    return render(request, "pages/visitor/welcome.html", facts)


@in_community(visitors=True)
def joining(request: CommunityRequest) -> HttpResponse:
    """Join the community: one press for who is signed in, the way in for who is not. Asking again changes nothing."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("welcome", kwargs={"slug": request.community.slug}))
    if request.method == "POST" and request.community.is_public:
        refusal = refusal_to_join(request.user, request.community)
        if refusal:
            messages.error(request, refusal)
            return redirect("profile")
        joined = people.join_community(person=request.user, community=request.community, at=clock.now())
        if joined.is_active:
            return redirect("beginning", slug=request.community.slug)
    return redirect("feed", slug=request.community.slug)
