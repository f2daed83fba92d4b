from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from diwan.kernel import audit, ids
from diwan.people.actions.join_community import join_community
from diwan.people.errors import InvitationOver
from diwan.people.models import Invitation, Membership, Person


def create_invitation(
    *, by: Membership, at: datetime, days: int = 14, use_limit: int = 25, note: str = ""
) -> Invitation:
    """A link into the community of `by`, open for `days` days and `use_limit` people."""
    with transaction.atomic():
        invitation = Invitation.objects.create(
            community=by.community,
            token=ids.token(),
            invited_by=by,
            note=note,
            created_at=at,
            expires_at=at + timedelta(days=days),
            use_limit=use_limit,
        )
        audit.record(
            scope=by.community_id,
            actor=str(by.party_id),
            action="invitation_created",
            object_ref=f"invitation:{invitation.pk}",
            at=at,
        )
    return invitation


def accept_invitation(*, token: str, person: Person, at: datetime) -> Membership:
    """Join through the link. Raises InvitationOver for an unknown, used-up or expired link; a member loses no use."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().select_related("community").filter(token=token).first()
        if invitation is None:
            raise InvitationOver
        member = Membership.objects.filter(community=invitation.community_id, person=person).first()
        if member is not None and member.is_active:
            return member
        if not invitation.is_open(at):
            raise InvitationOver
        Invitation.objects.filter(pk=invitation.pk).update(used_count=F("used_count") + 1)
        return join_community(person=person, community=invitation.community, at=at)
