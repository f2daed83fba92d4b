from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.enums import IncomeKind
from diwan.commerce.models.order import Order
from diwan.commerce.rules import same_person
from diwan.commerce.services import money, rules, story
from diwan.commerce.services.actions.let_lapse import let_lapse
from diwan.commerce.services.enums import BookingStatus, PartStatus, StepKind
from diwan.commerce.services.errors import NeedsAppointment, NoSuchService, OwnService, TimeTaken
from diwan.commerce.services.models import BookedQuarter, Booking, Part, Service
from diwan.commerce.services.queries.terms import terms_of
from diwan.commerce.services.queries.times import free_times, quarters
from diwan.kernel import idempotency
from diwan.people import public as people

SUBJECT = "booking"


def book_service(
    *,
    service_id: int,
    method: str,
    by: UUID,
    at: datetime,
    key: str,
    wish: str = "",
    appointment_at: datetime | None = None,
) -> int:
    """Order a service, and take its appointment; give the booking's id. Work begins when the order is paid.

    Raises NoSuchService, OwnService, NeedsAppointment, TimeTaken, NoSuchTill, people NotAMember, kernel KeyReused.
    """
    service = Service.objects.select_related("community", "provider").filter(pk=service_id, is_open=True).first()
    if service is None or not service.provider.is_active:
        raise NoSuchService
    buyer = rules.active(community_id=service.community_id, party=by)
    if same_person(buyer, service.provider):
        raise OwnService
    if service.needs_appointment and appointment_at is None:
        raise NeedsAppointment
    begins_at = appointment_at if service.needs_appointment else None
    body = {"service": service_id, "method": method, "wish": wish, "appointment": str(begins_at or "")}
    answer = idempotency.once(
        scope=service.community_id,
        actor=str(by),
        endpoint="commerce.services.book",
        key=key,
        body=body,
        at=at,
        run=lambda: {"booking": _book(service, buyer, method, wish, begins_at, at)},
    )
    return int(answer["booking"])


def _book(
    service: Service, buyer: people.Membership, method: str, wish: str, begins_at: datetime | None, at: datetime
) -> int:
    till.hold(community_id=service.community_id)
    let_lapse(at=at, provider_id=service.provider_id)
    terms = terms_of(community_id=service.community_id)
    booking = Booking.objects.create(
        community_id=service.community_id,
        service=service,
        buyer=buyer,
        provider=service.provider,
        title=service.title,
        wish=wish.strip()[:2000],
        appointment_at=begins_at,
        appointment_minutes=service.appointment_minutes if begins_at else 0,
        term_days=terms.term_days,
        booked_at=at,
    )
    due = _agree_on_parts(service, booking)
    if begins_at is not None:
        _take(service, booking, begins_at, at)
    story.tell_step(booking=booking, kind=StepKind.BOOKED, by=buyer, at=at, text=booking.wish)
    order = open_order(
        community=service.community,
        membership=buyer,
        kind=IncomeKind.SERVICE,
        title_ar=service.title,
        title_en=service.title,
        due_minor=due,
        tax_bp=terms.tax_bp,
        method=method,
        at=at,
        to=service.provider.party_id,
        subject_ref=f"{SUBJECT}:{booking.pk}",
        is_held=True,
    )
    Booking.objects.filter(pk=booking.pk).update(order=order)
    return booking.pk


def _agree_on_parts(service: Service, booking: Booking) -> int:
    """Copy the milestones; give their sum (minor units)."""
    offered = list(service.milestones.all())
    Part.objects.bulk_create(
        Part(
            booking=booking,
            position=one.position,
            title=one.title,
            price_minor=one.price_minor,
            days_count=one.days_count,
            reworks_left=service.rework_count,
        )
        for one in offered
    )
    return sum(one.price_minor for one in offered)


def _take(service: Service, booking: Booking, begins_at: datetime, at: datetime) -> None:
    if begins_at not in free_times(service=service, at=at):
        raise TimeTaken
    length = timedelta(minutes=service.appointment_minutes)
    taken = [
        BookedQuarter(provider_id=service.provider_id, quarter_at=one, booking=booking)
        for one in quarters(begins_at, length)
    ]
    try:
        with transaction.atomic():
            BookedQuarter.objects.bulk_create(taken)
    except IntegrityError as error:
        raise TimeTaken from error


def begin(*, order: Order, at: datetime) -> None:
    """Called by the core when the order of a booking is paid: the money is held, the first part begins."""
    booking = Booking.objects.select_related("community", "provider", "buyer").get(pk=order.subject_ref.split(":")[1])
    if booking.status != BookingStatus.AWAITING:
        return
    booking.status, booking.order = BookingStatus.RUNNING, order
    booking.save(update_fields=["status", "order"])
    ends_at = None
    if booking.appointment_at is not None:
        ends_at = booking.appointment_at + timedelta(minutes=booking.appointment_minutes)
    story.begin_part(booking.parts.order_by("position")[0], at=at, from_at=ends_at)
    story.tell_step(booking=booking, kind=StepKind.PAID, by=None, at=at)
    story.notify(
        booking=booking,
        to=booking.provider,
        by=booking.buyer,
        kind="service_booked",
        at=at,
        amount_minor=order.due_minor,
    )


def end_refunded(*, order: Order, at: datetime) -> None:
    """Called by the core when nothing of the price is left: a booking under way ends, its free times are free again."""
    booking = Booking.objects.select_related("order").get(pk=order.subject_ref.split(":")[1])
    if booking.status not in (BookingStatus.RUNNING, BookingStatus.DISPUTED):
        return
    if any(part.held_minor for part in booking.parts.all()):
        money.follow_refunds(booking=booking, at=at)
        booking.parts.update(status=PartStatus.RETURNED, accepts_at=None)
        Booking.objects.filter(pk=booking.pk).update(status=BookingStatus.GIVEN_UP, ended_at=at)
        booking.quarters.filter(quarter_at__gte=at).delete()
