from datetime import datetime
from uuid import UUID

from django.db.models import F, Sum

from diwan.commerce import till
from diwan.commerce.actions.open_order import open_order
from diwan.commerce.enums import IncomeKind
from diwan.commerce.models.order import Order
from diwan.commerce.tickets import codes
from diwan.commerce.tickets.actions.let_lapse import let_lapse
from diwan.commerce.tickets.enums import SaleStatus, TicketStatus
from diwan.commerce.tickets.errors import BadEvent, NoSuchEvent, NotOnSale, SoldOut
from diwan.commerce.tickets.models import Event, Sale, Ticket, Tier
from diwan.kernel import idempotency
from diwan.people import public as people
from diwan.people.errors import NotAMember

SUBJECT = "ticket_sale"
MOST_AT_ONCE = 10


def buy_tickets(*, tier_id: int, quantity: int, method: str, by: UUID, at: datetime, key: str) -> int:
    """Order tickets of one kind; the places are taken at once, the tickets come with the payment. Give the sale's id.

    Raises NoSuchEvent, NotOnSale, SoldOut, BadEvent (quantity), NoSuchTill, people NotAMember, kernel KeyReused.
    """
    tier = Tier.objects.select_related("event__community").filter(pk=tier_id).first()
    if tier is None:
        raise NoSuchEvent
    buyer = people.get_membership_by_party(community_id=tier.event.community_id, party=by)
    if buyer is None or not buyer.is_active:
        raise NotAMember
    if not 1 <= quantity <= MOST_AT_ONCE:
        raise BadEvent
    answer = idempotency.once(
        scope=tier.event.community_id,
        actor=str(by),
        endpoint="commerce.tickets.buy",
        key=key,
        body={"tier": tier_id, "quantity": quantity, "method": method},
        at=at,
        run=lambda: {"sale": _buy(tier, buyer, quantity, method, at)},
    )
    return int(answer["sale"])


def _buy(tier: Tier, buyer: people.Membership, quantity: int, method: str, at: datetime) -> int:
    till.hold(community_id=tier.event.community_id)
    let_lapse(at=at, event_id=tier.event_id)
    event = Event.objects.select_related("community").get(pk=tier.event_id)
    if event.is_cancelled or not event.sales_from <= at < event.sales_until:
        raise NotOnSale
    _take_places(event, tier, quantity)
    sale = Sale.objects.create(
        community_id=event.community_id, event=event, tier=tier, buyer=buyer, quantity=quantity, placed_at=at
    )
    order = open_order(
        community=event.community,
        membership=buyer,
        kind=IncomeKind.TICKET,
        title_ar=event.title_ar,
        title_en=event.title_en,
        due_minor=tier.price_minor * quantity,
        tax_bp=event.tax_bp,
        method=method,
        at=at,
        subject_ref=f"{SUBJECT}:{sale.pk}",
        quantity=quantity,
        is_held=tier.price_minor > 0,
    )
    Sale.objects.filter(pk=sale.pk).update(order=order)
    return sale.pk


def _take_places(event: Event, tier: Tier, quantity: int) -> None:
    if event.taken_count + quantity > event.capacity:
        raise SoldOut
    if tier.most_count is not None:
        live = tier.sales.filter(status__in=(SaleStatus.AWAITING, SaleStatus.PAID))
        if (live.aggregate(taken=Sum("quantity"))["taken"] or 0) + quantity > tier.most_count:
            raise SoldOut
    Event.objects.filter(pk=event.pk).update(taken_count=F("taken_count") + quantity)


def issue(*, order: Order, at: datetime) -> None:
    """Called by the core when the order is paid: the tickets are there."""
    sale = Sale.objects.select_related("event", "buyer").get(pk=order.subject_ref.split(":")[1])
    if sale.status != SaleStatus.AWAITING:
        return
    Sale.objects.filter(pk=sale.pk).update(status=SaleStatus.PAID, order=order)
    for number in range(1, sale.quantity + 1):
        Ticket.objects.create(community_id=sale.community_id, sale=sale, number=number, code=_free_code(sale))
    facts = {
        "event": sale.event_id, "number": sale.quantity, "offer_ar": sale.event.title_ar,
        "offer_en": sale.event.title_en, "ends_at": sale.event.starts_at.isoformat(),
    }  # fmt: skip
    people.notify(
        membership_id=sale.buyer_id, kind="tickets_issued", facts=facts, url="", at=at, by_mail=True, group="money"
    )


def withdraw(*, order: Order, at: datetime) -> None:
    """Called by the core when nothing of the price is left: the tickets are void, their places free."""
    sale = Sale.objects.get(pk=order.subject_ref.split(":")[1])
    if sale.status != SaleStatus.PAID:
        return
    Sale.objects.filter(pk=sale.pk).update(status=SaleStatus.RETURNED)
    sale.tickets.filter(status=TicketStatus.VALID).update(status=TicketStatus.RETURNED)
    Event.objects.filter(pk=sale.event_id).update(taken_count=F("taken_count") - sale.quantity)


def _free_code(sale: Sale) -> str:
    while True:
        code = codes.new_code()
        if not Ticket.objects.filter(community=sale.community_id, code=code).exists():
            return code
