from datetime import datetime

from django.db import transaction

from diwan.people.enums import Role, Standing
from diwan.people.errors import LastOwner
from diwan.people.models import Membership, MembershipRole


def leave_community(*, membership: Membership, at: datetime) -> None:
    """Leave; what is owed stays owed, the history stays in place. Raises LastOwner."""
    with transaction.atomic():
        roles = MembershipRole.objects.filter(membership__community=membership.community_id, role=Role.OWNER)
        if roles.filter(membership=membership).exists() and not roles.exclude(membership=membership).exists():
            raise LastOwner
        membership.left_at = at
        if membership.standing != Standing.SUSPENDED:  # leaving and coming back must not end a suspension
            membership.standing = Standing.LEFT
        membership.save(update_fields=["standing", "left_at"])
