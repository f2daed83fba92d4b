"""What every deed on a booking shares: its key and lock, its step in the story, the words to the other side."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from diwan.commerce import till
from diwan.commerce.services.enums import PartStatus, StepKind
from diwan.commerce.services.errors import NotNow, WordsNeeded
from diwan.commerce.services.models import Booking, Part, Step
from diwan.kernel import idempotency
from diwan.people import public as people


def once(
    *,
    booking: Booking,
    by: people.Membership,
    deed: str,
    key: str,
    body: Mapping[str, Any],
    at: datetime,
    run: Callable[[], None],
) -> None:
    """Do `run` once for this key, one deed at a time in the community, on the booking as it stands by then."""

    def held() -> dict[str, int]:
        till.hold(community_id=booking.community_id)
        booking.refresh_from_db(fields=["status", "ended_at"])
        run()
        return {"booking": booking.pk}

    idempotency.once(
        scope=booking.community_id,
        actor=str(by.party_id),
        endpoint=f"commerce.services.{deed}",
        key=key,
        body={"booking": booking.pk, **body},
        at=at,
        run=held,
    )


def require_status(booking: Booking, *statuses: str) -> None:
    if booking.status not in statuses:
        raise NotNow


def words(text: str, most: int) -> str:
    """The words without blanks around them, at most so many letters. Raises WordsNeeded."""
    said = text.strip()[:most]
    if not said:
        raise WordsNeeded
    return said


def current_part(booking: Booking, *statuses: str) -> Part:
    """The first part that stands so. Raises NotNow."""
    part = booking.parts.filter(status__in=statuses).order_by("position").first()
    if part is None:
        raise NotNow
    return part


def begin_part(part: Part, *, at: datetime, from_at: datetime | None = None) -> None:
    """Its days count from now, or from the end of the appointment where that comes later."""
    part.status = PartStatus.WORKING
    part.due_at = max(at, from_at or at) + timedelta(days=part.days_count)
    part.save(update_fields=["status", "due_at"])


def tell_step(
    *,
    booking: Booking,
    kind: StepKind,
    by: people.Membership | None,
    at: datetime,
    part: Part | None = None,
    **facts: Any,
) -> Step:
    """Add one step to the story."""
    return Step.objects.create(booking=booking, kind=kind, by=by, at=at, part=part, **facts)


def notify(
    *,
    booking: Booking,
    to: people.Membership,
    kind: str,
    at: datetime,
    by: people.Membership | None = None,
    **facts: Any,
) -> None:
    """A notice about money or a promise: always in the app, and by letter."""
    said: dict[str, Any] = {
        "booking": booking.pk,
        "title": booking.title,
        "currency": booking.community.currency,
        **facts,
    }
    if by is not None:
        said["by"] = by.person.display_name
    people.notify(membership_id=to.pk, kind=kind, facts=said, url="", at=at, by_mail=True, group="money")
