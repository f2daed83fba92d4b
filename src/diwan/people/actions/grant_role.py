from datetime import datetime

from django.db import transaction

from diwan.kernel import audit
from diwan.people.enums import Role
from diwan.people.errors import LastOwner
from diwan.people.models import Membership, MembershipRole


def grant_role(*, membership: Membership, role: str, by: Membership, at: datetime) -> MembershipRole:
    """Give a role or a duty. Giving it twice changes nothing."""
    with transaction.atomic():
        row, is_new = MembershipRole.objects.get_or_create(
            membership=membership, role=role, defaults={"granted_at": at, "granted_by": by}
        )
        if is_new:
            _write_down(membership, role, by, at, "role_granted")
    return row


def revoke_role(*, membership: Membership, role: str, by: Membership, at: datetime) -> None:
    """Take a role or duty away. Raises LastOwner when nobody would own the community any more."""
    with transaction.atomic():
        rows = MembershipRole.objects.select_for_update().filter(
            membership__community=membership.community_id, role=role
        )
        if role == Role.OWNER and not rows.exclude(membership=membership).exists():
            raise LastOwner
        if rows.filter(membership=membership).delete()[0]:
            _write_down(membership, role, by, at, "role_revoked")


def _write_down(membership: Membership, role: str, by: Membership, at: datetime, action: str) -> None:
    audit.record(
        scope=membership.community_id,
        actor=str(by.party_id),
        action=action,
        object_ref=str(membership.party_id),
        at=at,
        detail={"role": role},
    )
