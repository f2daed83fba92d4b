"""The stream of a community's events, and the same as one answer for where a stream cannot be held.

A page names its topics (?topic=thread:12&topic=membership:5). One that the reader may not follow makes the whole
answer a 404, exactly as one that is not there. An event holds ids; the parts of the page come from `live_parts`.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from diwan.kernel import live
from diwan.web.live import stream as streams
from diwan.web.live.topics import may_follow
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.views.errors import too_many_requests

MOST_TOPICS = 20


def unsaved(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose answer no cache may keep."""

    @wraps(view)
    def answered(request: CommunityRequest, slug: str) -> HttpResponse:
        response = view(request, slug)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answered


@unsaved
@in_community()
@require_safe
def stream(request: CommunityRequest) -> HttpResponse:
    """Server-sent events after Last-Event-ID or ?after=, and from now on where neither is given."""
    topics, after = _topics(request), _after(request)
    person_id = member_of(request).person_id
    if streams.ASKED_AGAIN not in request.META and streams.is_full(person_id):
        return too_many_requests(request)
    return streams.LiveStream(person_id=person_id, topics=topics, after=after)


@unsaved
@in_community()
@require_safe
def events(request: CommunityRequest) -> HttpResponse:
    """What was told after ?after=, for a page that asks every few seconds: {"after": id, "events": […]}."""
    topics, after = _topics(request), _after(request)
    found = live.events_after(topics=topics, after=after)
    told = [{"id": one.pk, "topic": one.topic, "name": one.name, "facts": one.facts} for one in found]
    return JsonResponse({"after": max([after, *(one.pk for one in found)]), "events": told})


def _topics(request: CommunityRequest) -> list[str]:
    topics = sorted(set(request.GET.getlist("topic")))
    if not 0 < len(topics) <= MOST_TOPICS:
        raise BadRequest("between one topic and twenty")
    if not all(may_follow(request, topic) for topic in topics):
        raise Http404
    return topics


def _after(request: CommunityRequest) -> int:
    """A browser that reconnects says the last id itself; it is newer than the one in the address."""
    said = request.headers.get("Last-Event-ID") or request.GET.get("after")
    if said is None:
        return live.newest_id()
    if not (said.isascii() and said.isdigit() and len(said) <= 18):
        raise BadRequest("after is an event's id")
    return int(said)
