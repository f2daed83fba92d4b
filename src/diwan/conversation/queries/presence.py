"""Who is here now: seen within two minutes, letting it show, and not having blocked whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from diwan.conversation.models import Block, Reach
from diwan.conversation.queries.views import find_viewer
from diwan.people.enums import Standing

_HERE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ReachView:
    """One's own choices."""

    shows_presence: bool = True
    takes_direct: bool = True


def get_reach(*, membership_id: int) -> ReachView:
    row = Reach.objects.filter(membership=membership_id).first()
    return ReachView() if row is None else ReachView(row.shows_presence, row.takes_direct)


def list_present(
    *, community_id: int, viewer_id: int | None, at: datetime, among: Iterable[int] | None = None
) -> frozenset[int]:
    """The memberships that are here, `among` these or in the whole community, in at most two queries.

    Nobody is here for an outsider; whoever blocked the viewer is not here for them.
    """
    if find_viewer(community_id, viewer_id) is None:
        return frozenset()
    return present(community_id, viewer_id, at, among)


def present(
    community_id: int, viewer_id: int | None, at: datetime, among: Iterable[int] | None = None
) -> frozenset[int]:
    """The same for a viewer already known to be a member."""
    rows = Reach.objects.filter(community=community_id, shows_presence=True, seen_at__gt=at - _HERE)
    rows = rows.filter(membership__standing=Standing.ACTIVE)
    if among is not None:
        rows = rows.filter(membership__in=set(among))
    rows = rows.exclude(membership__in=Block.objects.filter(blocked=viewer_id).values("by"))
    return frozenset(rows.values_list("membership", flat=True))
