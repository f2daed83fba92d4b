"""What is offered: for the shelf, for the page of one service, for its provider."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Avg, Count, Q

from diwan.commerce.services.enums import BookingStatus
from diwan.commerce.services.errors import NoSuchService
from diwan.commerce.services.models import Booking, Review, Service, WeeklyHours
from diwan.commerce.services.queries.times import free_times
from diwan.people import public as people
from diwan.people.enums import Standing


@dataclass(frozen=True, slots=True)
class MilestoneView:
    title: str
    price_minor: int
    days_count: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    booking_id: int
    buyer_name: str
    buyer_membership_id: int
    stars: int
    text: str
    written_at: datetime
    answer: str
    answered_at: datetime | None
    was_returned: bool


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Minor units of the community's currency. `stars_tenths`: the mean of the reviews times ten, 0 without any."""

    id: int
    community_id: int
    provider_id: int
    provider: UUID
    provider_name: str
    provider_since: datetime
    title: str
    body: str
    question: str
    price_minor: int
    milestones: tuple[MilestoneView, ...]
    rework_count: int
    appointment_minutes: int
    is_open: bool
    sold_count: int
    review_count: int
    stars_tenths: int

    @property
    def days_count(self) -> int:
        return sum(part.days_count for part in self.milestones)


@dataclass(frozen=True, slots=True)
class HoursView:
    weekday: int
    starts_minute: int
    ends_minute: int
    zone: str


def list_services(*, community_id: int, provider: UUID | None = None) -> list[ServiceView]:
    """What is open, newest first; of one provider: what they closed too."""
    rows = Service.objects.filter(community=community_id)
    if provider is None:
        rows = rows.filter(is_open=True, provider__standing=Standing.ACTIVE)
    else:
        rows = rows.filter(provider__party_id=provider)
    return _views(list(rows.select_related("provider").prefetch_related("milestones").order_by("-offered_at", "-pk")))


def get_service(*, service_id: int, community_id: int, viewer: UUID) -> ServiceView:
    """A service that is open, or one's own. Raises NoSuchService."""
    rows = Service.objects.filter(pk=service_id, community=community_id).select_related("provider")
    service = rows.prefetch_related("milestones").first()
    if service is None or not ((service.is_open and service.provider.is_active) or service.provider.party_id == viewer):
        raise NoSuchService
    return _views([service])[0]


def list_reviews(*, service_id: int) -> list[ReviewView]:
    """What buyers said of a service, newest first."""
    rows = Review.objects.filter(booking__service=service_id).select_related("booking__buyer__person")
    return [review_view(row) for row in rows.order_by("-written_at")[:50]]


def review_view(row: Review) -> ReviewView:
    buyer = row.booking.buyer
    returned = any(part.returned_minor for part in row.booking.parts.all())
    return ReviewView(
        booking_id=row.booking_id,
        buyer_name=buyer.person.display_name,
        buyer_membership_id=buyer.pk,
        stars=row.stars,
        text=row.text,
        written_at=row.written_at,
        answer=row.answer,
        answered_at=row.answered_at,
        was_returned=returned,
    )


def list_free_times(*, service_id: int, at: datetime) -> list[datetime]:
    """The instants an appointment can begin at, soonest first; none for a service without appointments."""
    service = Service.objects.filter(pk=service_id).first()
    return free_times(service=service, at=at) if service is not None else []


def hours_of(*, party: UUID) -> list[HoursView]:
    """When this provider can be booked, every week."""
    rows = WeeklyHours.objects.filter(provider__party_id=party)
    return [HoursView(row.weekday, row.starts_minute, row.ends_minute, row.zone) for row in rows]


def _views(services: list[Service]) -> list[ServiceView]:
    if not services:
        return []
    ids = [row.pk for row in services]
    sold = dict(
        Booking.objects.filter(service__in=ids)
        .exclude(Q(status=BookingStatus.AWAITING) | Q(status=BookingStatus.LAPSED))
        .values_list("service")
        .annotate(Count("pk"))
    )
    reviews = Review.objects.filter(booking__service__in=ids).values_list("booking__service")
    said = {service: (count, mean) for service, count, mean in reviews.annotate(Count("pk"), Avg("stars"))}
    parties = [row.provider.party_id for row in services]
    names = people.party_names(community_id=services[0].community_id, parties=parties)
    return [
        _view(row, names[row.provider.party_id], sold.get(row.pk, 0), *said.get(row.pk, (0, 0))) for row in services
    ]


def _view(row: Service, name: str, sold: int, reviews: int, mean: object) -> ServiceView:
    parts = tuple(MilestoneView(one.title, one.price_minor, one.days_count) for one in row.milestones.all())
    return ServiceView(
        id=row.pk,
        community_id=row.community_id,
        provider_id=row.provider_id,
        provider=row.provider.party_id,
        provider_name=name,
        provider_since=row.provider.joined_at,
        title=row.title,
        body=row.body,
        question=row.question,
        price_minor=sum(part.price_minor for part in parts),
        milestones=parts,
        rework_count=row.rework_count,
        appointment_minutes=row.appointment_minutes,
        is_open=row.is_open,
        sold_count=sold,
        review_count=reviews,
        stars_tenths=round(mean * 10) if isinstance(mean, float) else 0,
    )
