from datetime import datetime, timedelta
from uuid import UUID

from diwan.commerce.services import rules, story
from diwan.commerce.services.enums import BookingStatus, PartStatus, StepKind
from diwan.commerce.services.errors import NoReworkLeft


def request_rework(*, booking_id: int, text: str, by: UUID, at: datetime, key: str) -> None:
    """Ask for changes to what was delivered; its days run anew.

    Raises NoSuchBooking, NotNow, NoReworkLeft, WordsNeeded, kernel KeyReused.
    """
    booking, who = rules.bought_booking(booking_id=booking_id, by=by)
    said = story.words(text, 2000)

    def run() -> None:
        story.require_status(booking, BookingStatus.RUNNING)
        part = story.current_part(booking, PartStatus.DELIVERED)
        if not part.reworks_left:
            raise NoReworkLeft
        part.reworks_left -= 1
        part.status, part.accepts_at = PartStatus.WORKING, None
        part.due_at = at + timedelta(days=max(1, part.days_count))
        part.save(update_fields=["reworks_left", "status", "accepts_at", "due_at"])
        story.tell_step(booking=booking, kind=StepKind.REWORK, by=who, at=at, part=part, text=said)
        story.notify(booking=booking, to=booking.provider, by=who, kind="service_rework", at=at)

    story.once(booking=booking, by=who, deed="rework", key=key, body={"text": said}, at=at, run=run)
