from datetime import datetime
from uuid import UUID

from django.db import transaction

from diwan.commerce import till
from diwan.commerce.services import money, rules, story
from diwan.commerce.services.enums import BookingStatus, PartStatus, StepKind
from diwan.commerce.services.models import Booking, Part
from diwan.people import public as people


def accept(*, booking_id: int, by: UUID, at: datetime, key: str) -> None:
    """Say that what was delivered is right: its money goes to the provider, the next part begins.

    Raises NoSuchBooking, NotNow, kernel KeyReused.
    """
    booking, who = rules.bought_booking(booking_id=booking_id, by=by)

    def run() -> None:
        story.require_status(booking, BookingStatus.RUNNING)
        part = story.current_part(booking, PartStatus.DELIVERED)
        _accept(booking, part, who, StepKind.ACCEPTED, at)

    story.once(booking=booking, by=who, deed="accept", key=key, body={}, at=at, run=run)


def accept_overdue(*, at: datetime) -> int:
    """Accept what was delivered and not answered within the published term; give how many parts."""
    waiting = Part.objects.filter(
        status=PartStatus.DELIVERED, accepts_at__lte=at, booking__status=BookingStatus.RUNNING
    )
    found = list(waiting.order_by("accepts_at", "pk").values_list("pk", "booking__community_id"))
    for part_id, community_id in found:
        with transaction.atomic():
            till.hold(community_id=community_id)
            part = waiting.select_related("booking__community").filter(pk=part_id).first()
            if part is not None:
                _accept(part.booking, part, None, StepKind.TERM_ENDED, at)
    return len(found)


def _accept(booking: Booking, part: Part, who: people.Membership | None, kind: StepKind, at: datetime) -> None:
    released = money.release_part(booking=booking, part=part, at=at)
    story.tell_step(booking=booking, kind=kind, by=who, at=at, part=part, released_minor=released)
    following = booking.parts.filter(status=PartStatus.PLANNED).order_by("position").first()
    if following is not None:
        story.begin_part(following, at=at)
    else:
        booking.status, booking.ended_at = BookingStatus.DONE, at
        booking.save(update_fields=["status", "ended_at"])
    story.notify(
        booking=booking, to=booking.provider, by=who, kind="service_accepted", at=at, amount_minor=released,
        outcome="" if who else "term",
    )  # fmt: skip
