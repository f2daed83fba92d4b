"""What the room's door hands on of services: `commerce.services.book_service(...)`."""

from diwan.commerce.services.actions.accept import accept, accept_overdue
from diwan.commerce.services.actions.book_service import book_service
from diwan.commerce.services.actions.decide_dispute import agree_to_decision, decide_dispute, decline_decision
from diwan.commerce.services.actions.deliver import deliver
from diwan.commerce.services.actions.give_up import give_up
from diwan.commerce.services.actions.let_lapse import let_lapse
from diwan.commerce.services.actions.offer_service import PartSpec, ServiceSpec, change_service, offer_service
from diwan.commerce.services.actions.open_dispute import open_dispute
from diwan.commerce.services.actions.request_rework import request_rework
from diwan.commerce.services.actions.set_hours import HoursSpec, set_hours
from diwan.commerce.services.actions.set_terms import set_terms
from diwan.commerce.services.actions.write_review import answer_review, write_review
from diwan.commerce.services.enums import BookingStatus, DisputeReason, PartStatus, StepKind
from diwan.commerce.services.errors import NoSuchBooking, NoSuchService
from diwan.commerce.services.queries.bookings import BookingView, get_booking, get_file, list_bookings, list_disputed
from diwan.commerce.services.queries.books import BookLine, book_lines
from diwan.commerce.services.queries.services import (
    ServiceView,
    get_service,
    hours_of,
    list_free_times,
    list_reviews,
    list_services,
)
from diwan.commerce.services.queries.terms import terms_of

# fmt: off
__all__ = [
    "BookLine", "BookingStatus", "BookingView", "DisputeReason", "HoursSpec", "NoSuchBooking", "NoSuchService",
    "PartSpec", "PartStatus", "ServiceSpec", "ServiceView", "StepKind", "accept", "accept_overdue",
    "agree_to_decision", "answer_review", "book_lines", "book_service", "change_service", "decide_dispute",
    "decline_decision", "deliver", "get_booking",
    "get_file", "get_service", "give_up", "hours_of", "let_lapse", "list_bookings", "list_disputed", "list_free_times",
    "list_reviews", "list_services", "offer_service", "open_dispute", "request_rework", "set_hours", "set_terms",
    "terms_of", "write_review",
]
# fmt: on
