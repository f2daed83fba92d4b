"""Who may see and do what with a booking. A booking that is not theirs to see answers like one that does not exist."""

from uuid import UUID

from diwan.commerce.rules import same_person
from diwan.commerce.services.enums import BookingStatus
from diwan.commerce.services.errors import NoSuchBooking, NotYours
from diwan.commerce.services.models import Booking
from diwan.people import public as people
from diwan.people.errors import NotAMember

DECIDE = "moderate"


def active(*, community_id: int, party: UUID) -> people.Membership:
    """The active membership behind a party. Raises people.errors.NotAMember."""
    member = people.get_membership_by_party(community_id=community_id, party=party)
    if member is None or not member.is_active:
        raise NotAMember
    return member


def visible_booking(*, booking_id: int, viewer: UUID) -> tuple[Booking, people.Membership]:
    """For buyer and provider; for stewards from its dispute on. Raises NoSuchBooking for everybody else."""
    rows = Booking.objects.select_related("service", "community", "buyer", "provider", "order")
    booking = rows.filter(pk=booking_id).first()
    if booking is None:
        raise NoSuchBooking
    who = people.get_membership_by_party(community_id=booking.community_id, party=viewer)
    if who is None or not (who.pk in (booking.buyer_id, booking.provider_id) or _is_steward_of(booking, who)):
        raise NoSuchBooking
    return booking, who


def bought_booking(*, booking_id: int, by: UUID) -> tuple[Booking, people.Membership]:
    """Raises NoSuchBooking unless `by` is its buyer."""
    booking, who = visible_booking(booking_id=booking_id, viewer=by)
    if who.pk != booking.buyer_id:
        raise NoSuchBooking
    return booking, who


def given_booking(*, booking_id: int, by: UUID) -> tuple[Booking, people.Membership]:
    """Raises NoSuchBooking unless `by` is its provider."""
    booking, who = visible_booking(booking_id=booking_id, viewer=by)
    if who.pk != booking.provider_id:
        raise NoSuchBooking
    return booking, who


def disputed_booking(*, booking_id: int, by: UUID) -> tuple[Booking, people.Membership]:
    """For a steward who is neither party. Raises NoSuchBooking, people.errors.NotAllowed, NotYours."""
    booking, who = visible_booking(booking_id=booking_id, viewer=by)
    people.require(who, DECIDE)
    if is_party(booking, who):
        raise NotYours
    return booking, who


def is_party(booking: Booking, who: people.Membership) -> bool:
    """Whether this person, by whichever membership, buys or provides here."""
    return same_person(who, booking.buyer) or same_person(who, booking.provider)


def judges(booking: Booking) -> list[people.Membership]:
    """The active stewards and owners who are neither party, each once."""
    found: dict[int, people.Membership] = {}
    for role in ("steward", "owner"):
        for row in people.list_memberships_with_role(community_id=booking.community_id, role=role):
            if row.is_active and not is_party(booking, row):
                found[row.pk] = row
    return list(found.values())


def _is_steward_of(booking: Booking, who: people.Membership) -> bool:
    had_dispute = booking.status == BookingStatus.DISPUTED or hasattr(booking, "dispute")
    return had_dispute and people.can(who, DECIDE)
