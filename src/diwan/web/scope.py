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

from diwan.gathering import public as gathering
from diwan.kernel import live
from diwan.people import public as people
from diwan.people.enums import Standing
from diwan.people.errors import NoSuchCommunity
from diwan.web import second_factor


class CommunityRequest(HttpRequest):
    """A request inside a community. `membership` is None for a visitor; `spaces`: see `spaces_of`.

    `live_after`: the newest live event before anything else was read, so that the page can ask for whatever followed.
    """

    community: people.Community
    membership: people.Membership | None
    roles: frozenset[str]
    spaces: tuple[gathering.SpaceView, ...]
    live_after: int


View = Callable[..., HttpResponse]


def in_community(
    action: str | None = None, *, visitors: bool = False, suspended: bool | None = None
) -> Callable[[View], View]:
    """Decorate a view taking (request, …) whose address holds the slug. With `action` the reader's roles must allow it.

    `visitors=True` lets everybody in where the community is public; `suspended=True` also a member who is suspended,
    whom every other page sends to the one that says why and until when (`suspended=False`: even one visitors read).
    A page that moves money asks for a second proof (`second_factor`). Not signed in → the sign-in page;
    signed in without a right → 403 that says who can; a private community → 404 for everyone outside.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def scoped(request: CommunityRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            _bind(request, slug)
            if not _is_let_in(request, visitors, suspended):
                refusal = _refusal(request, action or "read")
                if refusal is not None:
                    return refusal
                missing_proof = second_factor.demanded_of(request, action)
                if missing_proof is not None:
                    return missing_proof
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
        people.get_membership(community_id=request.community.pk, person_id=person.pk, with_roles=True)
        if person.is_authenticated
        else None
    )
    member = request.membership
    is_active = member is not None and member.is_active
    request.roles = frozenset(row.role for row in member.roles.all()) if member and is_active else frozenset()
    request.live_after = live.newest_id() if is_active else 0


def _is_let_in(request: CommunityRequest, visitors: bool, suspended: bool | None) -> bool:
    """Whether the page asks nothing of this reader."""
    if suspended is not None and is_suspended(request):
        return suspended
    return visitors and request.community.is_public


def member_of(request: CommunityRequest) -> people.Membership:
    """The reader's membership, for pages that let nobody else in."""
    assert request.membership is not None
    return request.membership


def viewer_of(request: CommunityRequest) -> people.Membership | None:
    """Who looks, for doors that take a `viewer_id`: the active membership, or None for everybody else, a visitor."""
    member = request.membership
    return member if member is not None and member.is_active else None


def spaces_of(request: CommunityRequest) -> tuple[gathering.SpaceView, ...]:
    """The spaces this reader may enter, read once for the page and its frame."""
    if not hasattr(request, "spaces"):
        only_public = viewer_of(request) is None
        request.spaces = gathering.list_spaces(community_id=request.community.pk, only_public=only_public)
    return request.spaces


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
