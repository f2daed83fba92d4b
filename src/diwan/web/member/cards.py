"""Feed items as cards: the item, the evidence it invites, and what it earned so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from diwan.contributions import public as contributions
from diwan.gathering import public as gathering
from diwan.gathering.public import FeedItem, PollView, RowAttention
from diwan.kernel import clock
from diwan.web.member.evidence_marks import Mark, marks, marks_id
from diwan.web.scope import CommunityRequest, viewer_of


@dataclass(frozen=True, slots=True)
class Card:
    """`earned`: milli-points of value given for the post itself, before caps and guards."""

    item: FeedItem
    marks: list[Mark]
    marks_id: str
    earned: int
    poll: PollView | None = None
    attention: RowAttention = field(default_factory=RowAttention)


def cards(request: CommunityRequest, items: Iterable[FeedItem]) -> list[Card]:
    """One query for what all of them earned, three for their polls, three for what is new."""
    items = list(items)
    community = request.community
    earned = contributions.points_by_object(community_id=community.pk, object_refs=[item.ref for item in items])
    polls = gathering.list_polls(
        community_id=community.pk, post_ids=[item.id for item in items], viewer_id=viewer_of(request), at=clock.now()
    )
    attention = gathering.list_attention(
        community_id=community.pk,
        viewer_id=viewer_of(request),
        posts=[(item.id, item.author.membership_id, item.published_at) for item in items],
    )
    return [
        Card(
            item=item,
            marks=marks(slug=community.slug, ref=item.ref, of=item.kind, evidence=item.evidence),
            marks_id=marks_id(item.ref),
            earned=sum(earned.get(item.ref, {}).values()),
            poll=polls.get(item.id),
            attention=attention[item.id],
        )
        for item in items
    ]
