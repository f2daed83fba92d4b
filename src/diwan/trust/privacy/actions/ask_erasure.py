from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from diwan.kernel import audit
from diwan.people import public as people
from diwan.people.enums import Role
from diwan.people.errors import LastOwner
from diwan.trust.privacy.models import ErasureRequest


def ask_erasure(*, person_id: int, at: datetime) -> ErasureRequest:
    """Ask to be erased; it is done after the days of reflection. Asking again gives the same request.

    Raises LastOwner where a community would have no owner left.
    """
    with transaction.atomic():
        leaves_no_orphan(person_id)
        due = at + timedelta(days=settings.ERASURE_DAYS)
        request, is_new = ErasureRequest.objects.get_or_create(
            person_id=person_id, cancelled_at=None, done_at=None, defaults={"asked_at": at, "due_at": due}
        )
        if is_new:
            audit.record(
                scope=audit.INSTALLATION, actor=f"person:{person_id}", action="erasure_asked",
                object_ref=f"erasure:{request.pk}", at=at,
            )  # fmt: skip
    return request


def cancel_erasure(*, person_id: int, at: datetime) -> bool:
    """Call an open request back; whether there was one."""
    with transaction.atomic():
        mine = ErasureRequest.objects.filter(person_id=person_id, cancelled_at=None, done_at=None)
        if not mine.update(cancelled_at=at):
            return False
        audit.record(
            scope=audit.INSTALLATION, actor=f"person:{person_id}", action="erasure_cancelled",
            object_ref=f"person:{person_id}", at=at,
        )  # fmt: skip
    return True


def leaves_no_orphan(person_id: int) -> None:
    """Raises LastOwner where this person is the only owner of a community."""
    for membership in people.Membership.objects.filter(person_id=person_id):
        owners = people.list_memberships_with_role(community_id=membership.community_id, role=Role.OWNER)
        ids = set(owners.values_list("pk", flat=True))
        if ids == {membership.pk}:
            raise LastOwner
