from diwan.commerce.tickets.models.event import Event, Tier
from diwan.commerce.tickets.models.ticket import Sale, Ticket

__all__ = ["Event", "Sale", "Ticket", "Tier"]
