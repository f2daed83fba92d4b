from django.db import connection
from django.db.models import QuerySet

from diwan.people.enums import Standing
from diwan.people.errors import NoSuchCommunity
from diwan.people.models import Community, Person


def get_community(*, slug: str) -> Community:
    """Raises NoSuchCommunity."""
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        raise NoSuchCommunity(slug=slug)
    return community


def get_community_by_id(*, community_id: int) -> Community:
    return Community.objects.get(pk=community_id)


def community_zone(*, community_id: int) -> str:
    """The name of the time zone of the community's calendar. Asked with every deed, so it is asked by hand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT timezone FROM people_community WHERE id = %s", [community_id])
        row = cursor.fetchone()
    if row is None:
        raise Community.DoesNotExist
    return str(row[0])


def list_communities(*, person_id: int | None = None) -> QuerySet[Community]:
    """The communities a person belongs to; without a person, the public ones, oldest first."""
    if person_id is None:
        return Community.objects.filter(is_public=True).order_by("opened_at")
    mine = Community.objects.filter(memberships__person=person_id).exclude(memberships__standing=Standing.LEFT)
    return mine.order_by("opened_at").distinct()


def find_person(*, email: str) -> Person | None:
    """The person who signs in with this address, or None."""
    return Person.objects.filter(email=email.lower(), is_active=True).first()
