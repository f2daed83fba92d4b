from datetime import datetime

from django.db import transaction

from diwan.kernel import audit, registry
from diwan.people.errors import CannotMerge
from diwan.people.models import Membership

# Facts: memberships (two ids), at. What was earned under one name may go where the other is paid from now on.
MEMBERSHIPS_MERGED = "people.memberships_merged"


def merge_memberships(*, keep: Membership, other: Membership, by: Membership, at: datetime) -> None:
    """Declare two memberships one person for every settlement to come. Raises CannotMerge.

    Chains are not built: `keep` must not be merged itself, and nothing may already be merged into `other`.
    """
    strangers = keep.community_id != other.community_id or keep.pk == other.pk
    if strangers or keep.same_person_as_id or other.same_person_as_id or other.merged.exists():
        raise CannotMerge
    with transaction.atomic():
        other.same_person_as = keep
        other.save(update_fields=["same_person_as"])
        audit.record(
            scope=keep.community_id,
            actor=str(by.party_id),
            action="memberships_merged",
            object_ref=str(keep.party_id),
            at=at,
            detail={"other": str(other.party_id)},
        )
        registry.announce(MEMBERSHIPS_MERGED, memberships=(keep.pk, other.pk), at=at)
