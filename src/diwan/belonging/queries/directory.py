"""The directory: the active members who want to be found, longest here first, in pages that do not shift."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from diwan.belonging import path, rules
from diwan.belonging.badges import BADGES
from diwan.belonging.errors import NotFound
from diwan.belonging.models import Award, GroupPlace, HandAward, MemberCard
from diwan.belonging.queries.groups import visible_groups
from diwan.people.enums import Role, Standing
from diwan.people.public import Membership, list_members

_BY_HAND = "hand-"
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sought:
    """What the directory is asked for. `badge`: a key, or 'hand-<id>'; `only`: those whose name was found elsewhere."""

    role: str = ""
    group_id: int | None = None
    badge: str = ""
    is_new: bool = False
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    members: tuple[Membership, ...]
    after: str | None


def directory_page(
    *, viewer: Membership, sought: Sought, at: datetime, after: str | None = None, limit: int = 40
) -> DirectoryPage:
    """One page, with persons and roles at hand, in two queries (three where a group is asked for).

    Raises NotFound: for a cursor that is not ours, a group the viewer may not know of, a role or badge there is not.
    """
    rules.require_member(viewer)
    hidden = MemberCard.objects.filter(is_listed=False).values("membership")
    rows = list_members(community_id=viewer.community_id).filter(standing=Standing.ACTIVE)
    rows = rows.exclude(~Q(pk=viewer.pk) & Q(pk__in=hidden))
    rows = _narrowed(rows, viewer, sought, at)
    if after is not None:
        joined_at, pk = _read(after)
        rows = rows.filter(Q(joined_at__gt=joined_at) | Q(joined_at=joined_at, pk__gt=pk))
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return DirectoryPage(tuple(found[:limit]), _written(last) if last else None)


def _narrowed(rows: QuerySet[Membership], viewer: Membership, sought: Sought, at: datetime) -> QuerySet[Membership]:
    if sought.only is not None:
        rows = rows.filter(pk__in=sought.only)
    if sought.is_new:
        rows = rows.filter(joined_at__gt=at - path.SHOWN_FOR)
    if sought.role:
        if sought.role not in Role.values:
            raise NotFound
        rows = rows.filter(roles__role=sought.role)
    if sought.group_id is not None:
        rows = rows.filter(pk__in=_in_group(viewer, sought.group_id))
    if sought.badge:
        rows = rows.filter(pk__in=_holders(viewer.community_id, sought.badge))
    return rows


def _in_group(viewer: Membership, group_id: int) -> QuerySet[GroupPlace, int]:
    if not 0 < group_id <= rules.LARGEST_ID or not visible_groups(viewer).filter(pk=group_id).exists():
        raise NotFound
    return GroupPlace.objects.filter(group=group_id).values_list("membership", flat=True)


def _holders(community_id: int, badge: str) -> Collection[int]:
    """Who shows this badge; hidden ones are not searched for either."""
    if badge in BADGES:
        rows = Award.objects.filter(community=community_id, badge=badge, is_hidden=False)
        return rows.values_list("membership", flat=True)
    number = badge.removeprefix(_BY_HAND)
    if not (badge.startswith(_BY_HAND) and number.isascii() and number.isdigit() and len(number) <= 18):
        raise NotFound
    given = HandAward.objects.filter(badge=int(number), badge__community=community_id, taken_back_at=None)
    return given.filter(is_hidden=False).values_list("membership", flat=True)


def _written(member: Membership) -> str:
    return f"{(member.joined_at - _EPOCH) // _MICROSECOND}.{member.pk}"


def _read(after: str) -> tuple[datetime, int]:
    parts = after.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 17 for part in parts):
        raise NotFound
    try:
        return _EPOCH + int(parts[0]) * _MICROSECOND, int(parts[1])
    except OverflowError as error:
        raise NotFound from error
