from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from diwan.commerce.services import files, rules, story
from diwan.commerce.services.enums import BookingStatus, PartStatus, StepKind
from diwan.commerce.services.models import Booking, Step
from diwan.people import public as people

Sent = tuple[str, bytes]
MINUTE = timedelta(minutes=1)


def deliver(*, booking_id: int, text: str, by: UUID, at: datetime, key: str, sent: Sequence[Sent] = ()) -> None:
    """Hand in the part under way: words, and files (name, content). From now on the buyer has the published term.

    Raises NoSuchBooking, NotNow, WordsNeeded, FilesRefused, kernel KeyReused.
    """
    booking, who = rules.given_booking(booking_id=booking_id, by=by)
    said = story.words(text, 6000)
    checked = files.checked(sent)
    body = {"text": said, "files": [(one.name, one.digest) for one in checked]}

    def run() -> None:
        files.keep(step=_deliver(booking, who, said, at), checked=checked)

    story.once(booking=booking, by=who, deed="deliver", key=key, body=body, at=at, run=run)


def _deliver(booking: Booking, who: people.Membership, said: str, at: datetime) -> Step:
    story.require_status(booking, BookingStatus.RUNNING)
    part = story.current_part(booking, PartStatus.WORKING)
    late = max(timedelta(0), at - (part.due_at or at)) // MINUTE
    part.status, part.delivered_at = PartStatus.DELIVERED, at
    part.accepts_at = at + timedelta(days=booking.term_days)
    part.save(update_fields=["status", "delivered_at", "accepts_at"])
    step = story.tell_step(
        booking=booking, kind=StepKind.DELIVERED, by=who, at=at, part=part, text=said, late_minutes=late
    )
    until = part.accepts_at.isoformat()
    story.notify(booking=booking, to=booking.buyer, by=who, kind="service_delivered", at=at, until=until)
    return step
