"""Talk and the spaces it lies beside: who may enter a room is judged here, before its door is knocked at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from diwan.conversation import public as conversation
from diwan.conversation.errors import NotFound
from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.web.live import topics
from diwan.web.member.answers import refusals
from diwan.web.scope import CommunityRequest, member_of, spaces_of

View = Callable[..., HttpResponse]
_ROOM = "space:"


def room_key(space: gathering.SpaceView) -> str:
    return f"{_ROOM}{space.id}"


def space_of_key(request: CommunityRequest, key: str) -> gathering.SpaceView | None:
    """The space a room lies beside, if the reader may enter it."""
    return next((space for space in spaces_of(request) if room_key(space) == key), None)


def space_called(request: CommunityRequest, slug: str) -> gathering.SpaceView:
    """The space of this slug that the reader may enter, or 404."""
    found = next((space for space in spaces_of(request) if space.slug == slug), None)
    if found is None:
        raise Http404
    return found


def enter(request: CommunityRequest, conversation_id: int) -> gathering.SpaceView | None:
    """Let the reader into a conversation or answer 404; the space, when it is the room of one."""
    scope = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        key = conversation.require_entry(conversation_id=conversation_id, **scope)
    except NotFound as error:
        raise Http404 from error
    return _judged(request, key)


def enter_message(request: CommunityRequest, message_id: int) -> conversation.MessagePlace:
    """A message the reader may read, or 404."""
    scope: dict[str, Any] = {"community_id": request.community.pk, "viewer_id": member_of(request).pk}
    try:
        found = conversation.get_message(message_id=message_id, at=clock.now(), **scope)
    except NotFound as error:
        raise Http404 from error
    _judged(request, found.conversation_key)
    return found


def require_room(request: CommunityRequest, key: str) -> None:
    """404 for a room beside a space the reader may not enter; anything else passes."""
    _judged(request, key)


def talk_refusals(view: View) -> View:
    """As `refusals`, for views of talk."""

    @refusals
    @wraps(view)
    def answered(request: CommunityRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error

    return answered


def _judged(request: CommunityRequest, key: str) -> gathering.SpaceView | None:
    if not key.startswith(_ROOM):
        return None
    space = space_of_key(request, key)
    if space is None:
        raise Http404
    return space


def _may_follow(request: CommunityRequest, conversation_id: int) -> bool:
    """A room is followed by its own topic; direct talk is told to its members alone."""
    try:
        return enter(request, conversation_id) is not None
    except Http404:
        return False


topics.register("room", _may_follow)
