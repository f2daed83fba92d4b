"""Services: what somebody offered, wished, delivered and said of another. The sums stay in the books."""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.commerce.services.models import (
    BookedQuarter,
    Booking,
    BookingDispute,
    DeliveredFile,
    Milestone,
    Part,
    Review,
    Service,
    ServiceTerms,
    Step,
    WeeklyHours,
)
from diwan.kernel.privacy import Erasure, Purpose, Subject, eraser, rows

MONEY = Purpose.MONEY
rows(
    Service, MONEY, Erasure.CLEARED, what=_("Services you offer"), member="provider", own="title body question",
    seen="rework_count appointment_minutes is_open offered_at", link="provider_id", plain="id community_id",
)  # fmt: skip
rows(Milestone, MONEY, Erasure.CLEARED, what=_("The parts of services you offer"), member="service__provider",
     own="title", seen="price_minor days_count", link="service_id", plain="id position")  # fmt: skip
rows(WeeklyHours, MONEY, Erasure.DELETED, what=_("When you can be booked"), member="provider",
     own="weekday starts_minute ends_minute zone", link="provider_id", plain="id")  # fmt: skip
rows(
    Booking, MONEY, Erasure.CLEARED, what=_("What you booked, and what you wished for"), member="buyer", own="wish",
    seen="title status appointment_at appointment_minutes term_days booked_at ended_at",
    link="buyer_id provider_id order_id service_id", plain="id community_id",
)  # fmt: skip
rows(
    Part, MONEY, Erasure.NUMBERED, member="booking__buyer",
    seen="title price_minor released_minor returned_minor days_count reworks_left status due_at delivered_at "
    "accepts_at",
    link="booking_id", plain="id position",
)  # fmt: skip
rows(BookedQuarter, MONEY, Erasure.NUMBERED, member="provider", seen="quarter_at", link="provider_id booking_id",
     plain="id")  # fmt: skip
rows(
    Step, MONEY, Erasure.CLEARED, what=_("What you wrote in the story of a booking"), member="by", own="text",
    seen="kind at reason released_minor returned_minor late_minutes", link="by_id booking_id part_id", plain="id",
)  # fmt: skip
rows(
    DeliveredFile, MONEY, Erasure.DELETED, what=_("Files you delivered"), member="step__by", own="file name",
    seen="byte_count", link="step_id", plain="id",
)  # fmt: skip
rows(
    BookingDispute, MONEY, Erasure.CLEARED, what=_("Your words in a decision about a booking"), member="proposed_by",
    own="words", seen="opened_at held_minor released_minor reason proposed_at alone_from decided_at",
    link="opened_by_id proposed_by_id decided_by_id booking_id", plain="id",
)  # fmt: skip
rows(
    Review, MONEY, Erasure.CLEARED, what=_("Reviews you wrote"), member="booking__buyer", own="text",
    seen="stars written_at answer answered_at", link="booking_id", plain="id",
)  # fmt: skip
rows(ServiceTerms, MONEY, Erasure.OURS, plain="id community_id term_days two_from_minor tax_bp")


@eraser
def drop_deliveries(subject: Subject, at: datetime) -> None:
    """The files go from the store; a service without its provider is closed."""
    files = DeliveredFile.objects.filter(step__by__in=subject.membership_ids)
    paths = list(files.values_list("file", flat=True))
    Service.objects.filter(provider__in=subject.membership_ids).update(is_open=False)
    Review.objects.filter(booking__provider__in=subject.membership_ids).update(answer="")

    def drop() -> None:
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(drop)
