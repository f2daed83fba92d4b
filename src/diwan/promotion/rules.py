"""Who may do what here, and the loading that answers "not here" to strangers."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from diwan.people import public as people
from diwan.promotion.errors import NotFound
from diwan.promotion.models import Campaign, Deliverable, Placement, Programme, Referral, Sponsor

DEALS = "see_cockpit"
MONEY = "approve_money"
LARGEST_ID = 2**63 - 1
Row = TypeVar("Row", bound=Model)


def require_dealer(by: people.Membership) -> people.Membership:
    """Owners, stewards and treasurers deal with sponsors and shops. Raises people.errors.NotAllowed."""
    return people.require(by, DEALS)


def require_keeper(by: people.Membership) -> people.Membership:
    """Owners and treasurers agree on prices and write down money. Raises people.errors.NotAllowed."""
    return people.require(by, MONEY)


def find_sponsor(*, community_id: int, sponsor_id: int) -> Sponsor:
    return _first(Sponsor.objects.select_related("community").filter(community=community_id), sponsor_id)


def find_campaign(*, community_id: int, campaign_id: int) -> Campaign:
    rows = Campaign.objects.select_related("sponsor", "community").filter(community=community_id)
    return _first(rows, campaign_id)


def find_placement(*, community_id: int, placement_id: int) -> Placement:
    rows = Placement.objects.select_related("campaign__community").filter(campaign__community=community_id)
    return _first(rows, placement_id)


def find_deliverable(*, community_id: int, deliverable_id: int) -> Deliverable:
    rows = Deliverable.objects.select_related("campaign").filter(campaign__community=community_id)
    return _first(rows, deliverable_id)


def find_programme(*, community_id: int, programme_id: int) -> Programme:
    return _first(Programme.objects.select_related("community").filter(community=community_id), programme_id)


def find_referral(*, community_id: int, referral_id: int) -> Referral:
    rows = Referral.objects.select_related("newcomer", "referrer").filter(newcomer__community=community_id)
    return _first(rows, referral_id)


def _first(rows: QuerySet[Row], row_id: int) -> Row:
    """Raises NotFound, for a number no database knows as well."""
    found = rows.filter(pk=row_id).first() if 0 < row_id <= LARGEST_ID else None
    if found is None:
        raise NotFound
    return found


def one_person(member: people.Membership) -> int:
    """The number that stands for the person in this community: of the membership merged accounts stand behind."""
    return member.same_person_as_id or member.pk


def same_person(one: people.Membership, other: people.Membership) -> bool:
    return one_person(one) == one_person(other)


def party_text(by: people.Membership) -> str:
    """Who acted, as audit lines name them."""
    party: UUID = by.party_id
    return str(party)
