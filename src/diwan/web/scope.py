"""Which community, and who asks: settled before a view begins.

Every page of a community lives under /c/<slug>/. `in_community` loads the community and the reader's membership, puts
both on the request, and answers 404 (exactly as for a missing page) whenever the reader may not know it exists.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.people.errors import NoSuchCommunity


class CommunityRequest(HttpRequest):
    """A request inside a community. `membership` is None for a visitor."""

    community: people.Community
    membership: people.Membership | None
    roles: frozenset[str]


View = Callable[..., HttpResponse]


def in_community(
    action: str | None = None, *, visitors: bool = False, suspended: bool = False
) -> Callable[[View], View]:
    """Decorate a view taking (request, …) whose address holds the slug. With `action` the reader's roles must allow it.

    `visitors=True` lets everybody in where the community is public; `suspended=True` also a member who is suspended,
    whom every other page sends to the one that says why and until when. Not signed in → the sign-in page;
    signed in without a right → 403 that says who can; a private community → 404 for everyone outside.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def scoped(request: CommunityRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            _bind(request, slug)
            is_let_in = (visitors and request.community.is_public) or (suspended and is_suspended(request))
            if not is_let_in:
                refusal = _refusal(request, action or "read")
                if refusal is not None:
                    return refusal
            return view(request, *args, **kwargs)

        return scoped

    return decorate


def _bind(request: CommunityRequest, slug: str) -> None:
    try:
        request.community = people.get_community(slug=slug)
    except NoSuchCommunity as error:
        raise Http404 from error
    person = request.user
    request.membership = (
        people.get_membership(community_id=request.community.pk, person_id=person.pk)
        if person.is_authenticated
        else None
    )
    member = request.membership
    request.roles = people.membership_roles(membership_id=member.pk) if member and member.is_active else frozenset()


def member_of(request: CommunityRequest) -> people.Membership:
    """The reader's membership, for pages that let nobody else in."""
    assert request.membership is not None
    return request.membership


def is_suspended(request: CommunityRequest) -> bool:
    return request.membership is not None and request.membership.standing == Standing.SUSPENDED


def _refusal(request: CommunityRequest, action: str) -> HttpResponse | None:
    if people.can(request.membership, action):
        return None
    if request.membership is None and not request.community.is_public:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if is_suspended(request):
        return redirect("standing", slug=request.community.slug)
    raise PermissionDenied
