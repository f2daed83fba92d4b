from datetime import datetime
from uuid import UUID

from diwan.commerce import till
from diwan.commerce.actions.release_held import return_held
from diwan.commerce.errors import ReasonNeeded
from diwan.commerce.tickets import rules
from diwan.commerce.tickets.actions.buy_tickets import withdraw
from diwan.commerce.tickets.actions.let_lapse import let_go
from diwan.commerce.tickets.enums import SaleStatus
from diwan.commerce.tickets.errors import EventOver
from diwan.commerce.tickets.models import Event, Sale
from diwan.kernel import audit, idempotency
from diwan.people import public as people


def cancel_event(*, event_id: int, reason: str, by: UUID, at: datetime, key: str) -> int:
    """Call an event off: every ticket is void, all that is held for it goes back; give the sum (minor units).

    Raises NoSuchEvent, EventOver, ReasonNeeded, people NotAllowed, kernel KeyReused.
    """
    event, _host = rules.hosted_event(event_id=event_id, by=by)
    why = reason.strip()[:300]
    if not why:
        raise ReasonNeeded
    answer = idempotency.once(
        scope=event.community_id,
        actor="events",
        endpoint="commerce.tickets.cancel_event",
        key=key,
        body={"event": event_id, "reason": why},
        at=at,
        run=lambda: {"returned_minor": _cancel(event, why, by, at)},
    )
    return int(answer["returned_minor"])


def _cancel(event: Event, why: str, by: UUID, at: datetime) -> int:
    till.hold(community_id=event.community_id)
    event.refresh_from_db()
    if event.is_cancelled or event.settled_at is not None or at >= event.ends_at:
        raise EventOver
    Event.objects.filter(pk=event.pk).update(cancelled_at=at, reason=why)
    returned = 0
    told: set[int] = set()
    for sale in event.sales.select_related("order__community", "order__membership").order_by("pk"):
        told.add(sale.buyer_id)
        if sale.status == SaleStatus.AWAITING:
            let_go(sale=sale, at=at)
        elif sale.status == SaleStatus.PAID:
            returned += _return(sale, why, by, at)
        else:
            told.discard(sale.buyer_id)
    detail = {"reason": why, "returned_minor": returned}
    audit.record(
        scope=event.community_id, actor=str(by), action="event_cancelled", object_ref=f"event:{event.pk}", at=at,
        detail=detail,
    )  # fmt: skip
    facts = {"event": event.pk, "offer_ar": event.title_ar, "offer_en": event.title_en, "reason": why}
    people.notify_many(
        told=dict.fromkeys(sorted(told), facts), kind="event_cancelled", url="", at=at, by_mail=True,
        group="money",
    )  # fmt: skip
    return returned


def _return(sale: Sale, why: str, by: UUID, at: datetime) -> int:
    order = sale.order
    if order is None:
        return 0
    held = order.held_minor
    if held:
        return_held(order=order, amount_minor=held, at=at, by=by, reason=why)
    withdraw(order=order, at=at)
    return held
