"""Who may do what here: predicates on rows already loaded, and the loading that answers "not here" to strangers."""

from diwan.belonging import levels
from diwan.belonging.errors import NotAllowed, NotForOneself, NotFound, OwnersOnly
from diwan.people.enums import Role
from diwan.people.public import Membership, can

LARGEST_ID = 2**63 - 1


def require_member(by: Membership | None) -> Membership:
    """An active member; raises NotFound."""
    if by is None or not by.is_active:
        raise NotFound
    return by


def require_team(by: Membership) -> None:
    """An active owner or steward; raises NotAllowed."""
    if not can(by, "moderate"):
        raise NotAllowed


def is_team(by: Membership) -> bool:
    return can(by, "moderate")


def is_owner(member: Membership) -> bool:
    return any(row.role == Role.OWNER for row in member.roles.all())


def require_other(by: Membership, other: Membership) -> None:
    """Raises NotForOneself, also for another account of the same person."""
    same = {by.pk, by.same_person_as_id} - {None}
    if other.pk in same or (other.same_person_as_id is not None and other.same_person_as_id in same):
        raise NotForOneself


def require_rank(by: Membership, other: Membership, *, counts_for_plans: bool) -> None:
    """Only an owner pins an owner, or a level that counts where income is shared. Raises OwnersOnly."""
    if (counts_for_plans or is_owner(other)) and not is_owner(by):
        raise OwnersOnly


def find_other(by: Membership, membership_id: int) -> Membership:
    """An active member of the same community; raises NotFound."""
    if not 0 < membership_id <= LARGEST_ID:
        raise NotFound
    rows = Membership.objects.select_related("person").prefetch_related("roles")
    found = rows.filter(pk=membership_id, community=by.community_id).first()
    if found is None or not found.is_active:
        raise NotFound
    return found


def may_answer_requests(by: Membership, level: int, *, is_inside: bool) -> bool:
    """The team, and members of the group from a published level on."""
    return is_team(by) or (by.is_active and is_inside and level >= levels.ANSWERS_REQUESTS_LEVEL)


def may_keep_group(by: Membership, level: int, *, is_inside: bool) -> bool:
    """Change its words and put people into it: the team, and members of the group from a published level on."""
    return is_team(by) or (by.is_active and is_inside and level >= levels.KEEPS_GROUP_LEVEL)
