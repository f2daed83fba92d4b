"""Who may decide what here, on top of the one table of permissions in `people`."""

from diwan.people.enums import Role
from diwan.people.public import Membership, can, membership_roles
from diwan.trust.errors import NeedsAnotherPerson, NotAllowed
from diwan.trust.models import Decision


def require_moderator(by: Membership | None, community_id: int) -> Membership:
    """An active owner or steward of this community; raises NotAllowed."""
    if by is None or by.community_id != community_id or not can(by, "moderate"):
        raise NotAllowed
    return by


def require_stranger(by: Membership, *involved: int | None) -> None:
    """Raise NeedsAnotherPerson when `by`, or another account of the same person, is among the memberships involved."""
    same = {by.pk, by.same_person_as_id} - {None}
    others = {pk for pk in involved if pk is not None}
    merged = Membership.objects.filter(pk__in=others, same_person_as__in=same).exists()
    if same & others or merged:
        raise NeedsAnotherPerson


def require_rank(by: Membership, subject: Membership) -> None:
    """Only an owner may suspend an owner."""
    roles = membership_roles(membership_id=subject.pk)
    if Role.OWNER in roles and Role.OWNER not in membership_roles(membership_id=by.pk):
        raise NotAllowed


def may_appeal(by: Membership, decision: Decision) -> bool:
    """The one it is about may appeal what was done, suspended or not; who reported may appeal that nothing was."""
    if decision.acts:
        return by.pk == decision.subject_id
    return decision.reports.filter(reporter=by).exists()
