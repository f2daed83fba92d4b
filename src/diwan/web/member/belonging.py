"""What pages of belonging share: refusals, the newcomer's path, where somebody is helpful."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from diwan.belonging import public as belonging
from diwan.belonging.errors import NotFound
from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.people import public as people
from diwan.web.member.answers import refusals
from diwan.web.scope import CommunityRequest, spaces_of, viewer_of

View = Callable[..., HttpResponse]
_YEAR = timedelta(days=365)
_MOST_PLACES = 4
_MOST_TEXTS = 200


def belonging_refusals(view: View) -> View:
    """As `refusals`, for doors of belonging."""

    @refusals
    @wraps(view)
    def answered(request: CommunityRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            raise Http404 from error

    return answered


def path_of(member: people.Membership, at: datetime) -> belonging.PathView:
    """The newcomer's steps, with what other rooms know of them."""
    marks = gathering.list_marks(community_id=member.community_id, viewer_id=member)
    return belonging.newcomer_path(
        member=member,
        has_chosen_reach=people.has_chosen_reach(membership_id=member.pk),
        follow_count=len([1 for _who, level in marks.people if level == "following"]) + len(marks.tags),
        at=at,
    )


def aside_path(request: CommunityRequest, at: datetime) -> belonging.PathView | None:
    """The path beside the feed, for the first days only: nobody else's page asks a single question for it."""
    member = viewer_of(request)
    if member is None or not belonging.is_new(member=member, at=at):
        return None
    found = path_of(member, at)
    return found if found.is_open and not found.is_walked else None


def answered_members(community_id: int, since: datetime) -> frozenset[int]:
    """Members under whose posts of these days somebody else wrote. One query."""
    return gathering.answered_authors(community_id=community_id, since=since)


@dataclass(frozen=True, slots=True)
class HelpfulPlace:
    space: gathering.SpaceView
    people_count: int


def helpful_places(request: CommunityRequest, member: people.Membership, at: datetime) -> list[HelpfulPlace]:
    """The spaces in which others said, this year, that the member's words were of use: how many people, most first."""
    acts = contributions.list_acts(
        community_id=member.community_id, start=at - _YEAR, end=at, recipient=member.party_id,
        kinds=belonging.HELPED_KINDS,
    )  # fmt: skip
    people_of: dict[str, set[object]] = {}
    for act in acts:
        if act.voids_key is None:
            people_of.setdefault(act.object_ref, set()).add(act.actor)
    refs = sorted(people_of, key=lambda ref: -len(people_of[ref]))[:_MOST_TEXTS]
    where = gathering.spaces_of_texts(community_id=member.community_id, object_refs=refs)
    in_space: dict[int, set[object]] = {}
    for ref, space_id in where.items():
        in_space.setdefault(space_id, set()).update(people_of[ref])
    shown = {space.id: space for space in spaces_of(request)}
    found = [HelpfulPlace(shown[pk], len(who)) for pk, who in in_space.items() if pk in shown]
    return sorted(found, key=lambda place: (-place.people_count, place.space.id))[:_MOST_PLACES]
