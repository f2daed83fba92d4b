"""What the core calls when the order of tickets is paid, or paid back in full."""

from diwan.commerce import fulfilments
from diwan.commerce.tickets import (
    privacy,  # noqa: F401 - declares what is kept about people
    tasks,  # noqa: F401 - importing it registers the jobs
)
from diwan.commerce.tickets.actions.buy_tickets import SUBJECT, issue, withdraw

fulfilments.register(SUBJECT, issue, undo=withdraw)
