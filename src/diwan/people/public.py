"""The door of `people`."""

from diwan.people.actions.claim_person import claim_person
from diwan.people.actions.create_community import COMMUNITY_CREATED, create_community
from diwan.people.actions.create_outside_party import create_outside_party
from diwan.people.actions.create_person import create_person
from diwan.people.actions.edit_profile import edit_profile
from diwan.people.actions.grant_role import grant_role, revoke_role
from diwan.people.actions.import_member import import_member
from diwan.people.actions.invite import accept_invitation, create_invitation
from diwan.people.actions.join_community import join_community
from diwan.people.actions.leave_community import leave_community
from diwan.people.actions.merge_memberships import merge_memberships
from diwan.people.actions.notify import MAIL, mark_notices_read, notify, send_mail
from diwan.people.actions.open_entitlement import close_entitlement, open_entitlement
from diwan.people.actions.suspend_membership import reinstate_membership, set_trust, suspend_membership
from diwan.people.models import (
    Community,
    Entitlement,
    Invitation,
    Membership,
    MembershipRole,
    Notice,
    OutsideParty,
    Person,
)
from diwan.people.names import tidy_name
from diwan.people.queries.communities import (
    community_zone,
    find_person,
    get_community,
    get_community_by_id,
    list_communities,
)
from diwan.people.queries.memberships import (
    find_invitation,
    get_membership,
    get_membership_by_party,
    has_entitlement,
    imported_refs,
    list_invitations,
    list_members,
    list_memberships_with_role,
    list_notices,
    member_count,
    membership_roles,
    unread_notice_count,
)
from diwan.people.queries.parties import (
    PartyView,
    SettlementMember,
    get_parties,
    get_party,
    party_names,
    settlement_members,
)
from diwan.people.rules import can, require

__all__ = [
    "COMMUNITY_CREATED",
    "MAIL",
    "Community",
    "Entitlement",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Notice",
    "OutsideParty",
    "PartyView",
    "Person",
    "SettlementMember",
    "accept_invitation",
    "can",
    "claim_person",
    "close_entitlement",
    "community_zone",
    "create_community",
    "create_invitation",
    "create_outside_party",
    "create_person",
    "edit_profile",
    "find_invitation",
    "find_person",
    "get_community",
    "get_community_by_id",
    "get_membership",
    "get_membership_by_party",
    "get_parties",
    "get_party",
    "grant_role",
    "has_entitlement",
    "import_member",
    "imported_refs",
    "join_community",
    "leave_community",
    "list_communities",
    "list_invitations",
    "list_members",
    "list_memberships_with_role",
    "list_notices",
    "mark_notices_read",
    "member_count",
    "membership_roles",
    "merge_memberships",
    "notify",
    "open_entitlement",
    "party_names",
    "reinstate_membership",
    "require",
    "revoke_role",
    "send_mail",
    "set_trust",
    "settlement_members",
    "suspend_membership",
    "tidy_name",
    "unread_notice_count",
]
