from datetime import datetime

from django.db import transaction

from diwan.kernel import ids, registry
from diwan.people.enums import Role, Standing
from diwan.people.events import MEMBER_JOINED
from diwan.people.models import Community, Membership, MembershipRole, Person

MEMBER_CHANGED = "people.member_changed"


def join_community(*, person: Person, community: Community, at: datetime, source_ref: str = "") -> Membership:
    """Make the person a member; coming back after leaving opens the old membership, with its party, again.

    Announces MEMBER_JOINED, and MEMBER_CHANGED, as does whatever changes what a member is called.
    """
    with transaction.atomic():
        membership, is_new = Membership.objects.select_for_update().get_or_create(
            community=community,
            person=person,
            defaults={"party_id": ids.random_id(), "joined_at": at, "source_ref": source_ref},
        )
        is_back = membership.left_at is not None
        if is_new:
            MembershipRole.objects.create(membership=membership, role=Role.MEMBER, granted_at=at)
        elif is_back:
            membership.left_at = None
            if membership.standing == Standing.LEFT:  # a suspension is not ended by going and coming back
                membership.standing = Standing.ACTIVE
            membership.save(update_fields=["standing", "left_at"])
        registry.announce(MEMBER_CHANGED, community_id=community.pk, membership_id=membership.pk)
        if is_new or is_back:
            registry.announce(MEMBER_JOINED, community_id=community.pk, membership_id=membership.pk, at=at)
    return membership
