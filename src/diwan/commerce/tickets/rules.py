"""Who runs events, and who sees a ticket."""

from uuid import UUID

from diwan.commerce.tickets.errors import NoSuchEvent
from diwan.commerce.tickets.models import Event
from diwan.people import public as people

RUN = "moderate"


def require_host(*, community_id: int, by: UUID) -> people.Membership:
    """An owner or steward. Raises people.errors.NotAllowed."""
    return people.require(people.get_membership_by_party(community_id=community_id, party=by), RUN)


def hosted_event(*, event_id: int, by: UUID) -> tuple[Event, people.Membership]:
    """An event of the community that `by` helps to run. Raises NoSuchEvent for one elsewhere, people NotAllowed."""
    event = Event.objects.select_related("community").filter(pk=event_id).first()
    if event is None or people.get_membership_by_party(community_id=event.community_id, party=by) is None:
        raise NoSuchEvent
    return event, require_host(community_id=event.community_id, by=by)
