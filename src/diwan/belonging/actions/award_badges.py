from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from diwan.belonging.badges import Badge, Measure, earned
from diwan.belonging.models import Award
from diwan.belonging.queries.measured import Measured, best_text, living_acts, measure
from diwan.people.public import notify

_MOST_REFS = 12
_OF_ONE_TEXT = frozenset({Measure.TRIED_ONE, Measure.SHARED_ONE})


def award_badges(*, community_id: int, at: datetime, membership_ids: Collection[int] | None = None) -> int:
    """Give every badge whose rule is met and that its member does not have; return how many were given.

    Counting again gives nothing again. The one who receives is told once, however many badges there are.
    """
    measured = measure(community_id=community_id, at=at, membership_ids=membership_ids)
    held = set(Award.objects.filter(community=community_id).values_list("membership", "badge"))
    given = 0
    for one in measured:
        new = [badge for badge in earned(one.by_measure) if (one.member.pk, badge.key) not in held]
        proven = [(badge, evidence) for badge in new if (evidence := _evidence(one, badge, at))]
        if proven:
            given += _give(one, proven, at)
    return given


def _evidence(one: Measured, badge: Badge, at: datetime) -> dict[str, Any]:
    """What the badge rests on; empty when a closer look shows that the rule is not met."""
    count = one.by_measure[badge.measure]
    if not badge.kinds:
        return {"count": count, "refs": []}
    acts = living_acts(member=one.member, kinds=badge.kinds, at=at)
    if badge.measure in _OF_ONE_TEXT:
        ref, count = best_text(acts)
        return {"count": count, "refs": [ref]} if count >= badge.least else {}
    refs = list(dict.fromkeys(act.object_ref for act in acts))
    return {"count": count, "refs": refs[:_MOST_REFS]}


def _give(one: Measured, proven: list[tuple[Badge, dict[str, Any]]], at: datetime) -> int:
    member, given = one.member, []
    with transaction.atomic():
        for badge, evidence in proven:
            _award, is_new = Award.objects.get_or_create(
                membership=member,
                badge=badge.key,
                defaults={"community_id": member.community_id, "awarded_at": at, "evidence": evidence},
            )
            given += [badge.key] if is_new else []
        told: dict[str, Any] = {"membership_id": member.pk, "url": "", "at": at}
        if len(given) == 1:
            notify(kind="badge_awarded", facts={"outcome": given[0], "member": member.pk}, **told)
        elif given:
            notify(kind="badges_awarded", facts={"member": member.pk}, **told)
    return len(given)
