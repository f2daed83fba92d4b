from datetime import datetime

from django.db import transaction

from diwan.belonging import levels, rules
from diwan.belonging.actions.count_levels import put_level
from diwan.belonging.actions.words import reasoned
from diwan.belonging.errors import NotFound, UnknownLevel
from diwan.belonging.models import LevelPin
from diwan.kernel import audit
from diwan.people.public import Membership, notify


def pin_level(
    *, by: Membership, membership_id: int, level: int, reason: str, at: datetime, counts_for_plans: bool = False
) -> LevelPin:
    """Hold a member at a level until the pin is taken out. With `counts_for_plans` (owners only) the level also counts
    where a sharing plan asks for trust; without it a plan sees 1 at most.

    Raises NotAllowed, NotFound, NotForOneself, OwnersOnly, UnknownLevel, ReasonNeeded.
    """
    rules.require_team(by)
    if not 0 <= level <= levels.HIGHEST:
        raise UnknownLevel
    member = rules.find_other(by, membership_id)
    rules.require_other(by, member)
    rules.require_rank(by, member, counts_for_plans=counts_for_plans)
    why = reasoned(reason)
    for_plans = level if counts_for_plans else min(level, levels.HIGHEST_FOR_PLANS)
    said = {"level": level, "counts_for_plans": counts_for_plans, "reason": why, "pinned_by": by, "pinned_at": at}
    with transaction.atomic():
        pin, _ = LevelPin.objects.update_or_create(membership=member, defaults=said)
        put_level(member=member, level=level, trust_level=for_plans, at=at)
        _write_down(by, member, "level_pinned", {"level": level, "for_plans": for_plans, "reason": why}, at)
        told = {"outcome": f"pinned{level}", "reason": why}
        notify(membership_id=member.pk, kind="level_changed", facts=told, url="", at=at)
    return pin


def unpin_level(*, by: Membership, membership_id: int, reason: str, at: datetime) -> None:
    """Let the figures count again from the next count on; what the pin gave to sharing plans ends now.

    Raises NotAllowed, NotFound, NotForOneself, OwnersOnly, ReasonNeeded.
    """
    rules.require_team(by)
    member = rules.find_other(by, membership_id)
    rules.require_other(by, member)
    why = reasoned(reason)
    with transaction.atomic():
        pin = LevelPin.objects.select_for_update().filter(membership=member).first()
        if pin is None:
            raise NotFound
        rules.require_rank(by, member, counts_for_plans=pin.counts_for_plans)
        pin.delete()
        least = min(pin.level, levels.HIGHEST_FOR_PLANS)
        put_level(member=member, level=least, trust_level=least, at=at)
        _write_down(by, member, "level_unpinned", {"level": pin.level, "reason": why}, at)


def _write_down(by: Membership, member: Membership, action: str, detail: dict[str, object], at: datetime) -> None:
    audit.record(
        scope=by.community_id, actor=str(by.party_id), action=action, object_ref=str(member.party_id), at=at,
        detail=detail,
    )  # fmt: skip
