"""Feed items as cards: the item, the evidence it invites, and what it earned so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from diwan.contributions import public as contributions
from diwan.gathering.public import FeedItem
from diwan.web.member.evidence_marks import Mark, marks, marks_id
from diwan.web.scope import CommunityRequest


@dataclass(frozen=True, slots=True)
class Card:
    """`earned`: milli-points of value given for the post itself, before caps and guards."""

    item: FeedItem
    marks: list[Mark]
    marks_id: str
    earned: int


def cards(request: CommunityRequest, items: Iterable[FeedItem]) -> list[Card]:
    """One query for what all of them earned."""
    items = list(items)
    community = request.community
    earned = contributions.points_by_object(community_id=community.pk, object_refs=[item.ref for item in items])
    return [
        Card(
            item=item,
            marks=marks(slug=community.slug, ref=item.ref, of=item.kind, evidence=item.evidence),
            marks_id=marks_id(item.ref),
            earned=sum(earned.get(item.ref, {}).values()),
        )
        for item in items
    ]
