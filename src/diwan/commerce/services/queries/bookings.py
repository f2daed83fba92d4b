"""The story of a booking: the same for buyer, provider and steward; only what each may do differs."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from diwan.commerce.enums import OrderStatus
from diwan.commerce.services import rules
from diwan.commerce.services.enums import BookingStatus, PartStatus
from diwan.commerce.services.errors import NoSuchBooking
from diwan.commerce.services.models import Booking, DeliveredFile, Part, Step
from diwan.commerce.services.queries.deeds import deeds_of
from diwan.commerce.services.queries.services import ReviewView, review_view


@dataclass(frozen=True, slots=True)
class FileView:
    id: int
    name: str
    byte_count: int


@dataclass(frozen=True, slots=True)
class StepView:
    """Minor units. `part`: the title of the milestone it was about, if there are several."""

    kind: str
    by_name: str
    by_id: int | None
    at: datetime
    text: str
    reason: str
    part: str
    released_minor: int
    returned_minor: int
    late_minutes: int
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """Minor units: price = released + returned + held, once paid."""

    title: str
    price_minor: int
    released_minor: int
    returned_minor: int
    held_minor: int
    status: str
    due_at: datetime | None
    delivered_at: datetime | None
    accepts_at: datetime | None
    reworks_left: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class DisputeView:
    """`released_minor` is None until somebody proposes; `content_hash` is what a second person agrees to."""

    opened_at: datetime
    held_minor: int
    released_minor: int | None
    reason: str
    words: str
    proposed_by_name: str
    alone_from: datetime | None
    decided_at: datetime | None
    content_hash: str


@dataclass(frozen=True, slots=True)
class BookingView:
    """Minor units of `currency`. `deeds`: what this viewer may do now."""

    id: int
    community_id: int
    service_id: int
    title: str
    wish: str
    status: str
    side: str
    buyer_name: str
    buyer_id: int
    provider_name: str
    provider_id: int
    provider: UUID
    order_id: int
    order_reference: str
    currency: str
    due_minor: int
    is_paid: bool
    held_minor: int
    released_minor: int
    returned_minor: int
    appointment_at: datetime | None
    appointment_minutes: int
    term_days: int
    booked_at: datetime
    ended_at: datetime | None
    parts: tuple[PartView, ...]
    steps: tuple[StepView, ...]
    dispute: DisputeView | None
    review: ReviewView | None
    deeds: frozenset[str]


def get_booking(*, booking_id: int, viewer: UUID, at: datetime) -> BookingView:
    """The story up to now. Raises NoSuchBooking also for a booking the viewer may not see."""
    booking, who = rules.visible_booking(booking_id=booking_id, viewer=viewer)
    side = {booking.buyer_id: "buyer", booking.provider_id: "provider"}.get(who.pk, "steward")
    return _view(booking, side, deeds_of(booking=booking, who=who, at=at), at)


def list_bookings(*, community_id: int, viewer: UUID, at: datetime) -> list[BookingView]:
    """What one bought and what one gives, newest first."""
    mine = Q(buyer__party_id=viewer) | Q(provider__party_id=viewer)
    rows = _rows().filter(mine, community=community_id).order_by("-booked_at", "-pk")[:100]
    return [_view(row, "buyer" if row.buyer.party_id == viewer else "provider", frozenset(), at) for row in rows]


def list_disputed(*, community_id: int, viewer: UUID, at: datetime) -> list[BookingView]:
    """What waits for a steward's decision, oldest first, then what was decided; none of the viewer's own."""
    rows = _rows().filter(community=community_id).exclude(dispute=None).order_by("dispute__decided_at", "dispute__pk")
    found = [row for row in rows[:200] if viewer not in (row.buyer.party_id, row.provider.party_id)]
    return [_view(row, "steward", frozenset(), at) for row in found]


def get_file(*, file_id: int, booking_id: int, viewer: UUID) -> tuple[Path, str]:
    """Where a delivered file lies, and its name, for whoever may see the booking. Raises NoSuchBooking."""
    rules.visible_booking(booking_id=booking_id, viewer=viewer)
    file = DeliveredFile.objects.filter(pk=file_id, step__booking=booking_id).first()
    if file is None:
        raise NoSuchBooking
    return Path(default_storage.path(file.file)), file.name


def _rows() -> QuerySet[Booking]:
    return Booking.objects.select_related(
        "service", "community", "buyer__person", "provider__person", "order", "dispute__proposed_by__person", "review"
    ).prefetch_related("parts")


def _view(booking: Booking, side: str, deeds: frozenset[str], at: datetime) -> BookingView:
    parts = tuple(_part(row, at) for row in booking.parts.all())
    is_paid = booking.status not in (BookingStatus.AWAITING, BookingStatus.LAPSED)
    order = booking.order
    status = booking.status
    if status == BookingStatus.AWAITING and order is not None and order.status == OrderStatus.CANCELLED:
        status = BookingStatus.LAPSED
    review = getattr(booking, "review", None)
    return BookingView(
        id=booking.pk,
        community_id=booking.community_id,
        service_id=booking.service_id,
        title=booking.title,
        wish=booking.wish,
        status=status,
        side=side,
        buyer_name=booking.buyer.person.display_name,
        buyer_id=booking.buyer_id,
        provider_name=booking.provider.person.display_name,
        provider_id=booking.provider_id,
        provider=booking.provider.party_id,
        order_id=order.pk if order else 0,
        order_reference=order.reference if order else "",
        currency=booking.community.currency,
        due_minor=sum(part.price_minor for part in parts),
        is_paid=is_paid,
        held_minor=sum(part.held_minor for part in parts) if is_paid else 0,
        released_minor=sum(part.released_minor for part in parts),
        returned_minor=sum(part.returned_minor for part in parts),
        appointment_at=booking.appointment_at,
        appointment_minutes=booking.appointment_minutes,
        term_days=booking.term_days,
        booked_at=booking.booked_at,
        ended_at=booking.ended_at,
        parts=parts,
        steps=_steps(booking, has_parts=len(parts) > 1),
        dispute=_dispute(booking),
        review=review_view(review) if review else None,
        deeds=deeds,
    )


def _part(row: Part, at: datetime) -> PartView:
    end = row.delivered_at if row.status != PartStatus.WORKING else at
    return PartView(
        title=row.title,
        price_minor=row.price_minor,
        released_minor=row.released_minor,
        returned_minor=row.returned_minor,
        held_minor=row.held_minor,
        status=row.status,
        due_at=row.due_at,
        delivered_at=row.delivered_at,
        accepts_at=row.accepts_at,
        reworks_left=row.reworks_left,
        is_late=row.due_at is not None and end is not None and end > row.due_at,
    )


def _steps(booking: Booking, *, has_parts: bool) -> tuple[StepView, ...]:
    rows = Step.objects.filter(booking=booking).select_related("by__person", "part").prefetch_related("files")
    return tuple(
        StepView(
            kind=row.kind,
            by_name=row.by.person.display_name if row.by else "",
            by_id=row.by_id,
            at=row.at,
            text=row.text,
            reason=row.reason,
            part=row.part.title if row.part and has_parts else "",
            released_minor=row.released_minor,
            returned_minor=row.returned_minor,
            late_minutes=row.late_minutes,
            files=tuple(FileView(one.pk, one.name, one.byte_count) for one in row.files.all()),
        )
        for row in rows
    )


def _dispute(booking: Booking) -> DisputeView | None:
    row = getattr(booking, "dispute", None)
    if row is None:
        return None
    return DisputeView(
        opened_at=row.opened_at,
        held_minor=row.held_minor,
        released_minor=row.released_minor,
        reason=row.reason,
        words=row.words,
        proposed_by_name=row.proposed_by.person.display_name if row.proposed_by else "",
        alone_from=row.alone_from,
        decided_at=row.decided_at,
        content_hash=row.content_hash,
    )
