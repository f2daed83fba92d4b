from datetime import datetime
from uuid import UUID

from diwan.commerce.errors import BadAmount
from diwan.commerce.services import rules, story
from diwan.commerce.services.enums import REVIEWABLE, StepKind
from diwan.commerce.services.errors import NotNow, ReviewedAlready
from diwan.commerce.services.models import Review


def write_review(*, booking_id: int, stars: int, text: str, by: UUID, at: datetime, key: str) -> None:
    """Say how it was, as its buyer, once the story has ended; once. Raises NoSuchBooking, NotNow, ReviewedAlready,
    WordsNeeded, kernel KeyReused.
    """
    booking, who = rules.bought_booking(booking_id=booking_id, by=by)
    said = story.words(text, 1000)
    if not 1 <= stars <= 5:
        raise BadAmount

    def run() -> None:
        story.require_status(booking, *REVIEWABLE)
        if Review.objects.filter(booking=booking).exists():
            raise ReviewedAlready
        Review.objects.create(booking=booking, stars=stars, text=said, written_at=at)
        story.tell_step(booking=booking, kind=StepKind.REVIEWED, by=who, at=at, text=said)
        story.notify(booking=booking, to=booking.provider, by=who, kind="service_reviewed", at=at)

    story.once(booking=booking, by=who, deed="review", key=key, body={"stars": stars, "text": said}, at=at, run=run)


def answer_review(*, booking_id: int, text: str, by: UUID, at: datetime, key: str) -> None:
    """The provider's answer, once. Raises NoSuchBooking, NotNow, ReviewedAlready, WordsNeeded, kernel KeyReused."""
    booking, who = rules.given_booking(booking_id=booking_id, by=by)
    said = story.words(text, 1000)

    def run() -> None:
        review = Review.objects.filter(booking=booking).first()
        if review is None:
            raise NotNow
        if review.answer:
            raise ReviewedAlready
        review.answer, review.answered_at = said, at
        review.save(update_fields=["answer", "answered_at"])
        story.tell_step(booking=booking, kind=StepKind.ANSWERED, by=who, at=at, text=said)
        story.notify(booking=booking, to=booking.buyer, by=who, kind="service_review_answered", at=at)

    story.once(booking=booking, by=who, deed="answer_review", key=key, body={"text": said}, at=at, run=run)
