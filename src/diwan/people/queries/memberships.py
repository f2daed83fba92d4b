from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from diwan.people.enums import Standing
from diwan.people.models import Entitlement, Invitation, Membership, MembershipRole, Notice


def get_membership(*, community_id: int, person_id: int, with_roles: bool = False) -> Membership | None:
    """The person's membership, whatever its standing, or None: a stranger.

    `with_roles`: its roles are read now, and whoever asks this object later is answered from what it holds.
    """
    rows = Membership.objects.select_related("person", "community")
    if with_roles:
        rows = rows.prefetch_related("roles")
    return rows.filter(community=community_id, person=person_id).first()


def get_membership_by_party(*, community_id: int, party: UUID) -> Membership | None:
    return Membership.objects.filter(community=community_id, party_id=party).first()


def find_membership(*, membership_id: int) -> Membership | None:
    """The membership with its person and community, or None."""
    return Membership.objects.select_related("person", "community").filter(pk=membership_id).first()


def list_members(*, community_id: int) -> QuerySet[Membership]:
    """Everyone who has not left, longest first, with person and roles at hand."""
    rows = Membership.objects.filter(community=community_id).exclude(standing=Standing.LEFT)
    return rows.select_related("person").prefetch_related("roles").order_by("joined_at", "pk")


def member_count(*, community_id: int) -> int:
    return Membership.objects.filter(community=community_id, standing=Standing.ACTIVE).count()


def membership_roles(*, membership_id: int) -> frozenset[str]:
    return frozenset(MembershipRole.objects.filter(membership=membership_id).values_list("role", flat=True))


def list_memberships_with_role(*, community_id: int, role: str) -> QuerySet[Membership]:
    rows = Membership.objects.filter(community=community_id, roles__role=role, standing=Standing.ACTIVE)
    return rows.select_related("person").order_by("joined_at", "pk")


def has_entitlement(*, membership_id: int, key: str, at: datetime) -> bool:
    open_rows = Entitlement.objects.filter(membership=membership_id, key=key, starts_at__lte=at)
    return open_rows.filter(Q(ends_at=None) | Q(ends_at__gt=at)).exists()


def list_notices(*, membership_id: int, at_most: int = 50) -> QuerySet[Notice]:
    return Notice.objects.filter(membership=membership_id, is_shown=True).order_by("-created_at", "-pk")[:at_most]


def unread_notice_count(*, membership_id: int) -> int:
    return Notice.objects.filter(membership=membership_id, is_shown=True, read_at=None).count()


def list_invitations(*, community_id: int) -> QuerySet[Invitation]:
    return (
        Invitation.objects.filter(community=community_id).select_related("invited_by__person").order_by("-created_at")
    )


def find_invitation(*, token: str) -> Invitation | None:
    return Invitation.objects.select_related("community", "invited_by__person").filter(token=token).first()


def imported_refs(*, community_id: int, prefix: str) -> frozenset[str]:
    """The source references of memberships that an import made, e.g. all that begin with 'stackexchange:'."""
    rows = Membership.objects.filter(community=community_id, source_ref__startswith=prefix)
    return frozenset(rows.values_list("source_ref", flat=True))
