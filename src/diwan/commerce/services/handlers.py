"""What the core calls when the order of a booking is paid, or paid back in full."""

from diwan.commerce import fulfilments
from diwan.commerce.services import (
    privacy,  # noqa: F401 - declares what is kept about people
    tasks,  # noqa: F401 - importing it registers the jobs
)
from diwan.commerce.services.actions.book_service import SUBJECT, begin, end_refunded

fulfilments.register(SUBJECT, begin, undo=end_refunded)
