"""What the room's door hands on of tickets: `commerce.tickets.buy_tickets(...)`."""

from diwan.commerce.tickets.actions.buy_tickets import MOST_AT_ONCE, buy_tickets
from diwan.commerce.tickets.actions.cancel_event import cancel_event
from diwan.commerce.tickets.actions.check_in import AtTheDoor, check_in, look_at_ticket
from diwan.commerce.tickets.actions.let_lapse import let_lapse
from diwan.commerce.tickets.actions.plan_event import EventSpec, TierSpec, change_event, plan_event
from diwan.commerce.tickets.actions.settle_ended import settle_ended
from diwan.commerce.tickets.errors import NoSuchEvent, NoSuchTicket, TicketUsed
from diwan.commerce.tickets.queries.calendar import calendar_file
from diwan.commerce.tickets.queries.events import (
    EventView,
    SaleView,
    door_counts,
    get_event,
    list_events,
    list_own_tickets,
)

# fmt: off
__all__ = [
    "MOST_AT_ONCE", "AtTheDoor", "EventSpec", "EventView", "NoSuchEvent", "NoSuchTicket", "SaleView", "TicketUsed",
    "TierSpec", "buy_tickets", "calendar_file", "cancel_event", "change_event", "check_in", "door_counts",
    "get_event", "let_lapse", "list_events", "list_own_tickets", "look_at_ticket", "plan_event", "settle_ended",
]
# fmt: on
