"""Who may do what in a community. One table; a name that is not in it is a mistake, not a permission."""

from diwan.people.enums import Role
from diwan.people.errors import NotAllowed
from diwan.people.models import Membership

MAY: dict[str, frozenset[str]] = {
    "read": frozenset(Role.values),
    "write": frozenset(Role.values),
    "invite": frozenset({Role.OWNER, Role.STEWARD}),
    "moderate": frozenset({Role.OWNER, Role.STEWARD}),
    "edit_guides": frozenset({Role.OWNER, Role.STEWARD, Role.EDITOR}),
    "edit_calendar": frozenset({Role.OWNER, Role.STEWARD, Role.EDITOR}),
    "see_calendar": frozenset({Role.OWNER, Role.STEWARD, Role.EDITOR, Role.AUTHOR}),
    "approve_money": frozenset({Role.OWNER, Role.TREASURER}),
    "see_orders": frozenset({Role.OWNER, Role.TREASURER}),
    "close_period": frozenset({Role.OWNER, Role.TREASURER}),
    "change_plan": frozenset({Role.OWNER}),
    "grant_roles": frozenset({Role.OWNER}),
    "see_cockpit": frozenset({Role.OWNER, Role.STEWARD, Role.TREASURER}),
    "write_letters": frozenset({Role.OWNER, Role.EDITOR}),
    "manage_webhooks": frozenset({Role.OWNER}),
    "audit": frozenset({Role.OWNER, Role.TREASURER}),
}


def can(membership: Membership | None, action: str) -> bool:
    """Whether an active membership holds a role that may. A stranger and a suspended member may nothing."""
    allowed = MAY[action]
    if membership is None or not membership.is_active:
        return False
    # All its roles rather than the one sought: a membership read with its roles answers without asking again.
    return any(row.role in allowed for row in membership.roles.all())


def require(membership: Membership | None, action: str) -> Membership:
    """Give the membership back, or raise NotAllowed."""
    if membership is None or not can(membership, action):
        raise NotAllowed
    return membership
