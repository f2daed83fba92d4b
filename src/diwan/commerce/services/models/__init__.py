from diwan.commerce.services.models.booking import BookedQuarter, Booking, Part
from diwan.commerce.services.models.dispute import BookingDispute
from diwan.commerce.services.models.hours import WeeklyHours
from diwan.commerce.services.models.review import Review
from diwan.commerce.services.models.service import Milestone, Service
from diwan.commerce.services.models.step import DeliveredFile, Step
from diwan.commerce.services.models.terms import ServiceTerms

__all__ = [
    "BookedQuarter",
    "Booking",
    "BookingDispute",
    "DeliveredFile",
    "Milestone",
    "Part",
    "Review",
    "Service",
    "ServiceTerms",
    "Step",
    "WeeklyHours",
]
