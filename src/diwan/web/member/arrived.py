"""A browser keeps its own copy of what is typed. It may forget it when, and only when, the words have arrived."""

from django.http import HttpResponse

from diwan.web.scope import CommunityRequest

ARRIVED = "diwan_arrived"
_SECONDS = 600


def say_arrived(request: CommunityRequest, answer: HttpResponse) -> HttpResponse:
    """Tell the browser, in a cookie its script reads once, that the words it kept under this name have arrived."""
    name = request.POST.get("kept_as", "")
    if name.isascii() and name.replace(".", "").replace("-", "").isalnum() and len(name) <= 80:
        answer.set_cookie(ARRIVED, name, max_age=_SECONDS, samesite="Lax", secure=request.is_secure())
    return answer
