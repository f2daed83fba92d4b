"""What somebody may do with a booking as it stands: the page offers exactly what the actions would not refuse."""

from collections.abc import Iterator
from datetime import datetime

from diwan.commerce.rules import same_person
from diwan.commerce.services import rules
from diwan.commerce.services.enums import REVIEWABLE, BookingStatus, PartStatus
from diwan.commerce.services.models import Booking
from diwan.people import public as people


def deeds_of(*, booking: Booking, who: people.Membership, at: datetime) -> frozenset[str]:
    """Of: pay, deliver, rework, accept, dispute, give_up, review, answer, decide, agree, decline."""
    if not who.is_active:
        return frozenset()
    if who.pk == booking.buyer_id:
        return frozenset(_of_buyer(booking))
    if who.pk == booking.provider_id:
        return frozenset(_of_provider(booking))
    return frozenset(_of_steward(booking, who, at))


def _of_buyer(booking: Booking) -> Iterator[str]:
    if booking.status == BookingStatus.AWAITING:
        yield "pay"
    if booking.status == BookingStatus.RUNNING:
        yield "dispute"
        delivered = booking.parts.filter(status=PartStatus.DELIVERED).first()
        if delivered is not None:
            yield "accept"
            if delivered.reworks_left:
                yield "rework"
    if booking.status in REVIEWABLE and not hasattr(booking, "review"):
        yield "review"


def _of_provider(booking: Booking) -> Iterator[str]:
    if booking.status == BookingStatus.RUNNING:
        yield "dispute"
        if booking.parts.filter(status=PartStatus.WORKING).exists():
            yield "deliver"
    if booking.status in (BookingStatus.RUNNING, BookingStatus.DISPUTED):
        yield "give_up"
    review = getattr(booking, "review", None)
    if review is not None and not review.answer:
        yield "answer"


def _of_steward(booking: Booking, who: people.Membership, at: datetime) -> Iterator[str]:
    dispute = getattr(booking, "dispute", None)
    if booking.status != BookingStatus.DISPUTED or dispute is None or rules.is_party(booking, who):
        return
    if dispute.proposed_by is None:
        yield "decide"
        return
    yield "decline"
    is_same = same_person(who, dispute.proposed_by)
    if not is_same or (dispute.alone_from is not None and at >= dispute.alone_from):
        yield "agree"
