from diwan.people.models.community import Community, OutsideParty
from diwan.people.models.entitlement import Entitlement
from diwan.people.models.invitation import Invitation
from diwan.people.models.membership import Membership, MembershipRole
from diwan.people.models.notice import Notice
from diwan.people.models.person import Person

__all__ = [
    "Community",
    "Entitlement",
    "Invitation",
    "Membership",
    "MembershipRole",
    "Notice",
    "OutsideParty",
    "Person",
]
