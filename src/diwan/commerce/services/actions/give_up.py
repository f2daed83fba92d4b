from datetime import datetime
from uuid import UUID

from diwan.commerce.services import money, rules, story
from diwan.commerce.services.enums import BookingStatus, PartStatus, StepKind


def give_up(*, booking_id: int, text: str, by: UUID, at: datetime, key: str) -> None:
    """The provider gives the work up, before or in a dispute: everything still held goes back to the buyer.

    Raises NoSuchBooking, NotNow, WordsNeeded, kernel KeyReused.
    """
    booking, who = rules.given_booking(booking_id=booking_id, by=by)
    said = story.words(text, 2000)

    def run() -> None:
        story.require_status(booking, BookingStatus.RUNNING, BookingStatus.DISPUTED)
        returned = money.share_out(
            booking=booking, released_minor=0, by=by, reason=said[:300], status=PartStatus.RETURNED, at=at
        )
        booking.status, booking.ended_at = BookingStatus.GIVEN_UP, at
        booking.save(update_fields=["status", "ended_at"])
        booking.quarters.filter(quarter_at__gte=at).delete()
        story.tell_step(booking=booking, kind=StepKind.GIVEN_UP, by=who, at=at, text=said, returned_minor=returned)
        story.notify(booking=booking, to=booking.buyer, by=who, kind="service_given_up", at=at, amount_minor=returned)

    story.once(booking=booking, by=who, deed="give_up", key=key, body={"text": said}, at=at, run=run)
