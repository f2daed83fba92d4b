from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from diwan.commerce.tickets import codes, rules
from diwan.commerce.tickets.enums import TicketStatus
from diwan.commerce.tickets.errors import EventOver, NoSuchTicket, TicketReturned, TicketUsed
from diwan.commerce.tickets.models import Ticket
from diwan.kernel import audit, idempotency


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A ticket as the steward at the door sees it."""

    token: str
    event_id: int
    title_ar: str
    title_en: str
    tier_ar: str
    tier_en: str
    holder_name: str
    number: int
    quantity: int
    status: str
    starts_at: datetime
    is_cancelled: bool
    used_at: datetime | None
    used_by_name: str


def look_at_ticket(*, community_id: int, token: str, by: UUID) -> AtTheDoor:
    """What a code opens, without using it. Raises NoSuchTicket, people NotAllowed."""
    rules.require_host(community_id=community_id, by=by)
    ticket = _find(community_id, token)
    sale, event, tier = ticket.sale, ticket.sale.event, ticket.sale.tier
    return AtTheDoor(
        token=codes.token_of(community_id=community_id, code=ticket.code),
        event_id=event.pk,
        title_ar=event.title_ar,
        title_en=event.title_en,
        tier_ar=tier.name_ar,
        tier_en=tier.name_en,
        holder_name=sale.buyer.person.display_name,
        number=ticket.number,
        quantity=sale.quantity,
        status=ticket.status,
        starts_at=event.starts_at,
        is_cancelled=event.is_cancelled,
        used_at=ticket.used_at,
        used_by_name=ticket.used_by.person.display_name if ticket.used_by else "",
    )


def check_in(*, community_id: int, token: str, by: UUID, at: datetime, key: str) -> AtTheDoor:
    """Let the holder in; once. The same key says the same again; any other scan is refused.

    Raises NoSuchTicket, TicketUsed, TicketReturned, EventOver, people NotAllowed, kernel KeyReused.
    """
    host = rules.require_host(community_id=community_id, by=by)
    ticket = _find(community_id, token)

    def run() -> dict[str, int]:
        if ticket.sale.event.is_cancelled:
            raise EventOver
        # One UPDATE with its condition: of two doors at one instant, one lets in.
        fresh = Ticket.objects.filter(pk=ticket.pk, status=TicketStatus.VALID)
        if not fresh.update(status=TicketStatus.USED, used_at=at, used_by=host):
            raise (
                TicketUsed if Ticket.objects.filter(pk=ticket.pk, status=TicketStatus.USED).exists() else TicketReturned
            )
        audit.record(scope=community_id, actor=str(by), action="ticket_used", object_ref=f"ticket:{ticket.pk}", at=at)
        return {"ticket": ticket.pk}

    idempotency.once(
        scope=community_id, actor=str(by), endpoint="commerce.tickets.check_in", key=key, body={"ticket": ticket.pk},
        at=at, run=run,
    )  # fmt: skip
    return look_at_ticket(community_id=community_id, token=token, by=by)


def _find(community_id: int, token: str) -> Ticket:
    code = codes.code_in(community_id=community_id, token=token)
    rows = Ticket.objects.select_related("sale__event", "sale__tier", "sale__buyer__person", "used_by__person")
    ticket = rows.filter(community=community_id, code=code).first() if code else None
    if ticket is None:
        raise NoSuchTicket
    return ticket
