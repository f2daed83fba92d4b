"""Events as members and stewards see them, and one's own tickets."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from diwan.commerce.tickets import codes
from diwan.commerce.tickets.enums import SaleStatus, TicketStatus
from diwan.commerce.tickets.errors import NoSuchEvent
from diwan.commerce.tickets.models import Event, Sale, Ticket, Tier


@dataclass(frozen=True, slots=True)
class TierView:
    """`left_count`: how many can still be ordered."""

    id: int
    name_ar: str
    name_en: str
    price_minor: int
    most_count: int | None
    left_count: int

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en


@dataclass(frozen=True, slots=True)
class EventView:
    """Minor units of the community's currency. `sales`: soon, open, sold_out, over or cancelled."""

    id: int
    community_id: int
    title_ar: str
    title_en: str
    about: str
    place: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken_count: int
    sales_from: datetime
    sales_until: datetime
    tax_bp: int
    changed_count: int
    cancelled_at: datetime | None
    reason: str
    sales: str
    tiers: tuple[TierView, ...]

    def title_in(self, language: str) -> str:
        return self.title_ar if language == "ar" else self.title_en


@dataclass(frozen=True, slots=True)
class TicketView:
    token: str
    number: int
    status: str
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SaleView:
    """Tickets bought together; without any until they are paid."""

    id: int
    event: EventView
    tier_ar: str
    tier_en: str
    quantity: int
    status: str
    order_id: int
    due_minor: int
    buyer_name: str
    placed_at: datetime
    tickets: tuple[TicketView, ...]

    def tier_in(self, language: str) -> str:
        return self.tier_ar if language == "ar" else self.tier_en


@dataclass(frozen=True, slots=True)
class DoorCounts:
    paid: int
    used: int


def list_events(*, community_id: int, at: datetime) -> list[EventView]:
    """What is to come, soonest first; then what is over, latest first."""
    rows = _rows().filter(community=community_id)
    ahead = [_view(row, at) for row in rows.filter(ends_at__gt=at).order_by("starts_at", "pk")[:100]]
    return ahead + [_view(row, at) for row in rows.filter(ends_at__lte=at).order_by("-starts_at", "-pk")[:20]]


def get_event(*, event_id: int, community_id: int, at: datetime) -> EventView:
    """Raises NoSuchEvent, also for an event of another community."""
    row = _rows().filter(pk=event_id, community=community_id).first()
    if row is None:
        raise NoSuchEvent
    return _view(row, at)


def list_own_tickets(*, community_id: int, party: UUID, at: datetime, event_id: int | None = None) -> list[SaleView]:
    """What one ordered and has not let go, soonest event first."""
    rows = Sale.objects.filter(community=community_id, buyer__party_id=party).exclude(status=SaleStatus.LAPSED)
    if event_id is not None:
        rows = rows.filter(event=event_id)
    rows = rows.select_related("tier", "order", "buyer__person").prefetch_related("tickets", "event__tiers")
    return [_sale(row, at) for row in rows.order_by("-event__starts_at", "-pk")[:100]]


def door_counts(*, event_id: int) -> DoorCounts:
    """How many tickets there are for an event, and how many were used."""
    found = Ticket.objects.filter(sale__event=event_id).aggregate(
        paid=Count("pk", filter=~Q(status=TicketStatus.RETURNED)), used=Count("pk", filter=Q(status=TicketStatus.USED))
    )
    return DoorCounts(paid=found["paid"], used=found["used"])


def _rows() -> QuerySet[Event]:
    return Event.objects.prefetch_related("tiers")


def _sale(row: Sale, at: datetime) -> SaleView:
    return SaleView(
        id=row.pk,
        event=_view(row.event, at),
        tier_ar=row.tier.name_ar,
        tier_en=row.tier.name_en,
        quantity=row.quantity,
        status=row.status,
        order_id=row.order_id or 0,
        due_minor=row.order.due_minor if row.order else 0,
        buyer_name=row.buyer.person.display_name,
        placed_at=row.placed_at,
        tickets=tuple(
            TicketView(
                codes.token_of(community_id=row.community_id, code=one.code), one.number, one.status, one.used_at
            )
            for one in row.tickets.all()
        ),
    )


def _token(ticket: Ticket) -> str:
    return codes.token_of(community_id=ticket.community_id, code=ticket.code)


def _view(row: Event, at: datetime) -> EventView:
    live = Sale.objects.filter(event=row, status__in=(SaleStatus.AWAITING, SaleStatus.PAID))
    taken = dict(live.values_list("tier").annotate(Sum("quantity")))
    left = row.capacity - row.taken_count
    return EventView(
        id=row.pk,
        community_id=row.community_id,
        title_ar=row.title_ar,
        title_en=row.title_en,
        about=row.about,
        place=row.place,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        capacity=row.capacity,
        taken_count=row.taken_count,
        sales_from=row.sales_from,
        sales_until=row.sales_until,
        tax_bp=row.tax_bp,
        changed_count=row.changed_count,
        cancelled_at=row.cancelled_at,
        reason=row.reason,
        sales=_sales(row, at, left),
        tiers=tuple(_tier(one, left, taken.get(one.pk, 0)) for one in row.tiers.all()),
    )


def _sales(row: Event, at: datetime, left: int) -> str:
    if row.is_cancelled:
        return "cancelled"
    if at >= row.sales_until:
        return "over"
    if at < row.sales_from:
        return "soon"
    return "open" if left else "sold_out"


def _tier(row: Tier, left: int, taken: int) -> TierView:
    own = left if row.most_count is None else min(left, row.most_count - taken)
    return TierView(row.pk, row.name_ar, row.name_en, row.price_minor, row.most_count, max(0, own))
