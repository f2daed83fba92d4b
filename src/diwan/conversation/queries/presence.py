"""Who is here now: seen within two minutes, letting it show, and not having blocked whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from diwan.conversation.models import Block, Reach
from diwan.conversation.queries.views import SpeakerView, find_viewer
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
    *, community_id: int, viewer_id: int | None, at: datetime, at_most: int = 12
) -> tuple[SpeakerView, ...]:
    """Who is here, longest here first; the viewer too. Nobody is here for an outsider, and whoever blocked the viewer
    is not here for them."""
    if find_viewer(community_id, viewer_id) is None:
        return ()
    rows = _present_rows(community_id, viewer_id, at).select_related("membership__person").order_by("membership")
    people = [row.membership for row in rows[:at_most]]
    return tuple(SpeakerView(one.pk, one.person_id, one.person.display_name, is_here=True) for one in people)


def present(community_id: int, viewer_id: int | None, at: datetime, among: Iterable[int]) -> frozenset[int]:
    """Which of these memberships are here, for a viewer already known to be a member. One query."""
    rows = _present_rows(community_id, viewer_id, at).filter(membership__in=set(among))
    return frozenset(rows.values_list("membership", flat=True))


def _present_rows(community_id: int, viewer_id: int | None, at: datetime) -> QuerySet[Reach]:
    rows = Reach.objects.filter(community=community_id, shows_presence=True, seen_at__gt=at - _HERE)
    rows = rows.filter(membership__standing=Standing.ACTIVE)
    return rows.exclude(membership__in=Block.objects.filter(blocked=viewer_id).values("by"))
