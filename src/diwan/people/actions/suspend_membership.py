from datetime import datetime

from django.db import transaction

from diwan.kernel import audit
from diwan.people.enums import Standing
from diwan.people.models import Membership


def suspend_membership(*, membership: Membership, by: Membership, reason: str, at: datetime) -> None:
    """Suspend: no deeds, no new income; the balance stays owed."""
    _set_standing(membership, Standing.SUSPENDED, by, reason, at)


def reinstate_membership(*, membership: Membership, by: Membership, reason: str, at: datetime) -> None:
    """End a suspension. Who left meanwhile is gone, and may come back."""
    _set_standing(membership, Standing.LEFT if membership.left_at else Standing.ACTIVE, by, reason, at)


def set_trust(*, membership: Membership, level: int, at: datetime) -> None:
    """Set the trust level: 0 new, 1 verified, 2 paid two periods or more, 3 elected."""
    membership.trust_level = level
    membership.save(update_fields=["trust_level"])


def _set_standing(membership: Membership, standing: Standing, by: Membership, reason: str, at: datetime) -> None:
    with transaction.atomic():
        membership.standing = standing
        membership.save(update_fields=["standing"])
        audit.record(
            scope=membership.community_id,
            actor=str(by.party_id),
            action=f"membership_{standing}",
            object_ref=str(membership.party_id),
            at=at,
            detail={"reason": reason},
        )
