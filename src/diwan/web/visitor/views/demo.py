from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diwan.people import public as people
from diwan.people.errors import NoSuchCommunity

DEMO_SLUG = "rooftop"
DOORS = ("owner", "treasurer", "contributor", "member")


def demo(request: HttpRequest) -> HttpResponse:
    """The demo's door: sign in by one click as one of four people. Exists only where DIWAN_DEMO is on."""
    if not settings.DEMO:
        raise Http404
    try:
        community = people.get_community(slug=DEMO_SLUG)
    except NoSuchCommunity as error:
        raise Http404 from error
    doors = {door: people.find_person(email=f"{door}@demo.example") for door in DOORS}
    if request.method == "POST":
        person = doors.get(request.POST.get("as", ""))
        if person is None:
            raise Http404
        login(request, person, backend="django.contrib.auth.backends.ModelBackend")
        UserSession.objects.create_from_request(request)
        return redirect("feed", slug=community.slug)
    return render(request, "pages/visitor/demo.html", {"community": community, "doors": doors})
