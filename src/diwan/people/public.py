"""The door of `people`."""

from diwan.people.actions.claim_person import claim_person
from diwan.people.actions.count_up import count_up, read_notices
from diwan.people.actions.create_community import COMMUNITY_CREATED, create_community
from diwan.people.actions.create_outside_party import create_outside_party
from diwan.people.actions.create_person import create_person
from diwan.people.actions.edit_profile import edit_profile
from diwan.people.actions.grant_role import grant_role, revoke_role
from diwan.people.actions.import_member import import_member
from diwan.people.actions.invite import accept_invitation, create_invitation
from diwan.people.actions.join_community import join_community
from diwan.people.actions.leave_community import leave_community
from diwan.people.actions.merge_memberships import MEMBERSHIPS_MERGED, merge_memberships
from diwan.people.actions.notify import MAIL, PUSH, notify, notify_many, send_mail
from diwan.people.actions.open_entitlement import close_entitlement, open_entitlement
from diwan.people.actions.suspend_membership import reinstate_membership, set_trust, suspend_membership
from diwan.people.models import (
    Community,
    Device,
    Entitlement,
    Invitation,
    Membership,
    MembershipRole,
    Newsletter,
    NewsletterCopy,
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
    find_membership,
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
from diwan.people.reach.actions.plan_digests import DIGEST
from diwan.people.reach.actions.read_notices import mark_notices_read
from diwan.people.reach.actions.register_device import forget_device, forget_endpoint, register_device
from diwan.people.reach.actions.release_held import MAIL_GATHERED, WAITED, forgo_held
from diwan.people.reach.actions.send_newsletter import (
    MAIL_NEWSLETTER,
    mark_copy_sent,
    note_opening,
    send_newsletter,
    send_newsletter_trial,
)
from diwan.people.reach.actions.send_push import LARGEST as LARGEST_PUSH
from diwan.people.reach.actions.send_push import send_push
from diwan.people.reach.actions.set_reach import choose_reach, set_reach, stop_digest, stop_letters
from diwan.people.reach.actions.write_newsletter import discard_newsletter, draft_newsletter, edit_newsletter
from diwan.people.reach.groups import LOCKED, ByMail, Group, group_of
from diwan.people.reach.models.choice import Rhythm
from diwan.people.reach.push_keys import application_key
from diwan.people.reach.queries.audience import Audience, audience_members, tiers
from diwan.people.reach.queries.devices import find_device, list_devices
from diwan.people.reach.queries.digest import digest_notices
from diwan.people.reach.queries.newsletters import (
    find_copy,
    find_newsletter,
    get_newsletter,
    list_newsletters,
    may_send_copy,
    newsletter_figures,
)
from diwan.people.reach.queries.notices import notice_page, notices_by_id, unread_by_group
from diwan.people.reach.queries.preferences import has_chosen_reach, has_consent, reach_of
from diwan.people.rules import can, require

# fmt: off
__all__ = [
    "COMMUNITY_CREATED", "DIGEST", "LARGEST_PUSH", "LOCKED", "MAIL", "MAIL_GATHERED", "MAIL_NEWSLETTER",
    "MEMBERSHIPS_MERGED", "PUSH", "WAITED", "Audience", "ByMail", "Community", "Device", "Entitlement", "Group",
    "Invitation", "Membership", "MembershipRole", "Newsletter", "NewsletterCopy", "Notice", "OutsideParty",
    "PartyView", "Person", "Rhythm", "SettlementMember", "accept_invitation", "application_key", "audience_members",
    "can", "choose_reach", "claim_person", "close_entitlement", "community_zone", "count_up", "create_community",
    "create_invitation", "create_outside_party", "create_person", "digest_notices", "discard_newsletter",
    "draft_newsletter", "edit_newsletter", "edit_profile", "find_copy", "find_device", "find_invitation",
    "find_membership", "find_newsletter", "find_person", "forget_device", "forget_endpoint", "forgo_held",
    "get_community", "get_community_by_id", "get_membership", "get_membership_by_party", "get_newsletter",
    "get_parties", "get_party", "grant_role", "group_of", "has_chosen_reach", "has_consent", "has_entitlement",
    "import_member", "imported_refs", "join_community", "leave_community", "list_communities", "list_devices",
    "list_invitations", "list_members", "list_memberships_with_role", "list_newsletters", "list_notices",
    "mark_copy_sent", "mark_notices_read", "may_send_copy", "member_count", "membership_roles", "merge_memberships",
    "newsletter_figures", "note_opening", "notice_page", "notices_by_id", "notify", "notify_many", "open_entitlement",
    "party_names", "reach_of", "read_notices", "register_device", "reinstate_membership", "require", "revoke_role",
    "send_mail", "send_newsletter", "send_newsletter_trial", "send_push", "set_reach", "set_trust",
    "settlement_members", "stop_digest", "stop_letters", "suspend_membership", "tidy_name", "tiers", "unread_by_group",
    "unread_notice_count",
]
# fmt: on
