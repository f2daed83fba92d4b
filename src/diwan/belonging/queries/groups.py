"""Groups as one member may see them: a private one is there for its members and the team alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from diwan.belonging import rules
from diwan.belonging.enums import Answer
from diwan.belonging.errors import NotFound
from diwan.belonging.levels import ANSWERS_REQUESTS_LEVEL, KEEPS_GROUP_LEVEL
from diwan.belonging.models import Group, GroupPlace, GroupRequest
from diwan.belonging.queries.cards import level_of
from diwan.people.enums import Standing
from diwan.people.public import Membership


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group, how many active members it has, and what the viewer is to it. `asked`: a request of theirs waits."""

    group: Group
    member_count: int
    is_inside: bool
    asked: bool
    may_keep: bool = False
    may_answer: bool = False


@dataclass(frozen=True, slots=True)
class PlaceView:
    membership_id: int
    person_id: int
    name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class RequestView:
    request_id: int
    membership_id: int
    person_id: int
    name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class PlacesPage:
    places: tuple[PlaceView, ...]
    after: str | None


def visible_groups(viewer: Membership) -> QuerySet[Group]:
    """The open groups of the community that the viewer may know of."""
    rows = Group.objects.filter(community=viewer.community_id, closed_at=None)
    if rules.is_team(viewer):
        return rows
    mine = GroupPlace.objects.filter(group=OuterRef("pk"), membership=viewer)
    return rows.filter(Q(is_private=False) | Exists(mine))


def list_groups(*, viewer: Membership) -> tuple[GroupView, ...]:
    """Every group the viewer may know of, oldest first, in four queries."""
    rules.require_member(viewer)
    mine = set(GroupPlace.objects.filter(membership=viewer).values_list("group", flat=True))
    asked = _asked(viewer)
    rows = visible_groups(viewer).annotate(member_count=_member_count()).order_by("made_at", "pk")
    level, team = level_of(member=viewer), rules.is_team(viewer)
    return tuple(
        GroupView(
            group=row,
            member_count=row.member_count,
            is_inside=row.pk in mine,
            asked=row.pk in asked,
            may_keep=team or (row.pk in mine and level >= KEEPS_GROUP_LEVEL),
            may_answer=team or (row.pk in mine and level >= ANSWERS_REQUESTS_LEVEL),
        )
        for row in rows
    )


def get_group(*, viewer: Membership, group_id: int) -> GroupView:
    """One group with what the viewer may do in it. Raises NotFound, also for a private one of others."""
    rules.require_member(viewer)
    rows = visible_groups(viewer).annotate(member_count=_member_count())
    row = rows.filter(pk=group_id).first() if 0 < group_id <= rules.LARGEST_ID else None
    if row is None:
        raise NotFound
    inside = GroupPlace.objects.filter(group=row, membership=viewer).exists()
    level = level_of(member=viewer)
    return GroupView(
        group=row,
        member_count=row.member_count,
        is_inside=inside,
        asked=row.pk in _asked(viewer),
        may_keep=rules.may_keep_group(viewer, level, is_inside=inside),
        may_answer=rules.may_answer_requests(viewer, level, is_inside=inside),
    )


def list_places(*, group_id: int, after: str | None = None, limit: int = 40) -> PlacesPage:
    """Who is in a group that `get_group` let the viewer see, longest first; suspended members are left out."""
    rows = GroupPlace.objects.filter(group=group_id, membership__standing=Standing.ACTIVE)
    if after is not None:
        rows = rows.filter(pk__gt=_number(after))
    found = list(rows.select_related("membership__person").order_by("pk")[: limit + 1])
    places = tuple(
        PlaceView(row.membership_id, row.membership.person_id, row.membership.person.display_name, row.joined_at)
        for row in found[:limit]
    )
    return PlacesPage(places, str(found[limit - 1].pk) if len(found) > limit else None)


def list_requests(*, group_id: int) -> tuple[RequestView, ...]:
    """Who waits for an answer, longest first; for those whom `get_group` lets answer."""
    rows = GroupRequest.objects.filter(group=group_id, answer=Answer.WAITING, membership__standing=Standing.ACTIVE)
    return tuple(
        RequestView(
            row.pk, row.membership_id, row.membership.person_id, row.membership.person.display_name, row.asked_at
        )
        for row in rows.select_related("membership__person").order_by("asked_at", "pk")[:100]
    )


def groups_of(*, member: Membership, viewer: Membership) -> tuple[Group, ...]:
    """The groups a member is in, as far as the viewer may know of them. One query."""
    rows = visible_groups(viewer).filter(places__membership=member).order_by("made_at", "pk")
    return tuple(rows)


def group_member_ids(*, community_id: int, group_id: int) -> frozenset[int]:
    """The active members of an open group: who a letter to the group goes to. Empty for a foreign or closed one."""
    rows = GroupPlace.objects.filter(
        group=group_id, group__community=community_id, group__closed_at=None, membership__standing=Standing.ACTIVE
    )
    return frozenset(rows.values_list("membership", flat=True))


def _asked(viewer: Membership) -> set[int]:
    rows = GroupRequest.objects.filter(membership=viewer, answer=Answer.WAITING)
    return set(rows.values_list("group", flat=True))


def _member_count() -> Count:
    return Count("places", filter=Q(places__membership__standing=Standing.ACTIVE), distinct=True)


def _number(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) <= 18):
        raise NotFound
    return int(after)
