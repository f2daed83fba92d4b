from datetime import datetime
from uuid import UUID

from diwan.commerce.services import money, rules, story
from diwan.commerce.services.enums import BookingStatus, DisputeReason, StepKind
from diwan.commerce.services.errors import WordsNeeded
from diwan.commerce.services.models import BookingDispute


def open_dispute(*, booking_id: int, reason: str, text: str, by: UUID, at: datetime, key: str) -> None:
    """Call for a steward, as buyer or provider: the term stops, the held money waits for a decision.

    Raises NoSuchBooking, NotNow, WordsNeeded, kernel KeyReused.
    """
    booking, who = rules.visible_booking(booking_id=booking_id, viewer=by)
    if who.pk == booking.provider_id:
        rules.given_booking(booking_id=booking_id, by=by)
    else:
        rules.bought_booking(booking_id=booking_id, by=by)
    said = story.words(text, 2000)
    if reason not in DisputeReason.values:
        raise WordsNeeded

    def run() -> None:
        story.require_status(booking, BookingStatus.RUNNING)
        held = money.held_of(booking=booking, at=at)
        booking.status = BookingStatus.DISPUTED
        booking.save(update_fields=["status"])
        booking.parts.update(accepts_at=None)
        BookingDispute.objects.create(booking=booking, opened_by=who, opened_at=at, held_minor=held)
        story.tell_step(booking=booking, kind=StepKind.DISPUTED, by=who, at=at, text=said, reason=reason)
        other = booking.provider if who.pk == booking.buyer_id else booking.buyer
        story.notify(booking=booking, to=other, by=who, kind="service_disputed", at=at)
        for judge in rules.judges(booking):
            story.notify(booking=booking, to=judge, by=who, kind="service_to_decide", at=at, amount_minor=held)

    story.once(booking=booking, by=who, deed="dispute", key=key, body={"reason": reason, "text": said}, at=at, run=run)
