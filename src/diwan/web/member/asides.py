"""What stands beside the talk: who waits for an answer, what the reader's words brought, what a discussion earned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from diwan.belonging.public import FOLLOWS
from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.gathering.enums import FeedOrder
from diwan.kernel.periods import Period
from diwan.web.member.belonging import aside_path
from diwan.web.scope import CommunityRequest, viewer_of

_SHOWN = 3


def feed_aside(request: CommunityRequest, *, at: datetime) -> dict[str, Any]:
    """The questions of others that nobody settled yet; for a member also the reader's month so far."""
    member, community = viewer_of(request), request.community
    scope: dict[str, Any] = {"community_id": community.pk, "viewer_id": member, "language": request.LANGUAGE_CODE}
    waiting = gathering.list_feed(order=FeedOrder.UNANSWERED, kind="question", limit=2 * _SHOWN, **scope)
    shown = {"waiting": [item for item in waiting.items if not item.is_mine][:_SHOWN], "waiting_count": 0}
    if member is None:
        return shown
    month = Period.of(at, community.timezone)
    points = contributions.received_points(
        community_id=community.pk, recipient=member.party_id, start=month.start(community.timezone), end=at
    )
    waiting_count = gathering.unanswered_count(community_id=community.pk)
    shown |= {"path": aside_path(request, at), "follows": FOLLOWS}
    return shown | {"month": month.label, "month_points": points, "waiting_count": waiting_count}


@dataclass(frozen=True, slots=True)
class Earned:
    """Milli-points of value given for the words shown on a page. `by_ref`: of each text."""

    by_ref: dict[str, int]
    post: int
    accepted: int
    others: int
    others_count: int
    member_count: int

    @property
    def total(self) -> int:
        return self.post + self.accepted + self.others


def earned_by(community_id: int, thread: gathering.ThreadView) -> Earned:
    """What this discussion earned so far, in one query."""
    others = [view.ref for view in _all(thread.comments)]
    if thread.accepted:
        others += [view.ref for view in _all(thread.accepted.replies)]
    accepted = thread.accepted.ref if thread.accepted else ""
    found = contributions.points_by_object(community_id=community_id, object_refs=[thread.post.ref, accepted, *others])
    sums = {ref: sum(parties.values()) for ref, parties in found.items()}
    return Earned(
        by_ref=sums,
        post=sums.get(thread.post.ref, 0),
        accepted=sums.get(accepted, 0),
        others=sum(sums.get(ref, 0) for ref in others),
        others_count=sum(1 for ref in others if ref in sums),
        member_count=len({party for parties in found.values() for party in parties}),
    )


def _all(comments: Iterable[gathering.CommentView]) -> Iterable[gathering.CommentView]:
    for view in comments:
        yield view
        yield from view.replies
