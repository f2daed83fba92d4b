from diwan.people.models.community import Community, OutsideParty
from diwan.people.models.entitlement import Entitlement
from diwan.people.models.invitation import Invitation
from diwan.people.models.membership import Membership, MembershipRole
from diwan.people.models.notice import Notice
from diwan.people.models.person import Person
from diwan.people.reach.models import (
    Device,
    Digest,
    HeldNotice,
    Newsletter,
    NewsletterCopy,
    ReachChoice,
    ReachPreference,
)

__all__ = [
    "Community",
    "Device",
    "Digest",
    "Entitlement",
    "HeldNotice",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Newsletter",
    "NewsletterCopy",
    "Notice",
    "OutsideParty",
    "Person",
    "ReachChoice",
    "ReachPreference",
]
