"""What one member's card says; a member without a card is listed, greets nobody, and has the level plans know."""

from datetime import datetime

from diwan.belonging import path
from diwan.belonging.models import LevelPin, MemberCard
from diwan.contributions.public import list_acts
from diwan.people.public import Membership


def card_of(*, member: Membership) -> MemberCard:
    """The card, or one as it is before anything was chosen (not saved). One query."""
    return MemberCard.objects.filter(membership=member).first() or MemberCard(membership=member)


def level_of(*, member: Membership) -> int:
    """0 to 3: what was counted or pinned; for who was never counted, what sharing plans know. One query."""
    found = MemberCard.objects.filter(membership=member).values_list("level", flat=True).first()
    return member.trust_level if found is None else max(found, member.trust_level)


def pin_of(*, member: Membership) -> LevelPin | None:
    """Whether somebody holds the member at a level, who and why."""
    return LevelPin.objects.select_related("pinned_by__person").filter(membership=member).first()


def newcomer_path(*, member: Membership, has_chosen_reach: bool, follow_count: int, at: datetime) -> path.PathView:
    """The first steps of a member; `has_chosen_reach` and `follow_count` are told by whoever knows. Two queries."""
    acts = list_acts(
        community_id=member.community_id, start=member.joined_at, end=at, actor=member.party_id,
        kinds=path.SPOKE_KINDS,
    )  # fmt: skip
    kinds = frozenset(act.kind for act in acts if act.voids_key is None)
    steps = path.steps(kinds=kinds, has_chosen_reach=has_chosen_reach, follow_count=follow_count)
    is_open = is_new(member=member, at=at) and card_of(member=member).path_closed_at is None
    return path.PathView(steps, is_open)


def is_new(*, member: Membership, at: datetime) -> bool:
    """Within the first days. No query."""
    return at < member.joined_at + path.SHOWN_FOR
