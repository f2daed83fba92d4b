from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from diwan.belonging import levels
from diwan.belonging.models import LevelPin, MemberCard
from diwan.belonging.queries.measured import Measured, measure
from diwan.people.public import Membership, notify, set_trust
from diwan.trust.public import upheld_outcomes


def count_levels(*, community_id: int, at: datetime, membership_ids: Collection[int] | None = None) -> int:
    """Set the level of every active member from the published figures; return how many changed. Pinned ones stay."""
    outcomes = upheld_outcomes(community_id=community_id, since=at - timedelta(days=levels.LOWERED_DAYS))
    cards = dict(MemberCard.objects.filter(membership__community=community_id).values_list("membership", "level"))
    pinned = set(LevelPin.objects.filter(membership__community=community_id).values_list("membership", flat=True))
    changed = 0
    for one in measure(community_id=community_id, at=at, membership_ids=membership_ids):
        member = one.member
        if member.pk in pinned:
            continue
        facts = _facts(one, outcomes.get(member.pk, frozenset()))
        before = max(cards.get(member.pk, 0), member.trust_level)
        changed += _settle(member, before, levels.counted(facts, before=before), levels.ceiling(facts), at)
    return changed


def put_level(*, member: Membership, level: int, trust_level: int, at: datetime) -> None:
    """Write the level, and what sharing plans read where that changes."""
    MemberCard.objects.update_or_create(membership=member, defaults={"level": level})
    if member.trust_level != trust_level:
        set_trust(membership=member, level=trust_level, at=at)


def _facts(one: Measured, outcomes: frozenset[str]) -> levels.Facts:
    return levels.Facts(one.days_here, one.reads, len(one.helped), outcomes)


def _settle(member: Membership, before: int, level: int, ceiling: int, at: datetime) -> bool:
    """Write a new level and tell of it. What sharing plans read is lifted to 1 at most, and lowered with the level."""
    for_plans = min(max(member.trust_level, min(level, levels.HIGHEST_FOR_PLANS)), ceiling)
    if level == before and for_plans == member.trust_level:
        return False
    with transaction.atomic():
        put_level(member=member, level=level, trust_level=for_plans, at=at)
        if level != before:
            way = "up" if level > before else "down"
            facts = {"outcome": f"{way}{level}"}
            notify(membership_id=member.pk, kind="level_changed", facts=facts, url="", at=at)
    return True
